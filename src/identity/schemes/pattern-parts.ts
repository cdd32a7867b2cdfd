import { alphabetOf, type CheckScheme, isCovered } from './check-character.js';

/** A piece of an ID pattern. */
export type PatternPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'site' }
  | { readonly kind: 'sequence'; readonly digits: number }
  | { readonly kind: 'check' };

const PIECE = /\{site\}|\{sequence:([1-9])\}|\{check\}|[A-Za-z0-9._-]+/gy;

/**
 * The pieces of a pattern as `{site}-{sequence:4}-{check}`.
 * @returns undefined when it has anything but letters A-Z, digits, `.`, `_`, `-` and the three placeholders
 */
export function patternParts(pattern: string): readonly PatternPart[] | undefined {
  const parts: PatternPart[] = [];
  let length = 0;
  for (const match of pattern.matchAll(PIECE)) {
    const [text, digits] = match;
    length += text.length;
    if (text === '{site}') parts.push({ kind: 'site' });
    else if (text === '{check}') parts.push({ kind: 'check' });
    else if (digits !== undefined) parts.push({ kind: 'sequence', digits: Number(digits) });
    else parts.push({ kind: 'text', text });
  }
  return length === pattern.length && length > 0 ? parts : undefined;
}

/**
 * What is wrong with a pattern by itself, each as what follows its name in a sentence.
 * One sequence and one site at most, so that an ID can be read in one way only; the check character at the end,
 * where ISO/IEC 7064 and Damm prove that a transposition with its neighbour is caught, and nothing stays uncovered.
 */
export function patternFaults(pattern: string, check: CheckScheme): string[] {
  const parts = patternParts(pattern);
  if (!parts) return ['may hold only letters A-Z, digits, . _ - and {site}, {sequence:N}, {check}'];
  const count = (kind: PatternPart['kind']): number => parts.filter((part) => part.kind === kind).length;
  const faults: string[] = [];
  if (count('sequence') !== 1) faults.push('needs {sequence:N} once, with N from 1 to 9');
  if (count('site') > 1) faults.push('has {site} more than once');
  if (count('check') > 1) faults.push('has {check} more than once');
  else if (count('check') === 1 && parts.at(-1)?.kind !== 'check')
    faults.push('must end with {check}: what stands behind it would not be covered');
  return [...faults, ...checkFaults(parts, check)];
}

function checkFaults(parts: readonly PatternPart[], check: CheckScheme): string[] {
  const hasCheck = parts.some((part) => part.kind === 'check');
  if (check === 'none') {
    return hasCheck ? ['has {check}, but no scheme of check characters is set'] : [];
  }
  const faults = hasCheck ? [] : [`needs {check} for the scheme '${check}'`];
  const uncovered = parts.some(
    (part) => part.kind === 'text' && /[A-Za-z0-9]/.test(part.text) && !isCovered(check, part.text),
  );
  if (uncovered)
    faults.push(`holds characters that '${check}' does not cover: it covers ${alphabetOf(check)}`);
  return faults;
}

/** True when a site ID may stand in an ID: the characters of patterns, and those that the check character covers. */
export function fitsInId(site: string, check: CheckScheme): boolean {
  return /^[A-Za-z0-9._-]+$/.test(site) && (check === 'none' || isCovered(check, site));
}
