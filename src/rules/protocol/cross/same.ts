import type { CheckResult } from '../check-result.js';
import type { Cross, Tolerance } from '../compiled.js';
import type { Quantity, SeriesView } from '../series-view.js';
import {
  absentVerdict,
  decisiveAbsence,
  type MatchedStudy,
  namedSeries,
  seriesText,
} from './named-series.js';
import { deviates, holds, notAsked, rowOf, unsettled, type Verdict } from './row.js';
import {
  type Comparison,
  compareValues,
  type GatheredValues,
  gatherValues,
  valuesText,
} from './value-set.js';

type Same = Extract<Cross, { kind: 'same' }>;

interface Held {
  readonly name: string;
  readonly view: SeriesView;
  readonly values: GatheredValues;
}

/** Quantities that are the same in several series: one row a quantity, every series held against every other. */
export function judgeSame(rule: Same, matched: MatchedStudy): CheckResult[] {
  return rule.quantities.map((quantity) => {
    const check = `same ${quantity.name} of ${rule.of.join(', ')}`;
    const head = { scope: 'cross-series', check, study: matched.study.number } as const;
    return rowOf(head, rule, verdictOf(quantity, rule, matched));
  });
}

function verdictOf(quantity: Quantity, rule: Same, matched: MatchedStudy): Verdict {
  const named = [...new Set(rule.of)].map((name) => namedSeries(name, matched));
  const held = named.flatMap(({ name, views }) =>
    views.map((view): Held => ({ name, view, values: gatherValues(quantity, [view]) })),
  );
  const worst = worstPair(held, rule.tolerance?.[quantity.name]);
  const unit = quantity.unit === undefined ? {} : { unit: quantity.unit };
  if (worst) {
    const { first, second, difference } = worst;
    return deviates(rule, 'protocol-cross-deviation', {
      expected: valuesText(first.values),
      actual: valuesText(second.values),
      ...unit,
      ...(difference !== undefined && { difference }),
      note: `${seriesText(second.name, second.view)} differs from ${seriesText(first.name, first.view)}`,
    });
  }
  const absent = decisiveAbsence(named);
  if (absent?.kind === 'missing' || absent?.kind === 'unclear') return absentVerdict(absent);
  const doubtful = held.find(({ values }) => values.state !== 'value');
  if (doubtful) {
    const where = seriesText(doubtful.name, doubtful.view);
    return unsettled('protocol-cross-unsettled', `${doubtful.values.why ?? 'not known'}: ${where}`, unit);
  }
  const [first] = held;
  if (!first || held.length === 1)
    return notAsked('protocol-not-asked', 'there are no two series to compare');
  const text = valuesText(first.values);
  return holds({ expected: text, actual: text, ...unit });
}

interface Pair extends Comparison {
  readonly first: Held;
  readonly second: Held;
}

/** Of the pairs that differ the one that differs most. */
function worstPair(held: readonly Held[], tolerance: Tolerance | undefined): Pair | undefined {
  const known = held.filter(({ values }) => values.state === 'value');
  let worst: Pair | undefined;
  for (const [i, first] of known.entries()) {
    for (const second of known.slice(i + 1)) {
      const pair = { first, second, ...compareValues(first.values, second.values, tolerance) };
      if (!pair.same && (!worst || size(pair) > size(worst))) worst = pair;
    }
  }
  return worst;
}

function size({ difference = 0 }: Comparison): number {
  return Math.abs(difference);
}
