import type { Finding, FindingValue } from '../../../findings/finding.js';
import type { Problem } from '../../../identity/ledger/event.js';

/** A finding that is not as it should be, as the ledger keeps it. Files, and what has no UID, are not named. */
export function problemOf(finding: Finding, name?: string): Problem {
  const { code, outcome, severity, message, expected, actual, unit, source } = finding;
  return {
    ...{ code, outcome, severity, message },
    ...(name !== undefined && { name }),
    ...(expected !== undefined && { expected: textOf(expected) }),
    ...(actual !== undefined && { actual: textOf(actual) }),
    ...(unit !== undefined && { unit }),
    source,
  };
}

/** Whether somebody should know of it: it did not pass, and it applies. */
export function isProblem({ outcome }: Pick<Problem, 'outcome'>): boolean {
  return outcome !== 'pass' && outcome !== 'not-applicable';
}

/**
 * Problems that are alike in all that is told of them, as one with how many they are, in the order in which they are
 * first met. What a person decides on one is then true of each.
 */
export function together(problems: Iterable<Problem>): Problem[] {
  const groups = new Map<string, { readonly problem: Problem; count: number }>();
  for (const one of problems) {
    const { count = 1, ...problem } = one;
    const key = keyOf(problem);
    const group = groups.get(key);
    if (group) group.count += count;
    else groups.set(key, { problem, count });
  }
  return [...groups.values()].map(({ problem, count }) => (count === 1 ? problem : { ...problem, count }));
}

function keyOf(problem: Problem): string {
  const { code, outcome, severity, message, name, expected, actual, unit, source } = problem;
  const { subject, visit } = problem;
  const words = [code, outcome, severity, message, name, expected, actual, unit, source];
  return JSON.stringify([...words, subject, visit]);
}

function textOf(value: FindingValue): string {
  return typeof value === 'object' ? value.join(', ') : String(value);
}
