import type { Finding } from '../../../findings/finding.js';

/** So many findings of one kind are listed one by one; the report's section lists all. */
const LISTED_FINDINGS = 100;

/**
 * One finding an item up to {@link LISTED_FINDINGS}, then one for all the others.
 * @param rest makes the last one from their number
 */
export function cappedFindings<T>(
  items: readonly T[],
  each: (item: T) => Finding,
  rest: (count: number) => Finding,
): Finding[] {
  const findings = items.slice(0, LISTED_FINDINGS).map(each);
  if (items.length > LISTED_FINDINGS) findings.push(rest(items.length - LISTED_FINDINGS));
  return findings;
}
