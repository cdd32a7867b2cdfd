import { PixelError } from '../../pixel-error.js';
import { uint16 } from '../jpeg/segments.js';

/** What the main header of a JPEG 2000 codestream says. T.800 A.5.1, A.6.1; T.814 A.2 for high throughput. */
export interface Jpeg2000Header {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  /** Bits a sample; all components have the same. */
  readonly precision: number;
  readonly signed: boolean;
  /** The first three components are RGB, which the decoder's inverse transform gives back. T.800 Annex G. */
  readonly multipleComponentTransform: boolean;
  /** Wavelet 5-3: what is decoded is what was encoded. T.800 Annex F. */
  readonly reversible: boolean;
  readonly highThroughput: boolean;
  /** Places of the bytes Ssiz, one a component. */
  readonly signPlaces: readonly number[];
}

interface Coding {
  readonly layers: number;
  readonly levels: number;
  readonly multipleComponentTransform: boolean;
  readonly reversible: boolean;
  readonly highThroughput: boolean;
  /** Exponents of the precinct sizes, by resolution. */
  readonly precincts: Uint8Array | undefined;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
  readonly tiles: number;
  readonly components: number;
  readonly precision: number;
  readonly signed: boolean;
  readonly highThroughput: boolean;
  readonly signPlaces: readonly number[];
}

const SIZ = 0xff51;
const COD = 0xff52;
const SOT = 0xff90;
const EOC = 0xffd9;

function damaged(): PixelError {
  return new PixelError('codestream-damaged');
}

function uint32(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at) * 0x10000 + uint16(bytes, at + 2);
}

/** T.800 A.5.1: the size of image, tiles and components. `at` is after the length. */
function readSize(bytes: Uint8Array, at: number, to: number): Size {
  const [columns = 0, rows = 0, left = 0, top = 0, width = 0, height = 0, tileLeft = 0, tileTop = 0] =
    Array.from({ length: 8 }, (_, i) => uint32(bytes, at + 2 + 4 * i));
  const components = uint16(bytes, at + 34);
  if (to - at !== 36 + 3 * components || components === 0 || width === 0 || height === 0) throw damaged();
  if (columns <= left || rows <= top || tileLeft > left || tileTop > top) throw damaged();
  // Not seen in DICOM: an image area that does not begin at the origin, components of their own size or depth.
  if (left !== 0 || top !== 0) throw new PixelError('unsupported-coding');
  const signPlaces = Array.from({ length: components }, (_, i) => at + 36 + 3 * i);
  const [first = 0] = signPlaces;
  const alike = signPlaces.every((place) => {
    return bytes[place] === bytes[first] && bytes[place + 1] === 1 && bytes[place + 2] === 1;
  });
  if (!alike) throw new PixelError('unsupported-coding');
  return {
    rows,
    columns,
    tiles: Math.ceil(columns / width) * Math.ceil(rows / height),
    components,
    precision: ((bytes[first] ?? 0) & 0x7f) + 1,
    signed: (bytes[first] ?? 0) >= 0x80,
    // T.814 A.2: bit 14 of Rsiz tells of a CAP segment, which every high-throughput codestream has.
    highThroughput: (uint16(bytes, at) & 0x4000) !== 0,
    signPlaces,
  };
}

/** T.800 A.6.1: the coding style. */
function readCoding(bytes: Uint8Array, at: number, to: number): Coding {
  const levels = bytes[at + 5] ?? 0;
  const ownPrecincts = ((bytes[at] ?? 0) & 1) !== 0;
  if (levels > 32 || to - at !== 10 + (ownPrecincts ? levels + 1 : 0)) throw damaged();
  const transform = bytes[at + 9] ?? 0;
  // T.800 Table A.17, A.20: 0 or 1 each; T.801 (Part 2) has more.
  if ((bytes[at + 4] ?? 0) > 1 || transform > 1) throw new PixelError('unsupported-coding');
  return {
    layers: uint16(bytes, at + 2),
    levels,
    multipleComponentTransform: bytes[at + 4] === 1,
    reversible: transform === 1,
    highThroughput: ((bytes[at + 8] ?? 0) & 0x40) !== 0,
    precincts: ownPrecincts ? bytes.subarray(at + 10, to) : undefined,
  };
}

/** The least number of packets, each of which takes a byte: small data cannot ask for millions of precincts. */
function leastPackets(size: Size, coding: Coding): number {
  let precincts = 0;
  for (let resolution = 0; resolution <= coding.levels; resolution++) {
    const scale = 2 ** (coding.levels - resolution);
    const exponents = coding.precincts?.[resolution] ?? 0xff;
    const across = Math.ceil(Math.ceil(size.columns / scale) / 2 ** (exponents & 15));
    precincts += across * Math.ceil(Math.ceil(size.rows / scale) / 2 ** (exponents >> 4));
  }
  return Math.max(precincts, size.tiles * (coding.levels + 1)) * size.components * coding.layers;
}

/** Whether the codestream, but for padding, ends with EOC. */
function endsWithEoc(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (end > 2 && bytes[end - 1] === 0) end--;
  return uint16(bytes, end - 2) === EOC;
}

/** Walks over the tile-parts: all there, every tile, up to the end. T.800 A.4.2. */
function checkTileParts(bytes: Uint8Array, start: number, tiles: number): void {
  const seen = new Set<number>();
  let at = start;
  while (at + 12 <= bytes.length && uint16(bytes, at) === SOT) {
    const length = uint32(bytes, at + 6);
    if (uint16(bytes, at + 2) !== 10 || (length !== 0 && length < 14)) throw damaged();
    // Psot 0: the last tile-part goes on to the end, which must be told then.
    if (length === 0 && !endsWithEoc(bytes)) throw damaged();
    seen.add(uint16(bytes, at + 4));
    at = length === 0 ? bytes.length : at + length;
  }
  if (at > bytes.length || (at < bytes.length && uint16(bytes, at) !== EOC)) throw damaged();
  if (seen.size !== tiles) throw damaged();
}

/**
 * Reads the main header of a codestream and proves that its tile-parts are all there.
 * @throws PixelError `codestream-damaged`, `unsupported-coding`
 */
export function readJpeg2000Header(bytes: Uint8Array): Jpeg2000Header {
  // T.800 A.3: SOC, then SIZ.
  if (uint16(bytes, 0) !== 0xff4f || uint16(bytes, 2) !== SIZ) throw damaged();
  let size: Size | undefined;
  let coding: Coding | undefined;
  let at = 2;
  for (; uint16(bytes, at) !== SOT; ) {
    const marker = uint16(bytes, at);
    const to = at + 2 + uint16(bytes, at + 2);
    if (marker < 0xff00 || to < at + 4 || to > bytes.length) throw damaged();
    if ((marker === SIZ && size) || (marker === COD && coding)) throw damaged();
    if (marker === SIZ) size = readSize(bytes, at + 4, to);
    if (marker === COD) coding = readCoding(bytes, at + 4, to);
    at = to;
  }
  if (!size || !coding || coding.layers === 0) throw damaged();
  if (leastPackets(size, coding) > bytes.length) throw damaged();
  checkTileParts(bytes, at, size.tiles);
  const { tiles: _, highThroughput, ...shape } = size;
  const { multipleComponentTransform, reversible } = coding;
  return {
    ...shape,
    multipleComponentTransform,
    reversible,
    highThroughput: highThroughput || coding.highThroughput,
  };
}
