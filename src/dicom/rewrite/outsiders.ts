import { RewriteError } from './rewrite-error.js';

const SPECIFIC_CHARACTER_SET = 0x00080005;

/**
 * Refuses tags that no plan may edit or write: Specific Character Set, which follows from the texts, and what is no
 * element of a data set. PS3.10 7.1 and 7.2: groups 0000 and 0002 are not of the data set; PS3.5 7.5: FFFE delimits.
 * @throws RewriteError `character-set-is-managed`, `not-in-data-set`
 */
export function refuseOutsiders(tag: number): void {
  if (tag === SPECIFIC_CHARACTER_SET) throw new RewriteError('character-set-is-managed', tag);
  const group = tag >>> 16;
  if (group === 0x0000 || group === 0x0002 || group === 0xfffe)
    throw new RewriteError('not-in-data-set', tag);
}
