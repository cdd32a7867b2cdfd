import { parseDecimal } from '../../dicom/values/numbers.js';
import type { MeasureProblem } from '../problem.js';
import type { NamedValue, StoredValue } from '../source.js';
import { fieldOf, listOf, singleOf, wholeOf } from './fields.js';
import { DIMENSION, RESULT_TYPE } from './terms.js';
import type { XmlElement } from './xml/xml-element.js';

/** One number of a result. */
export interface ResultValue {
  readonly itemPath: string;
  readonly stored: StoredValue;
  readonly modifiers: readonly NamedValue[];
  readonly problems: readonly MeasureProblem[];
}

/** A dimension of a result: what its positions count. */
interface Dimension {
  readonly index: number;
  readonly size: number | undefined;
  readonly label: string;
}

/**
 * Every number of a result: each CalculationData of AIM 3 and of an extended result of AIM 4, the value of a compact
 * one. A result without a number gives one value without text.
 */
export function resultValues(result: XmlElement): ResultValue[] {
  const dimensions = dimensionsOf(result);
  const kind = result.attributes.get('type')?.trim();
  const modifiers = kind && kind !== 'Scalar' ? [{ name: RESULT_TYPE, value: kind }] : [];
  const stored = unitOf(result);
  const data = listOf(result, 'calculationDataCollection', 'CalculationData');
  if (data.length > 0) {
    return data.map((datum) => {
      const named = [...modifiers, ...positions(datum, dimensions)];
      return valued({ itemPath: datum.path, stored, modifiers: named }, fieldOf(datum, 'value'));
    });
  }
  const labels = dimensions.filter(({ size }) => size === 1).map((dimension) => named(dimension.label));
  return compactTexts(result, dimensions).map(({ text, position }) => {
    const placed = position ?? labels;
    return valued(
      { itemPath: result.path, stored, modifiers: [...modifiers, ...placed] },
      text,
      isEncoded(result),
    );
  });
}

/** AIM has units as text, UCUM by its model; other texts are told by the units' own reader. */
function unitOf(result: XmlElement): StoredValue {
  const unit = fieldOf(result, 'unitOfMeasure');
  return unit === undefined ? {} : { unit: { value: unit, scheme: 'UCUM', meaning: unit } };
}

function dimensionsOf(result: XmlElement): Dimension[] {
  return listOf(result, 'dimensionCollection', 'Dimension').flatMap((element, i) => {
    const label = fieldOf(element, 'label');
    const index = wholeOf(element, 'index') ?? i;
    return label === undefined ? [] : [{ index, size: wholeOf(element, 'size'), label }];
  });
}

const named = (value: string): NamedValue => ({ name: DIMENSION, value });

/** Where a number stands in its dimensions: `Bin[3]`, from 0; of one that has one position alone its label. */
function positions(datum: XmlElement, dimensions: readonly Dimension[]): NamedValue[] {
  const coordinates = listOf(datum, 'coordinateCollection', 'Coordinate');
  if (coordinates.length === 0)
    return dimensions.filter((d) => d.size === 1).map(({ label }) => named(label));
  return coordinates.flatMap((coordinate) => {
    const index = wholeOf(coordinate, 'dimensionIndex');
    const position = wholeOf(coordinate, 'position');
    const dimension = dimensions.find((d) => d.index === index);
    if (dimension?.size === 1) return [named(dimension.label)];
    return position === undefined ? [] : [named(`${dimension?.label ?? index ?? ''}[${position}]`)];
  });
}

/** A value that is packed is not read. */
function isEncoded(result: XmlElement): boolean {
  return [singleOf(result, 'encoding'), singleOf(result, 'compression')].some((e) =>
    e?.attributes.get('code'),
  );
}

/** The one text of a compact result; a list of one dimension where it has as many numbers as that is long. */
function compactTexts(
  result: XmlElement,
  dimensions: readonly Dimension[],
): { text: string | undefined; position?: NamedValue[] }[] {
  const text = fieldOf(result, 'value');
  const [dimension, ...others] = dimensions;
  const parts = text?.split(/[\s,;]+/).filter(Boolean) ?? [];
  if (!dimension || others.length > 0 || parts.length < 2 || parts.length !== dimension.size)
    return [{ text }];
  return parts.map((part, i) => ({ text: part, position: [named(`${dimension.label}[${i}]`)] }));
}

function valued(
  value: Omit<ResultValue, 'problems'>,
  text: string | undefined,
  isPacked = false,
): ResultValue {
  const { itemPath } = value;
  if (text === undefined) return { ...value, problems: [{ code: 'value-missing', itemPath }] };
  if (isPacked) {
    return {
      ...value,
      problems: [{ code: 'value-not-numeric', itemPath, detail: 'it is encoded or compressed' }],
    };
  }
  if (parseDecimal(text) === undefined)
    return { ...value, problems: [{ code: 'value-not-numeric', itemPath }] };
  return { ...value, stored: { ...value.stored, text }, problems: [] };
}
