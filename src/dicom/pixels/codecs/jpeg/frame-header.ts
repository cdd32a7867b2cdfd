import { PixelError } from '../../pixel-error.js';
import { isFrameHeader, type Segment, uint16 } from './segments.js';

/** One component of a frame. T.81 B.2.2. */
export interface FrameComponent {
  readonly id: number;
  /** Sampling factors, 1 to 4. */
  readonly horizontal: number;
  readonly vertical: number;
  readonly quantisationTable: number;
}

/** What a frame header says. T.81 B.2.2; T.87 C.2.2 for JPEG-LS. */
export interface FrameHeader {
  /** The marker: it tells the process (SOF0, SOF1, …). */
  readonly marker: number;
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: readonly FrameComponent[];
}

/**
 * The frame header among the segments before the first scan.
 * @throws PixelError `codestream-damaged` where there is none, or two, or it is cut or holds impossible values;
 * `unsupported-coding` when the number of lines is only given after the first scan (T.81 B.2.5, DNL)
 */
export function readFrameHeader(bytes: Uint8Array, segments: readonly Segment[]): FrameHeader {
  const [segment, second] = segments.filter(({ marker }) => isFrameHeader(marker));
  if (!segment || second) throw new PixelError('codestream-damaged');
  const { marker, from, to } = segment;
  const count = bytes[from + 5] ?? 0;
  const rows = uint16(bytes, from + 1);
  const columns = uint16(bytes, from + 3);
  if (to - from !== 6 + 3 * count || count === 0 || columns === 0) throw new PixelError('codestream-damaged');
  if (rows === 0) throw new PixelError('unsupported-coding');
  const components = Array.from({ length: count }, (_, i) => componentAt(bytes, from + 6 + 3 * i));
  if (new Set(components.map(({ id }) => id)).size !== count) throw new PixelError('codestream-damaged');
  return { marker, precision: bytes[from] ?? 0, rows, columns, components };
}

function componentAt(bytes: Uint8Array, at: number): FrameComponent {
  const factors = bytes[at + 1] ?? 0;
  const horizontal = factors >> 4;
  const vertical = factors & 15;
  // T.81 Table B.2: 1 to 4.
  if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
    throw new PixelError('codestream-damaged');
  }
  return { id: bytes[at] ?? 0, horizontal, vertical, quantisationTable: bytes[at + 2] ?? 0 };
}
