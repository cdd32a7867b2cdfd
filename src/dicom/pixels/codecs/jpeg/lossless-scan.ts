import { PixelError } from '../../pixel-error.js';
import type { BitReader } from './bit-reader.js';
import type { HuffmanTable } from './huffman.js';

/** A scan of the lossless process (T.81 Annex H). */
export interface LosslessScan {
  /** One a component of the scan: its place in a pixel, and its table. */
  readonly components: readonly { readonly place: number; readonly table: HuffmanTable }[];
  readonly rows: number;
  readonly columns: number;
  readonly precision: number;
  /** 1 to 7. T.81 Table H.1. */
  readonly predictor: number;
  readonly pointTransform: number;
  /** Pixels between restart markers; 0 for none. */
  readonly restartInterval: number;
  /** Samples a pixel in `samples`. */
  readonly samplesPerPixel: number;
  /** Pixel by pixel; values before the point transform is undone. */
  readonly samples: Uint16Array;
}

/** T.81 Table H.1, with a the sample at the left, b the one above, c the one at the left of b. */
function predict(predictor: number, a: number, b: number, c: number): number {
  switch (predictor) {
    case 1:
      return a;
    case 2:
      return b;
    case 3:
      return c;
    case 4:
      return a + b - c;
    case 5:
      return a + ((b - c) >> 1);
    case 6:
      return b + ((a - c) >> 1);
    default:
      return (a + b) >> 1;
  }
}

function difference(reader: BitReader, table: HuffmanTable): number {
  const category = reader.symbol(table);
  if (category === 0) return 0;
  // T.81 H.1.2.2: category 16 stands for 32768 alone and has no bits.
  if (category === 16) return 32768;
  if (category > 16) throw new PixelError('codestream-damaged');
  return reader.signed(category);
}

/** A row that starts the scan or follows a restart marker: predicted from the left alone. T.81 H.1.2.1. */
function decodeFirstRow(reader: BitReader, scan: LosslessScan, row: number): void {
  const { samples, samplesPerPixel, columns } = scan;
  const first = 1 << (scan.precision - scan.pointTransform - 1);
  let at = row * columns * samplesPerPixel;
  for (let x = 0; x < columns; x++, at += samplesPerPixel) {
    for (const { place, table } of scan.components) {
      const left = x === 0 ? first : (samples[at + place - samplesPerPixel] ?? 0);
      samples[at + place] = left + difference(reader, table);
    }
  }
}

function decodeRow(reader: BitReader, scan: LosslessScan, row: number): void {
  const { samples, samplesPerPixel, columns, predictor, components } = scan;
  const stride = columns * samplesPerPixel;
  let at = row * stride;
  // T.81 H.1.2.1: the first sample of a row is predicted from the one above.
  for (const { place, table } of components) {
    samples[at + place] = (samples[at + place - stride] ?? 0) + difference(reader, table);
  }
  at += samplesPerPixel;
  for (let x = 1; x < columns; x++, at += samplesPerPixel) {
    for (const { place, table } of components) {
      const to = at + place;
      const a = samples[to - samplesPerPixel] ?? 0;
      const b = samples[to - stride] ?? 0;
      const c = samples[to - stride - samplesPerPixel] ?? 0;
      // T.81 H.1.2.1: modulo 65536, which the array does.
      samples[to] = predict(predictor, a, b, c) + difference(reader, table);
    }
  }
}

/**
 * Decodes the entropy-coded data of one scan into `samples`.
 * @throws PixelError `codestream-damaged`
 */
export function decodeLosslessScan(reader: BitReader, scan: LosslessScan): void {
  // T.81 H.1.1: a restart interval is a whole number of rows.
  if (scan.restartInterval % scan.columns !== 0) throw new PixelError('codestream-damaged');
  const rowsApart = scan.restartInterval / scan.columns;
  for (let row = 0; row < scan.rows; row++) {
    const restarts = rowsApart > 0 && row > 0 && row % rowsApart === 0;
    if (restarts) reader.restart(row / rowsApart - 1);
    if (row === 0 || restarts) decodeFirstRow(reader, scan, row);
    else decodeRow(reader, scan, row);
    if (reader.exhausted) throw new PixelError('codestream-damaged');
  }
}
