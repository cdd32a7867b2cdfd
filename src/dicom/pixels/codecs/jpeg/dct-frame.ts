import { PixelError } from '../../pixel-error.js';
import { type DctScan, decodeDctScan, type Plane, ZIGZAG } from './dct-scan.js';
import { decodeScans, type ScanContext } from './decode-scans.js';
import type { FrameHeader } from './frame-header.js';
import { type Segment, uint16 } from './segments.js';
import { upsampledRow } from './upsample.js';

interface Grid {
  readonly acrossMost: number;
  readonly downMost: number;
  readonly mcusAcross: number;
  readonly mcusDown: number;
}

function gridOf(header: FrameHeader): Grid {
  const acrossMost = Math.max(...header.components.map(({ horizontal }) => horizontal));
  const downMost = Math.max(...header.components.map(({ vertical }) => vertical));
  // T.81 A.1.1, A.2.3.
  return {
    acrossMost,
    downMost,
    mcusAcross: Math.ceil(header.columns / (8 * acrossMost)),
    mcusDown: Math.ceil(header.rows / (8 * downMost)),
  };
}

/** The planes to decode into. A block takes two bits at least, so that short data cannot ask for much memory. */
function planesFor(header: FrameHeader, grid: Grid, bytes: number): Plane[] {
  const planes = header.components.map(({ horizontal, vertical }) => ({
    horizontal,
    vertical,
    columns: Math.ceil((header.columns * horizontal) / grid.acrossMost),
    rows: Math.ceil((header.rows * vertical) / grid.downMost),
    stride: grid.mcusAcross * horizontal * 8,
    height: grid.mcusDown * vertical * 8,
  }));
  const coded = planes.reduce(
    (sum, { columns, rows }) => sum + Math.ceil(columns / 8) * Math.ceil(rows / 8),
    0,
  );
  if (coded * 2 > bytes * 8) throw new PixelError('codestream-damaged');
  return planes.map(({ height, ...plane }) => {
    const length = plane.stride * height;
    return { ...plane, samples: header.precision > 8 ? new Uint16Array(length) : new Uint8Array(length) };
  });
}

/** Takes the tables of a DQT segment. T.81 B.2.4.1. */
function readQuantisation(
  bytes: Uint8Array,
  { from, to }: Segment,
  tables: (Uint16Array | undefined)[],
): void {
  for (let at = from; at < to; ) {
    const kind = bytes[at++] ?? 0;
    const wide = kind >> 4;
    if (wide > 1 || (kind & 15) > 3 || at + 64 * (wide + 1) > to) throw new PixelError('codestream-damaged');
    const table = new Uint16Array(64);
    for (const place of ZIGZAG) {
      table[place] = wide ? uint16(bytes, at) : (bytes[at] ?? 0);
      at += wide + 1;
    }
    tables[kind & 15] = table;
  }
}

function scanOf(
  frame: { readonly header: FrameHeader; readonly grid: Grid; readonly planes: readonly Plane[] },
  steps: readonly (Uint16Array | undefined)[],
  context: ScanContext,
): DctScan {
  const components = context.components.map(({ index, dc, ac }) => {
    const plane = frame.planes[index];
    const table = steps[frame.header.components[index]?.quantisationTable ?? 0];
    const dcTable = context.tables.dc[dc];
    const acTable = context.tables.ac[ac];
    if (!plane || !table || !dcTable || !acTable) throw new PixelError('codestream-damaged');
    return { plane, steps: table, dc: dcTable, ac: acTable };
  });
  const { precision } = frame.header;
  return { components, precision, restartInterval: context.restartInterval, ...frame.grid };
}

/**
 * Decodes a frame of a sequential DCT process, Huffman coded, of 8 or 12 bits (T.81 processes 1, 2 and 4).
 * @returns samples pixel by pixel, all components at full size
 * @throws PixelError `codestream-damaged`, `unsupported-coding`
 */
export function decodeDctFrame(bytes: Uint8Array, header: FrameHeader): Uint8Array | Uint16Array {
  const grid = gridOf(header);
  const planes = planesFor(header, grid, bytes.length);
  const steps: (Uint16Array | undefined)[] = [];
  decodeScans(bytes, header, {
    quantisation: (source, segment) => readQuantisation(source, segment, steps),
    scan: (reader, context) => decodeDctScan(reader, scanOf({ header, grid, planes }, steps, context)),
  });
  return interleave(header, grid, planes);
}

function interleave(header: FrameHeader, grid: Grid, planes: readonly Plane[]): Uint8Array | Uint16Array {
  const { rows, columns, precision } = header;
  const count = planes.length;
  const out =
    precision > 8 ? new Uint16Array(rows * columns * count) : new Uint8Array(rows * columns * count);
  for (const [i, plane] of planes.entries()) {
    const across = grid.acrossMost / plane.horizontal;
    const down = grid.downMost / plane.vertical;
    if (!Number.isInteger(across) || !Number.isInteger(down)) throw new PixelError('unsupported-coding');
    for (let y = 0; y < rows; y++) {
      const row = upsampledRow(plane, y, across, down);
      let to = y * columns * count + i;
      for (let x = 0; x < columns; x++, to += count) out[to] = row[x] ?? 0;
    }
  }
  return out;
}
