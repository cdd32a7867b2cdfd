import { type Code, codeKey } from '../code.js';
import { normalCode } from '../codes/normal-code.js';
import { VALUE_FIGURES } from '../figures.js';
import { known } from '../presentation/known.js';
import type { MeasureProblem } from '../problem.js';
import type { MeasurementContext, MeasurementItem, NamedValue } from '../source.js';
import { codesOf, fieldOf, listOf, singleOf } from './fields.js';
import { type ResultValue, resultValues } from './results.js';
import { DESCRIPTION, QUESTION_TYPE, TYPE_CODE } from './terms.js';
import type { XmlElement } from './xml/xml-element.js';

/** What a calculation is, before its geometry and context are known. */
export interface Calculation {
  readonly element: XmlElement;
  readonly id: string | undefined;
  readonly about: Pick<MeasurementItem, 'concept' | 'derivation'>;
  readonly algorithm: MeasurementContext['algorithm'];
  readonly values: readonly ResultValue[];
  readonly problems: readonly MeasureProblem[];
}

const DERIVATIONS: ReadonlySet<string> = new Set(VALUE_FIGURES.map(({ derivation }) => codeKey(derivation)));

/** Calculations of an annotation: AIM 3 `Calculation`, AIM 4 `CalculationEntity`. */
export function calculationsOf(annotation: XmlElement): Calculation[] {
  return [
    ...listOf(annotation, 'calculationCollection', 'Calculation'),
    ...listOf(annotation, 'calculationEntityCollection', 'CalculationEntity'),
  ].map(calculationOf);
}

function calculationOf(element: XmlElement): Calculation {
  const itemPath = element.path;
  const [concept, ...further] = codesOf(element);
  const derivation = further.find((code) => DERIVATIONS.has(codeKey(normalCode(code))));
  const results = listOf(element, 'calculationResultCollection', 'CalculationResult');
  const modifiers = modifiersOf(element, further, derivation);
  const values = results.length > 0 ? results.flatMap(resultValues) : [withoutResult(itemPath)];
  return {
    element,
    id: fieldOf(element, 'uniqueIdentifier') ?? fieldOf(element, 'uid'),
    about: known({ concept, derivation }),
    algorithm: algorithmOf(element),
    values: values.map((value) => ({ ...value, modifiers: [...modifiers, ...value.modifiers] })),
    problems: concept ? [] : [{ code: 'concept-missing', itemPath }],
  };
}

function withoutResult(itemPath: string): ResultValue {
  return { itemPath, stored: {}, modifiers: [], problems: [{ code: 'value-missing', itemPath }] };
}

/** The first type is the concept, others modify it: derivations by code, what else there is as it stands. */
function modifiersOf(
  element: XmlElement,
  further: readonly Code[],
  derivation: Code | undefined,
): NamedValue[] {
  const description = fieldOf(element, 'description');
  const questions = codesOf(element, 'questionTypeCode');
  return [
    ...(description ? [{ name: DESCRIPTION, value: description }] : []),
    ...further.filter((code) => code !== derivation).map((value) => ({ name: TYPE_CODE, value })),
    ...questions.map((value) => ({ name: QUESTION_TYPE, value })),
  ];
}

function algorithmOf(element: XmlElement): MeasurementContext['algorithm'] {
  const child = singleOf(element, 'algorithm');
  const parameters = listOf(child, 'parameterCollection', 'Parameter').flatMap((parameter) => {
    const value = fieldOf(parameter, 'value');
    return value === undefined ? [] : [`${fieldOf(parameter, 'name') ?? ''}=${value}`];
  });
  const algorithm = known({
    name: fieldOf(element, 'algorithmName') ?? fieldOf(child, 'name'),
    version: fieldOf(element, 'algorithmVersion') ?? fieldOf(child, 'version'),
    family: child && codesOf(child, 'type')[0],
    parameters: parameters.length > 0 ? parameters : undefined,
  });
  return Object.keys(algorithm).length > 0 ? algorithm : undefined;
}
