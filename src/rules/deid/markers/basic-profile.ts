import { lookupKeyword } from '../../../dicom/dictionary.js';
import type { AttributeOverride, Profile } from '../profile/profile.js';
import { choose } from '../table/choice.js';
import { rowOf } from '../table/confidentiality-row.js';

/** Attributes that are given the subject's ID whatever the profile says of them. */
const ALWAYS_SET: ReadonlySet<string> = new Set(['PatientName', 'PatientID']);

/** How much of a value an action leaves, from nothing to everything. */
const LEFT: Readonly<Record<AttributeOverride['action'], number>> = {
  ...{ remove: 0, empty: 0, dummy: 0, uid: 0 },
  ...{ clean: 1, shift: 1 },
  keep: 2,
};

/**
 * Whether a profile does all that the Basic Profile and the options it chose ask for: what it says of single attributes may
 * take more than Table E.1-1, and must not leave more, or the profile was not applied. PS3.15 E.1, E.2.
 */
export function isBasicProfile({ attributes = {}, options }: Profile): boolean {
  return Object.entries(attributes).every(([name, { action }]) => {
    const tag = tagNamed(name);
    const row = tag === undefined || ALWAYS_SET.has(name) ? undefined : rowOf(tag);
    if (!row) return true;
    const { code } = choose(row, options);
    const allowed = code === 'K' ? 2 : code === 'C' ? 1 : 0;
    return LEFT[action] <= allowed;
  });
}

/** The tag of a keyword, or of `(gggg,eeee)`. */
function tagNamed(name: string): number | undefined {
  const hex = /^\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\)$/.exec(name);
  return hex ? Number.parseInt(`${hex[1]}${hex[2]}`, 16) : lookupKeyword(name)?.tag;
}
