import type { AcrossVisits } from '../../../../src/rules/protocol/compiled.js';
import type { VisitFacts, VisitValue } from '../../../../src/rules/protocol/visits/visit-facts.js';
import { quantity, RULE } from '../cross/scene.js';

/** Known values: numbers as such, several parts or texts as texts. */
export function known(...values: readonly (string | number)[]): VisitValue {
  const numbers = values.filter((one) => typeof one === 'number');
  return {
    state: 'value',
    texts: values.map(String),
    ...(numbers.length === values.length && { numbers }),
  };
}

/** Facts of a visit of subject S1 that has the series `t1`. */
export function visit(
  study: number | undefined,
  values: Readonly<Record<string, VisitValue>>,
  more: Partial<VisitFacts> = {},
): VisitFacts {
  return {
    ...(study !== undefined && { study }),
    ...{ studyUID: `2.25.${(study ?? 0) + 10}`, subject: 'S1', at: `2026030${study ?? 0}120000` },
    series: { t1: values },
    ...more,
  };
}

/** The facts without what they do not hold. */
export function without(facts: VisitFacts, ...keys: readonly (keyof VisitFacts)[]): VisitFacts {
  return Object.fromEntries(
    Object.entries(facts).filter(([key]) => !keys.some((one) => one === key)),
  ) as unknown as VisitFacts;
}

/** A rule on some quantities of text; those in capitals with a unit are numbers. */
export function rule(names: readonly string[], more: Partial<AcrossVisits> = {}): AcrossVisits {
  return {
    ...{ ...RULE, with: 'first' },
    quantities: names.map((name) =>
      name === 'RepetitionTime' ? quantity(name, { unit: 'ms' }) : quantity(name, { type: 'text' }),
    ),
    ...more,
  };
}
