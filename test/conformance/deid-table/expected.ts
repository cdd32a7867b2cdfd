import { lookupTag } from '../../../src/dicom/dictionary.js';
import type { Profile, TableOption } from '../../../src/rules/deid/profile/profile.js';
import { type Row, rowFor, tagText } from './standard.js';

/*
 * What the table asks for, stated by hand from PS3.15 E.1 to E.3 and PS3.5 7.4, and from what is decided beside it.
 */

/** What is to be seen of an attribute afterwards. */
export type Wanted =
  | 'removed'
  | 'emptied'
  | 'dummy'
  | 'other UIDs'
  | 'shifted'
  | 'cleaned'
  | 'same'
  | 'items'
  | 'the subject';

/** Where an attribute stands. */
export interface Spot {
  readonly tag: number;
  readonly vr: string;
  readonly type: string | undefined;
  readonly isTop: boolean;
}

/** For Types 1, 2 and 3; PS3.15 Table E.1-1a. A 1C or 2C counts as 1 or 2, no Type as the first. */
const BASIC: Readonly<Record<string, readonly [Wanted, Wanted, Wanted]>> = {
  X: ['removed', 'removed', 'removed'],
  Z: ['emptied', 'emptied', 'emptied'],
  D: ['dummy', 'dummy', 'dummy'],
  U: ['other UIDs', 'other UIDs', 'other UIDs'],
  'X/Z': ['emptied', 'emptied', 'removed'],
  'X/D': ['dummy', 'dummy', 'removed'],
  'Z/D': ['dummy', 'emptied', 'emptied'],
  'X/Z/D': ['dummy', 'emptied', 'removed'],
  'X/Z/U*': ['items', 'emptied', 'removed'],
};

/** Dates that others know, which would reveal the shift: never shifted, nor are their times kept beside them. */
export const KNOWN_DATES =
  /Calibration|Installation|Manufacture$|Ethics|^Context Group|^Template|^Effective DateTime|^Information Issue|^Product Expiration|^Hanging Protocol Creation/;

/** Set at the top level whatever the table says: Patient's Name and ID, Clinical Trial Subject ID. */
const SUBJECT_TAGS = new Set([0x00100010, 0x00100020, 0x00120040]);

/** Sequences without a row that go as what they are like: Issuer of Patient ID Qualifiers Sequence and its like. */
const BESIDE = new Set([0x00100024, 0x00321031]);

/** What the Basic Profile asks for under a Type. */
export function basic({ basic: code }: Row, type: string | undefined): Wanted {
  const [one, two, three] = BASIC[code] ?? [];
  const wanted = type === '3' ? three : type?.startsWith('2') ? two : one;
  if (!wanted) throw new Error(`no code ${code}`);
  return wanted;
}

function cleaned(row: Row, { vr }: Spot, option: TableOption): Wanted | undefined {
  if (option === 'retainModifiedDates') {
    if (KNOWN_DATES.test(row.name)) return undefined;
    if (vr === 'DA' || vr === 'DT') return 'shifted';
    return vr === 'TM' || row.name === 'Timezone Offset From UTC' ? 'same' : undefined;
  }
  // Neither curves nor overlays nor timestamps in bytes can be cleaned.
  if (row.name === 'Curve Data' || /^O[BW]$/.test(vr)) return undefined;
  return vr === 'SQ' ? 'items' : 'cleaned';
}

/** What a row asks for. */
export function wantedByRow(row: Row, spot: Spot, options: Profile['options']): Wanted {
  const chosen = Object.entries(row.options) as [TableOption, string][];
  const said = chosen.filter(([option]) => options[option] === true);
  const [cleaning] = said.find(([, code]) => code === 'C') ?? [];
  if (cleaning) return cleaned(row, spot, cleaning) ?? basic(row, spot.type);
  if (said.length > 0) return spot.vr === 'SQ' ? 'items' : 'same';
  return basic(row, spot.type);
}

const OVERRIDES: Readonly<Record<string, Wanted>> = {
  keep: 'same',
  clean: 'cleaned',
  remove: 'removed',
  empty: 'emptied',
  dummy: 'dummy',
  uid: 'other UIDs',
  shift: 'shifted',
};

/** What a profile asks for at a spot: its own word, then the table. */
export function wantedAt(spot: Spot, { attributes = {}, options }: Profile): Wanted {
  const { tag, vr, isTop } = spot;
  if (isTop && SUBJECT_TAGS.has(tag)) return 'the subject';
  // PS3.15 Table E.1-1, Private Attributes: no creator in the tests of this table is one of Table E.3.10-1.
  if ((tag >>> 16) % 2 === 1) return 'removed';
  const override = attributes[lookupTag(tag)?.keyword ?? ''];
  if (override) return OVERRIDES[override.action] ?? 'removed';
  const row = rowFor(tag);
  if (row) return wantedByRow(row, spot, options);
  if (vr === 'SQ') return BESIDE.has(tag) ? 'removed' : 'items';
  // Of all others the tests write only what stays: numbers, codes, well-known UIDs.
  if (vr === 'IS' || vr === 'US' || vr === 'CS' || vr === 'UI') return 'same';
  throw new Error(`nothing is said of ${tagText(tag)}`);
}
