import type { G0Set, G1Set } from './terms.js';

/** What an escape sequence designates, and how many bytes it takes, ESC included. */
export interface Designation {
  readonly g0?: G0Set;
  readonly g1?: G1Set;
  readonly length: number;
}

/** Escape sequences without ESC → designation. PS3.3 Tables C.12-3 and C.12-4; PS3.5 6.1.2.5. */
const DESIGNATIONS: ReadonlyMap<string, Omit<Designation, 'length'>> = new Map<
  string,
  Omit<Designation, 'length'>
>([
  ['(B', { g0: 'ascii' }],
  ['(J', { g0: 'jis-romaji' }],
  ['$B', { g0: 'jis-x-0208' }],
  // JIS C 6226-1978, the predecessor of JIS X 0208, from equipment that follows ISO-2022-JP rather than DICOM.
  ['$@', { g0: 'jis-x-0208' }],
  ['$(D', { g0: 'jis-x-0212' }],
  [')I', { g1: 'jis-katakana' }],
  ['-A', { g1: 'latin1' }],
  ['-B', { g1: 'latin2' }],
  ['-C', { g1: 'latin3' }],
  ['-D', { g1: 'latin4' }],
  ['-F', { g1: 'greek' }],
  ['-G', { g1: 'arabic' }],
  ['-H', { g1: 'hebrew' }],
  ['-L', { g1: 'cyrillic' }],
  ['-M', { g1: 'latin5' }],
  ['-T', { g1: 'thai' }],
  ['-b', { g1: 'latin9' }],
  ['$)A', { g1: 'gb-2312' }],
  ['$)C', { g1: 'ks-x-1001' }],
]);

/**
 * The designation that starts with the ESC at `at`; undefined when the sequence is none of DICOM's. A set that
 * Specific Character Set does not declare is designated all the same: the sequence says what it means.
 */
export function matchEscape(bytes: Uint8Array, at: number): Designation | undefined {
  for (const length of [2, 3]) {
    const sequence = String.fromCharCode(...bytes.subarray(at + 1, at + 1 + length));
    const designation = sequence.length === length ? DESIGNATIONS.get(sequence) : undefined;
    if (designation) return { ...designation, length: length + 1 };
  }
  return undefined;
}

/** The escape sequence, ESC included, that designates a set; DICOM's own where equipment knows another too. */
export function escapeTo(set: G0Set | Exclude<G1Set, 'none'>): Uint8Array {
  for (const [sequence, { g0, g1 }] of DESIGNATIONS) {
    if (g0 === set || g1 === set) return Uint8Array.from(Buffer.from(`\x1b${sequence}`, 'latin1'));
  }
  throw new RangeError('a set without an escape sequence'); // every set of the two types is in the table
}
