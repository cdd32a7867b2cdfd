import { RewriteError } from './rewrite-error.js';

const SPECIFIC_CHARACTER_SET = 0x00080005;

/**
 * Refuses tags that no plan may write: those of {@link refuseUneditable}, and group 0000, which PS3.10 7.2 keeps out of
 * files.
 * @throws RewriteError `character-set-is-managed`, `not-in-data-set`
 */
export function refuseOutsiders(tag: number): void {
  refuseUneditable(tag);
  if (tag >>> 16 === 0x0000) throw new RewriteError('not-in-data-set', tag);
}

/**
 * Refuses tags whose elements no plan may edit: Specific Character Set, which follows from the texts, and what is no
 * element of a data set. PS3.10 7.1: group 0002 is not of the data set; PS3.5 7.5: FFFE delimits. A command element (group
 * 0000) that a file has in its data set all the same may be edited, since it may have to go.
 * @throws RewriteError `character-set-is-managed`, `not-in-data-set`
 */
export function refuseUneditable(tag: number): void {
  if (tag === SPECIFIC_CHARACTER_SET) throw new RewriteError('character-set-is-managed', tag);
  const group = tag >>> 16;
  if (group === 0x0002 || group === 0xfffe) throw new RewriteError('not-in-data-set', tag);
}
