/** The five outcomes of every check, worst first (DESIGN law 1: never falsely green). */
export const OUTCOMES = ['fail', 'not-evaluable', 'warn', 'pass', 'not-applicable'] as const;

/** What a check, a series, a command or a pipe came to. */
export type Outcome = (typeof OUTCOMES)[number];

/**
 * The worst of the outcomes given.
 * @returns `not-applicable` when there are none: nothing was asked, so nothing passed.
 */
export function worst(outcomes: Iterable<Outcome>): Outcome {
  let rank: number = OUTCOMES.length - 1;
  for (const outcome of outcomes) rank = Math.min(rank, OUTCOMES.indexOf(outcome));
  return OUTCOMES[rank] ?? 'not-applicable';
}

/** How a finding is ordered for people. It never changes an outcome. */
export const SEVERITIES = ['critical', 'major', 'minor', 'info'] as const;

/** See {@link SEVERITIES}. */
export type Severity = (typeof SEVERITIES)[number];
