import { CONFIDENTIALITY } from '../../../generated/confidentiality.js';
import { TABLE_OPTIONS, type TableOption } from '../profile/profile.js';
import { BASIC_CODES, type BasicCode } from './code.js';

/** What an option says: keep (of a sequence its items, cleaned), or clean. PS3.15 Table E.1-1a. */
export type OptionCode = 'K' | 'C';

/** A row of PS3.15 Table E.1-1. */
export interface ConfidentialityRow {
  /** As in the table; of the Attribute, not its keyword. */
  readonly name: string;
  readonly basic: BasicCode;
  readonly options: Readonly<Partial<Record<TableOption, OptionCode>>>;
  /** The row is one of a repeating group, or of all private elements. */
  readonly family?: 'curve' | 'overlay' | 'private';
}

interface Table {
  /** By tag; of overlays by the tag of group 6000. */
  readonly rows: ReadonlyMap<number, ConfidentialityRow>;
  readonly curve: ConfidentialityRow | undefined;
  readonly privates: ConfidentialityRow | undefined;
}

const CURVE = '50xxxxxx';
const PRIVATE = 'private';
const isBasicCode = (code: string): code is BasicCode => (BASIC_CODES as readonly string[]).includes(code);

function optionsOf(letters: string): ConfidentialityRow['options'] {
  const options: Partial<Record<TableOption, OptionCode>> = {};
  for (const [index, option] of TABLE_OPTIONS.entries()) {
    const letter = letters[index];
    if (letter === 'K' || letter === 'C') options[option] = letter;
  }
  return options;
}

function familyOf(tag: string): ConfidentialityRow['family'] {
  if (tag === CURVE) return 'curve';
  if (tag === PRIVATE) return 'private';
  return tag.startsWith('60xx') ? 'overlay' : undefined;
}

function readTable(): Table {
  const named = new Map<string, ConfidentialityRow>();
  for (const line of CONFIDENTIALITY.trim().split('\n')) {
    const [tag = '', basic = '', letters = '', name = ''] = line.split('\t');
    if (!isBasicCode(basic)) continue;
    const family = familyOf(tag);
    named.set(tag, { name, basic, options: optionsOf(letters), ...(family && { family }) });
  }
  const rows = new Map<number, ConfidentialityRow>();
  for (const [tag, row] of named) {
    if (row.family !== 'curve' && row.family !== 'private') rows.set(parseTag(tag), row);
  }
  return { rows, curve: named.get(CURVE), privates: named.get(PRIVATE) };
}

/** `60xx3000` stands for all groups of its family, by its first. */
const parseTag = (tag: string): number => Number.parseInt(tag.replace('xx', '00'), 16);

let table: Table | undefined;

/**
 * The row of PS3.15 Table E.1-1 that governs a tag (`0xggggeeee`): its own, or that of its repeating group; every odd
 * group has that of the private attributes.
 * @returns undefined where the table has none
 */
export function rowOf(tag: number): ConfidentialityRow | undefined {
  table ??= readTable();
  const group = tag >>> 16;
  if ((group & 1) === 1) return table.privates;
  const family = group >>> 8;
  // PS3.5 7.6: the even groups 5000 to 501E hold curves, 6000 to 601E overlays. The table leaves all of 50xx and 60xx.
  if (family === 0x50) return table.curve;
  if (family === 0x60) return table.rows.get(0x60000000 + (tag & 0xffff));
  return table.rows.get(tag);
}
