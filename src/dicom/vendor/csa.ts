import { parseDecimal } from '../values/numbers.js';

/**
 * Siemens CSA headers: (0029,xx10) image and (0029,xx20) series, under private creator `SIEMENS CSA HEADER`.
 * The layout is not published; source: the description in NiBabel's "Siemens format DICOM with CSA header".
 * Everything is little-endian whatever the file's transfer syntax.
 */

/** `csa2` starts with `SV10`; `csa1`, of software before syngo B, does not. */
type CsaVersion = 'csa1' | 'csa2';

/** One tag of a CSA header. */
export interface CsaTag {
  /** Number of values; 0 for a tag of any number. */
  readonly vm: number;
  readonly vr: string;
  readonly syngodt: number;
  /** The values as text, padding taken off. Empty where the header holds the tag without a value. */
  readonly values: readonly string[];
}

/** A CSA header that was read to its end. */
export interface CsaHeader {
  readonly version: CsaVersion;
  readonly tags: ReadonlyMap<string, CsaTag>;
}

/** Where one tag stands in the bytes of its header: `at` is its head of 84 bytes, `items` its items after that. */
export interface CsaTagSpan {
  readonly name: string;
  readonly vm: number;
  readonly at: number;
  /** Offset of the item's four words, and number of bytes after them, padding not counted. */
  readonly items: readonly { readonly at: number; readonly length: number }[];
}

/** A CSA header with the place of every tag in file order, repeated names included, and where the last one ends. */
export interface CsaLayout extends CsaHeader {
  readonly spans: readonly CsaTagSpan[];
  readonly end: number;
}

/** Why bytes are no CSA header, or not a whole one. */
export type CsaErrorCode = 'csa-not-recognised' | 'csa-truncated' | 'csa-damaged';

/** What {@link parseCsa} answers in place of a header. `tags` holds those that stand before the fault. */
export class CsaError extends Error {
  override readonly name = 'CsaError';
  constructor(
    readonly code: CsaErrorCode,
    readonly tags: ReadonlyMap<string, CsaTag>,
  ) {
    super(code);
  }
}

/** Bytes of a tag's head. */
export const TAG_BYTES = 84;
/** Bytes of the four words before an item. */
export const ITEM_BYTES = 16;
/** Bytes of the name that a tag's head starts with. */
export const NAME_BYTES = 64;
/** Headers seen have up to 101 tags; a count above this is a sign of other content. */
const MAX_TAGS = 1024;

/** Where a header stands in its bytes, and what of it is read so far. */
interface Cursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly version: CsaVersion;
  readonly tags: Map<string, CsaTag>;
  readonly spans: CsaTagSpan[];
  at: number;
  /** Number of items of the first tag, from which CSA1 counts its lengths. */
  firstItems: number | undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** Text up to the first NUL. Newer software writes UTF-8; what is not that is read byte for byte. */
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const used = end < 0 ? bytes : bytes.subarray(0, end);
  // Nearly all is ASCII, the same in both: a header has hundreds of texts, and the decoder takes its time for each.
  if (isAscii(used)) return latin1(used).trim();
  try {
    return utf8.decode(used).trim();
  } catch {
    return latin1(used).trim();
  }
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > 0x7f) return false;
  return true;
}

function fault(cursor: Cursor, code: CsaErrorCode): CsaError {
  return new CsaError(code, cursor.tags);
}

/** Bytes of the item whose header stands at the cursor, or a fault. */
function itemLength(cursor: Cursor): number | CsaErrorCode {
  if (cursor.at + ITEM_BYTES > cursor.bytes.length) return 'csa-truncated';
  const word = (index: number): number => cursor.view.getInt32(cursor.at + 4 * index, true);
  // CSA1 keeps in word 0 the length plus the number of items of the first tag; CSA2 keeps the length in word 1.
  const length = cursor.version === 'csa1' ? word(0) - (cursor.firstItems ?? 0) : word(1);
  if (length < 0) return 'csa-damaged';
  return cursor.at + ITEM_BYTES + length > cursor.bytes.length ? 'csa-truncated' : length;
}

/** Finds the items of one tag. */
function readItems(cursor: Cursor, count: number): { at: number; length: number }[] | CsaErrorCode {
  const items: { at: number; length: number }[] = [];
  for (let item = 0; item < count; item++) {
    const length = itemLength(cursor);
    if (typeof length === 'string') {
      // CSA1 leaves lengths of unused items unset: the tag ends there (SPM and NiBabel read them so).
      if (cursor.version !== 'csa1' || cursor.at + ITEM_BYTES > cursor.bytes.length) return length;
      cursor.at += ITEM_BYTES;
      break;
    }
    items.push({ at: cursor.at, length });
    cursor.at += ITEM_BYTES + Math.ceil(length / 4) * 4; // items are padded to four bytes
  }
  return items;
}

/** The values of one tag; items beyond its multiplicity are placeholders and are passed over. */
function valuesOf(bytes: Uint8Array, { vm, items }: CsaTagSpan): string[] {
  const used = vm === 0 ? items : items.slice(0, vm);
  const values = used.map(({ at, length }) =>
    textOf(bytes.subarray(at + ITEM_BYTES, at + ITEM_BYTES + length)),
  );
  while (values.at(-1) === '') values.pop();
  return values;
}

function readTag(cursor: Cursor): CsaErrorCode | undefined {
  const { bytes, view, at } = cursor;
  if (at + TAG_BYTES > bytes.length) return 'csa-truncated';
  const name = textOf(bytes.subarray(at, at + NAME_BYTES));
  const vm = view.getInt32(at + 64, true);
  const vr = textOf(bytes.subarray(at + 68, at + 72));
  const syngodt = view.getInt32(at + 72, true);
  const count = view.getInt32(at + 76, true);
  if (name === '' || vm < 0 || count < 0) return 'csa-damaged';
  cursor.at += TAG_BYTES;
  cursor.firstItems ??= count;
  // Each item takes at least its header, so the bytes left bound the count before anything is read.
  if (count * ITEM_BYTES > bytes.length - cursor.at) return 'csa-truncated';
  const items = readItems(cursor, count);
  if (typeof items === 'string') return items;
  const span = { name, vm, at, items };
  cursor.spans.push(span);
  if (!cursor.tags.has(name)) cursor.tags.set(name, { vm, vr, syngodt, values: valuesOf(bytes, span) });
  return undefined;
}

function isSv10(bytes: Uint8Array): boolean {
  return bytes[0] === 0x53 && bytes[1] === 0x56 && bytes[2] === 0x31 && bytes[3] === 0x30;
}

function readHeader(bytes: Uint8Array): Cursor | CsaError {
  const version = isSv10(bytes) ? 'csa2' : 'csa1';
  const start = version === 'csa2' ? 8 : 0; // SV10 and four bytes of no known meaning
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tags = new Map<string, CsaTag>();
  const cursor: Cursor = { bytes, view, version, tags, spans: [], at: start + 8, firstItems: undefined };
  if (bytes.length < start + 8)
    return fault(cursor, version === 'csa2' ? 'csa-truncated' : 'csa-not-recognised');
  const count = view.getUint32(start, true);
  // The word after the count is 77 ('M') in every header described.
  if (count > MAX_TAGS || view.getUint32(start + 4, true) !== 77) return fault(cursor, 'csa-not-recognised');
  for (let tag = 0; tag < count; tag++) {
    const code = readTag(cursor);
    if (code !== undefined) return fault(cursor, code);
  }
  return cursor;
}

/**
 * Reads a CSA header. Never throws, and reads nothing beyond the bytes, whatever lengths they state.
 * @returns the header, or a {@link CsaError} with the tags before the fault.
 */
export function parseCsa(bytes: Uint8Array): CsaHeader | CsaError {
  const read = readHeader(bytes);
  return read instanceof CsaError ? read : { version: read.version, tags: read.tags };
}

/** {@link parseCsa} for one who writes the header anew: with the places of its tags. */
export function csaLayout(bytes: Uint8Array): CsaLayout | CsaError {
  const read = readHeader(bytes);
  if (read instanceof CsaError) return read;
  return { version: read.version, tags: read.tags, spans: read.spans, end: read.at };
}

/** The first value of a tag as text; undefined when the tag is absent or has no value. */
export function csaText(header: CsaHeader, name: string): string | undefined {
  return header.tags.get(name)?.values[0];
}

/** All values of a tag as numbers, NaN where one is none; empty when the tag is absent or has no value. */
export function csaNumbers(header: CsaHeader, name: string): number[] {
  return (header.tags.get(name)?.values ?? []).map((value) => parseDecimal(value) ?? Number.NaN);
}

/** The first value of a tag as a finite number; undefined when absent or not a number. */
export function csaNumber(header: CsaHeader, name: string): number | undefined {
  return parseDecimal(csaText(header, name) ?? '');
}
