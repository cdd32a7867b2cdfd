import { nearest } from '../findings/suggest.js';
import { DICTIONARY } from '../generated/dictionary.js';
import { packVr, VR } from './vr.js';

/** What PS3.6 says of one data element. */
export interface DictionaryEntry {
  /** `0xggggeeee`; of a repeating group the tag that was asked for, or its first one when found by keyword. */
  readonly tag: number;
  readonly keyword: string;
  /** As in PS3.6: one VR, alternatives such as `US or SS`, or `NONE` for items and delimiters. */
  readonly vr: string;
  readonly vm: string;
  readonly retired: boolean;
}

/** A tag with `x` digits: `(tag & mask) === value`, and where its row begins in the table. */
interface Wildcard {
  readonly mask: number;
  readonly value: number;
  readonly row: number;
}

interface Index {
  /** Packed VR by tag. */
  readonly vrs: Map<number, number>;
  /** Offset of the row in the table by tag. */
  readonly rows: Map<number, number>;
  readonly wildcards: readonly Wildcard[];
}

/**
 * The VR that an implicit VR reader takes where PS3.6 names several.
 * PS3.5 A.1: Pixel Data, Overlay Data and the like are OW in implicit VR. `US or SS` depends on Pixel
 * Representation (0028,0103), which the reader of the value knows: US stands for both here.
 */
const CHOICE: Readonly<Record<string, string>> = {
  'OB or OW': 'OW',
  'US or OW': 'OW',
  'US or SS or OW': 'OW',
  'US or SS': 'US',
  NONE: 'UN',
};

let index: Index | undefined;
let keywords: Map<string, number> | undefined;

/** Walks the table once; nothing but numbers is kept, so that loading costs about two milliseconds. */
function buildIndex(): Index {
  const vrs = new Map<number, number>();
  const rows = new Map<number, number>();
  const wildcards: Wildcard[] = [];
  let start = 1;
  while (start < DICTIONARY.length) {
    const end = DICTIONARY.indexOf('\n', start);
    const hex = DICTIONARY.slice(start, start + 8);
    const tag = hex.includes('x') ? undefined : Number.parseInt(hex, 16);
    if (tag === undefined) {
      const mask = Number.parseInt(hex.replace(/[^x]/g, 'F').replaceAll('x', '0'), 16);
      wildcards.push({ mask, value: Number.parseInt(hex.replaceAll('x', '0'), 16), row: start });
    } else {
      const vrAt = DICTIONARY.indexOf('\t', start + 9) + 1;
      // A VR of two letters is followed by a tab; anything longer is a choice.
      const single = DICTIONARY.charCodeAt(vrAt + 2) === 9;
      const packed = (DICTIONARY.charCodeAt(vrAt) << 8) | DICTIONARY.charCodeAt(vrAt + 1);
      vrs.set(tag, single ? packed : chosen(DICTIONARY.slice(vrAt, DICTIONARY.indexOf('\t', vrAt))));
      rows.set(tag, start);
    }
    start = end + 1;
  }
  return { vrs, rows, wildcards };
}

function chosen(vr: string): number {
  return packVr(CHOICE[vr] ?? vr);
}

function theIndex(): Index {
  index ??= buildIndex();
  return index;
}

function entryAt(row: number, tag?: number): DictionaryEntry {
  const cells = DICTIONARY.slice(row, DICTIONARY.indexOf('\n', row)).split('\t');
  const [hex = '', keyword = '', vr = '', vm = '', retired = ''] = cells;
  const own = Number.parseInt(hex.replaceAll('x', '0'), 16);
  return { tag: tag ?? own, keyword, vr, vm, retired: retired === 'Y' };
}

/** The row of a repeating group (PS3.5 7.6) or of another tag family with free digits. */
function wildcardRow(tag: number): number | undefined {
  const found = theIndex().wildcards.find((w) => (tag & w.mask) >>> 0 === w.value);
  return found?.row;
}

const isPrivate = (tag: number): boolean => ((tag >>> 16) & 1) === 1;

/** PS3.5 7.8.1: (gggg,0010–00FF) of an odd group reserves a block of private elements. */
const isPrivateCreator = (tag: number): boolean =>
  isPrivate(tag) && (tag & 0xffff) >= 0x10 && (tag & 0xffff) <= 0xff;

/** PS3.5 7.2: (gggg,0000) is the length of its group, in every group. */
const isGroupLength = (tag: number): boolean => (tag & 0xffff) === 0;

/**
 * What the dictionary says of a tag (`0xggggeeee`), repeating groups, group lengths and private creators included.
 * @returns undefined for unknown and private tags.
 */
export function lookupTag(tag: number): DictionaryEntry | undefined {
  const row = theIndex().rows.get(tag);
  if (row !== undefined) return entryAt(row);
  if (isGroupLength(tag)) return { tag, keyword: 'GenericGroupLength', vr: 'UL', vm: '1', retired: true };
  if (isPrivateCreator(tag)) return { tag, keyword: 'PrivateCreator', vr: 'LO', vm: '1', retired: false };
  if (isPrivate(tag)) return undefined;
  const wild = wildcardRow(tag);
  return wild === undefined ? undefined : entryAt(wild, tag);
}

/**
 * What the dictionary says of a keyword, as `PatientID`; case matters.
 * @returns undefined for an unknown keyword; of a repeating group its first tag, as (6000,3000) of `OverlayData`.
 */
export function lookupKeyword(keyword: string): DictionaryEntry | undefined {
  const row = theKeywords().get(keyword);
  return row === undefined ? undefined : entryAt(row);
}

function theKeywords(): Map<string, number> {
  if (keywords) return keywords;
  const { rows, wildcards } = theIndex();
  const built = new Map<string, number>();
  for (const row of [...rows.values(), ...wildcards.map((w) => w.row)]) {
    built.set(DICTIONARY.slice(row + 9, DICTIONARY.indexOf('\t', row + 9)), row);
  }
  keywords = built;
  return built;
}

/** The keyword that a misspelt one was probably meant to be, or undefined. */
export function nearestKeyword(name: string): string | undefined {
  return nearest(name, theKeywords().keys());
}

/**
 * The VR that an implicit VR reader takes for a tag, packed as `(first << 8) | second` of its letters' codes.
 * Of alternatives it gives OW before US before SS (see {@link CHOICE}); `UN` where nothing is known.
 */
export function vrOf(tag: number): number {
  const known = theIndex().vrs.get(tag);
  if (known !== undefined) return known;
  if (isGroupLength(tag)) return VR.UL;
  if (isPrivate(tag)) return isPrivateCreator(tag) ? VR.LO : VR.UN;
  const row = wildcardRow(tag);
  return row === undefined ? VR.UN : chosen(entryAt(row).vr);
}

/** `(0010,0010)` of `0x00100010`, in capitals as in the standard. */
export function tagToString(tag: number): string {
  const hex = (tag >>> 0).toString(16).toUpperCase().padStart(8, '0');
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
}
