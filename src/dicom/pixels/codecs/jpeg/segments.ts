import { PixelError } from '../../pixel-error.js';

/** A marker and, of those that have one, its segment's content. T.81 B.1.1. */
export interface Segment {
  readonly marker: number;
  /** The content, after the length field; `from === to` of a marker without one. */
  readonly from: number;
  readonly to: number;
}

/** Markers that the decoders look for, by the second byte. T.81 Table B.1, T.87 Table C.1. */
export const MARKER = {
  sof0: 0xc0,
  sof1: 0xc1,
  sof3: 0xc3,
  huffmanTables: 0xc4,
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  quantisationTables: 0xdb,
  restartInterval: 0xdd,
  app0: 0xe0,
  app8: 0xe8,
  app14: 0xee,
  sofLs: 0xf7,
  presetLs: 0xf8,
} as const;

/** A big endian 16-bit number; 0 past the end. */
export function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/** Whether the marker is a frame header, of whatever process (T.81 Table B.1): C0 to CF but DHT, JPG and DAC. */
export function isFrameHeader(marker: number): boolean {
  if (marker === MARKER.sofLs) return true;
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function hasNoContent(marker: number): boolean {
  // T.81 B.1.1.3: RSTm, SOI, EOI and TEM stand alone.
  return (marker >= 0xd0 && marker <= 0xd9) || marker === 0x01;
}

/**
 * The segment at a position; fill bytes (T.81 B.1.1.2) before it are skipped.
 * @throws PixelError `codestream-damaged` where there is no marker, or its content passes the end
 */
export function segmentAt(bytes: Uint8Array, position: number): Segment {
  let at = position;
  if (bytes[at] !== 0xff) throw new PixelError('codestream-damaged');
  while (bytes[at + 1] === 0xff) at++;
  const marker = bytes[at + 1];
  if (marker === undefined || marker === 0) throw new PixelError('codestream-damaged');
  const from = at + 2;
  if (hasNoContent(marker)) return { marker, from, to: from };
  const length = uint16(bytes, from);
  if (length < 2 || from + length > bytes.length) throw new PixelError('codestream-damaged');
  return { marker, from: from + 2, to: from + length };
}

/**
 * The segments from SOI to the first scan header, which is the last one given.
 * @throws PixelError `codestream-damaged`
 */
export function headerSegments(bytes: Uint8Array): Segment[] {
  const out: Segment[] = [];
  for (let at = 0; ; ) {
    const segment = segmentAt(bytes, at);
    if ((out.length === 0) !== (segment.marker === MARKER.startOfImage)) {
      throw new PixelError('codestream-damaged');
    }
    if (segment.marker === MARKER.endOfImage) throw new PixelError('codestream-damaged');
    out.push(segment);
    if (segment.marker === MARKER.startOfScan) return out;
    at = segment.to;
  }
}
