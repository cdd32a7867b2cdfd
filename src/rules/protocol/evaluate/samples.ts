import type { Constraint } from '../compiled.js';
import type { Sample, SeriesView } from '../series-view.js';
import { judge } from './judge.js';
import type { JudgeContext, Judgement } from './judgement.js';
import { rank } from './verdict.js';

/** What a constraint says of a series: the worst of its values decides. */
export interface SeriesJudgement extends Judgement {
  /** Numbers of the instances that came to this outcome, rising, where others came to a better one. */
  readonly outliers?: readonly number[];
}

interface Judged {
  readonly judgement: Judgement;
  readonly sample: Sample;
}

/** What judging needs to know of a series. A maker that its headers do not agree on is none. */
export function contextOf(view: SeriesView): JudgeContext {
  const makers = new Set(view.headers.map(({ manufacturer }) => manufacturer));
  const [manufacturer = ''] = makers;
  return { manufacturer: makers.size === 1 ? manufacturer : '' };
}

/** Judges every value that a quantity has in a series. */
export function judgeSamples(constraint: Constraint, view: SeriesView): SeriesJudgement {
  const context = contextOf(view);
  const judged = constraint.quantity
    .samples(view)
    .map((sample) => ({ sample, judgement: judge(constraint, sample.value, context) }));
  const [first] = judged;
  if (!first) return { outcome: 'not-evaluable', code: 'protocol-value-absent' };
  const { judgement } = judged.reduce((worst, one) => (precedes(one, worst) ? one : worst), first);
  const outliers = outliersOf(judged, judgement.outcome);
  return { ...judgement, ...(outliers.length > 0 && { outliers }) };
}

/** The worse one; then what is further off, what more instances have, and the text: never the order of files. */
function precedes(a: Judged, b: Judged): boolean {
  const worse = rank(a.judgement.outcome) - rank(b.judgement.outcome);
  if (worse !== 0) return worse < 0;
  const further = distance(a) - distance(b);
  if (further !== 0) return further > 0;
  const more = a.sample.instances.length - b.sample.instances.length;
  return more !== 0 ? more > 0 : keyOf(a) < keyOf(b);
}

function distance({ judgement: { difference } }: Judged): number {
  return difference === undefined ? -1 : Math.abs(difference);
}

function keyOf({ judgement: { code, actual = '', note = '' } }: Judged): string {
  return `${code}\n${actual}\n${note}`;
}

function outliersOf(judged: readonly Judged[], outcome: Judgement['outcome']): number[] {
  if (judged.every(({ judgement }) => judgement.outcome === outcome)) return [];
  const deviating = judged.filter(({ judgement }) => judgement.outcome === outcome);
  return risingOnce(deviating.flatMap(({ sample }) => sample.instances));
}

/** Numbers of instances, rising, each once. */
export function risingOnce(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
