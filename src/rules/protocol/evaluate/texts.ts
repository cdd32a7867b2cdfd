import type { Constraint } from '../compiled.js';

/** What is made equal before texts are compared. */
export type Normalise = Constraint['normalise'];

/** A text as it is compared: exactly, unless the protocol says that case or blanks do not count. */
export function normalised(text: string, { case: anyCase, space }: Normalise): string {
  const blanks = space ? text.trim().replace(/\s+/gu, ' ') : text;
  return anyCase ? blanks.toLowerCase() : blanks;
}
