import type { Code } from '../code.js';
import { codesOf, fieldOf, listOf } from './fields.js';
import type { XmlElement } from './xml/xml-element.js';

/** AIM's ComparisonOperator. */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['Equal', '='],
  ['NotEqual', '!='],
  ['LessThan', '<'],
  ['LessThanEqual', '<='],
  ['GreaterThan', '>'],
  ['GreaterThanEqual', '>='],
]);

/** What a characteristic is quantified as, as text: `>= 5 mm`, `1 .. 3 cm`, `4`, or a code. */
export function quantificationsOf(characteristic: XmlElement): (Code | string)[] {
  return listOf(
    characteristic,
    'characteristicQuantificationCollection',
    'CharacteristicQuantification',
  ).flatMap((element) => codesOf(element)[0] ?? textOf(element) ?? []);
}

function textOf(element: XmlElement): string | undefined {
  const unit = fieldOf(element, 'ucumString');
  const value = fieldOf(element, 'value') ?? fieldOf(element, 'selectedBin') ?? fieldOf(element, 'bin');
  const minimum = fieldOf(element, 'minValue');
  const maximum = fieldOf(element, 'maxValue');
  const range = minimum !== undefined && maximum !== undefined ? `${minimum} .. ${maximum}` : undefined;
  const number = value ?? range;
  if (number === undefined) return undefined;
  const operator = OPERATORS.get(fieldOf(element, 'operator') ?? '');
  return [operator, number, unit].filter(Boolean).join(' ');
}
