/** Longer words are never compared: nobody mistypes one, and the cost of a comparison stays bounded. */
const LONGEST = 128;

/** How many edits a word may be away and still be what was meant: a third of it, at most three. */
function allowedEdits(length: number): number {
  return Math.min(3, Math.max(1, Math.floor(length / 3)));
}

/**
 * Optimal string alignment distance (Levenshtein plus adjacent transpositions), cut off at `limit`.
 * @returns the number of edits, or `limit + 1` when there are more.
 */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) edits = Math.min(edits, at(before, j - 2) + 1);
      row.push(edits);
      best = Math.min(best, edits);
    }
    if (best > limit) return limit + 1;
    before = last;
    last = row;
  }
  return Math.min(at(last, b.length), limit + 1);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;

/**
 * The candidate that `word` was probably meant to be: equal but for case, or the fewest edits away.
 * @returns undefined when none is within a third of the word's length (at most three edits), or the word is one of them.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length === 0 || word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  let found: string | undefined;
  let limit = allowedEdits(word.length);
  for (const candidate of candidates) {
    if (candidate === word) return undefined;
    const edits = editDistance(lower, candidate.toLowerCase(), limit);
    if (edits > limit || (found !== undefined && edits === limit)) continue;
    found = candidate;
    limit = edits;
  }
  return found;
}
