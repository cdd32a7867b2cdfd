import { PixelError } from '../../pixel-error.js';
import { BitReader } from './bit-reader.js';
import { type FrameHeader, readFrameHeader } from './frame-header.js';
import { type HuffmanTables, readHuffmanTables } from './huffman.js';
import { headerSegments, isFrameHeader, MARKER, type Segment, segmentAt, uint16 } from './segments.js';

/** A JPEG codestream whose headers up to the first scan are read. */
export interface JpegHeaders {
  readonly segments: readonly Segment[];
  readonly header: FrameHeader;
}

/** What is in force when a scan begins. */
export interface ScanContext {
  readonly tables: HuffmanTables;
  readonly restartInterval: number;
  /** Indices of the scan's components in the frame header, with their table numbers. T.81 B.2.3. */
  readonly components: readonly { readonly index: number; readonly dc: number; readonly ac: number }[];
  /** Ss, Se and Ah << 4 | Al: selection and approximation, or predictor and point transform. */
  readonly start: number;
  readonly end: number;
  readonly approximation: number;
}

/** What each process does in its own way. */
export interface ScanSink {
  quantisation(bytes: Uint8Array, segment: Segment): void;
  /** Decodes the entropy-coded data of one scan, all of it. */
  scan(reader: BitReader, context: ScanContext): void;
}

/**
 * Reads the headers up to the first scan; nothing is allocated but lists of them.
 * @throws PixelError `codestream-damaged`, `unsupported-coding`
 */
export function readJpegHeaders(bytes: Uint8Array): JpegHeaders {
  const segments = headerSegments(bytes);
  return { segments, header: readFrameHeader(bytes, segments) };
}

function scanHeader(
  bytes: Uint8Array,
  { from, to }: Segment,
  header: FrameHeader,
): Omit<ScanContext, 'tables'> {
  const count = bytes[from] ?? 0;
  const at = from + 1 + 2 * count;
  if (to - from !== 4 + 2 * count || count < 1 || count > 4) throw new PixelError('codestream-damaged');
  const components = Array.from({ length: count }, (_, i) => {
    const id = bytes[from + 1 + 2 * i];
    const numbers = bytes[from + 2 + 2 * i] ?? 0;
    const index = header.components.findIndex((component) => component.id === id);
    if (index < 0) throw new PixelError('codestream-damaged');
    return { index, dc: numbers >> 4, ac: numbers & 15 };
  });
  if (new Set(components.map(({ index }) => index)).size !== count)
    throw new PixelError('codestream-damaged');
  const [start = 0, end = 0, approximation = 0] = bytes.subarray(at, at + 3);
  return { components, start, end, approximation, restartInterval: 0 };
}

/** Whether bytes after the last scan are the end: EOI, padding, or nothing. */
function isEnd(bytes: Uint8Array, position: number): boolean {
  let at = position;
  while (bytes[at] === 0xff) at++;
  return at >= bytes.length || at === position || bytes[at] === MARKER.endOfImage;
}

/**
 * Decodes scan after scan until every component has been in one.
 * @throws PixelError `codestream-damaged`, `unsupported-coding`
 */
export function decodeScans(bytes: Uint8Array, header: FrameHeader, sink: ScanSink): void {
  const tables: HuffmanTables = { dc: [], ac: [] };
  const missing = new Set(header.components.keys());
  let restartInterval = 0;
  let at = 0;
  while (missing.size > 0) {
    const segment = segmentAt(bytes, at);
    at = segment.to;
    if (segment.marker === MARKER.huffmanTables) readHuffmanTables(bytes, segment, tables);
    else if (segment.marker === MARKER.quantisationTables) sink.quantisation(bytes, segment);
    else if (segment.marker === MARKER.restartInterval) restartInterval = uint16(bytes, segment.from);
    else if (segment.marker === MARKER.endOfImage) throw new PixelError('codestream-damaged');
    else if (segment.marker === MARKER.startOfScan) {
      const context = { ...scanHeader(bytes, segment, header), tables, restartInterval };
      const reader = new BitReader(bytes, segment.to);
      sink.scan(reader, context);
      for (const { index } of context.components) {
        if (!missing.delete(index)) throw new PixelError('codestream-damaged');
      }
      at = reader.end();
    } else if (isFrameHeader(segment.marker) && missing.size < header.components.length) {
      throw new PixelError('codestream-damaged');
    }
  }
  // Anything but the end is data that no scan took: the damage is in what was decoded.
  if (!isEnd(bytes, at)) throw new PixelError('codestream-damaged');
}
