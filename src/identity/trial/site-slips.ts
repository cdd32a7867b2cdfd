import { folded } from '../schemes/check-character.js';

/**
 * Pairs of site IDs of which one becomes the other by a slip that no check character sees: a letter in the other case,
 * a separator for a letter or digit, or a separator that changed places with its neighbour. Every other single wrong
 * character and every other transposition is caught.
 * @returns for each site that comes near one before it: its place in the list, and that of the first such one
 */
export function uncheckedSlips(
  sites: readonly string[],
): { readonly index: number; readonly other: number }[] {
  const firsts = new Map<number, number>();
  for (const [i, site] of sites.entries()) {
    // One of the two always has a lower-case letter or a separator.
    if (!/[a-z._-]/.test(site)) continue;
    for (const [j, candidate] of sites.entries()) {
      if (i === j || !isUncheckedSlip(site, candidate)) continue;
      const index = Math.max(i, j);
      firsts.set(index, Math.min(i, j, firsts.get(index) ?? index));
    }
  }
  return [...firsts].map(([index, other]) => ({ index, other })).sort((a, b) => a.index - b.index);
}

function isUncheckedSlip(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const differing: number[] = [];
  for (let i = 0; i < a.length && differing.length < 3; i++) if (a[i] !== b[i]) differing.push(i);
  const [first = 0, second] = differing;
  const here = `${a.charAt(first)}${b.charAt(first)}`;
  const hasSeparator = /[._-]/.test(here);
  if (differing.length === 1) return hasSeparator || folded(a) === folded(b);
  const isSwapped = second === first + 1 && a[first] === b[second] && a[second] === b[first];
  // Neighbours in different cases of one letter fold to the same.
  return differing.length === 2 && isSwapped && (hasSeparator || folded(a) === folded(b));
}
