import type { Judgement } from './judgement.js';

/** What one test says of one value: a judgement without the value. */
export type Verdict = Omit<Judgement, 'actual'>;

/** It holds. */
export function holds(difference?: number): Verdict {
  return { outcome: 'pass', code: 'protocol-as-declared', ...optional({ difference }) };
}

/** It does not. */
export function deviates(more: { difference?: number | undefined; note?: string } = {}): Verdict {
  return { outcome: 'fail', code: 'protocol-deviation', ...optional(more) };
}

/** There is a value, and no way to compare it. */
export function notComparable(note: string): Verdict {
  return { outcome: 'not-evaluable', code: 'protocol-not-comparable', note };
}

/** There is no value. */
export function absent(note?: string): Verdict {
  return { outcome: 'not-evaluable', code: 'protocol-value-absent', ...optional({ note }) };
}

function optional(more: { difference?: number | undefined; note?: string | undefined }) {
  const { difference, note } = more;
  return { ...(difference !== undefined && { difference }), ...(note !== undefined && { note }) };
}

/** Worst first, as the outcomes of every check are (src/findings/outcome.ts). */
const WORST_FIRST: readonly Judgement['outcome'][] = ['fail', 'not-evaluable', 'warn', 'pass'];

/** 0 for the worst outcome, rising. */
export function rank(outcome: Judgement['outcome']): number {
  return WORST_FIRST.indexOf(outcome);
}

/** The worst; of equal ones the one that is furthest off, then the first. Nothing asked is nothing passed. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return first(verdicts, (a, b) => rank(a.outcome) - rank(b.outcome) || distance(b) - distance(a));
}

/**
 * The best, where one that fits is enough; of equal ones the one that is least off, then the first. What cannot be told
 * comes before what deviates: it might be the one that fits.
 */
export function bestVerdict(verdicts: readonly Verdict[]): Verdict {
  return first(verdicts, (a, b) => rank(b.outcome) - rank(a.outcome) || distance(a) - distance(b));
}

function distance({ difference }: Verdict): number {
  return difference === undefined ? -1 : Math.abs(difference);
}

function first(verdicts: readonly Verdict[], compare: (a: Verdict, b: Verdict) => number): Verdict {
  const [start] = verdicts;
  if (start === undefined) return notComparable('nothing is asked of it');
  return verdicts.reduce((best, verdict) => (compare(verdict, best) < 0 ? verdict : best), start);
}
