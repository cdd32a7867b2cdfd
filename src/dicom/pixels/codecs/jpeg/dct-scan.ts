import { PixelError } from '../../pixel-error.js';
import type { BitReader } from './bit-reader.js';
import type { HuffmanTable } from './huffman.js';
import { inverseDct } from './inverse-dct.js';

/** The place of the k-th coefficient of a block in row order. T.81 A.3.6. */
export const ZIGZAG = Uint8Array.from([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
]);

/** The samples of one component, in whole blocks. */
export interface Plane {
  readonly horizontal: number;
  readonly vertical: number;
  /** Size without the padding to whole blocks. T.81 A.1.1. */
  readonly columns: number;
  readonly rows: number;
  /** Samples from one row to the next. */
  readonly stride: number;
  readonly samples: Uint8Array | Uint16Array;
}

/** One component of a scan: where its samples go and the tables in force. */
export interface DctComponent {
  readonly plane: Plane;
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
  /** 64 steps, row by row. */
  readonly steps: Uint16Array;
}

/** A scan of one or more components. */
export interface DctScan {
  readonly components: readonly DctComponent[];
  readonly precision: number;
  /** MCUs between restart markers; 0 for none. */
  readonly restartInterval: number;
  /** MCUs of the whole frame when components are interleaved. T.81 A.2.3. */
  readonly mcusAcross: number;
  readonly mcusDown: number;
}

/** Decodes blocks of one component, one after the other. */
class BlockDecoder {
  private predictor = 0;
  private readonly block = new Int32Array(64);

  constructor(
    readonly component: DctComponent,
    private readonly precision: number,
  ) {}

  restart(): void {
    this.predictor = 0;
  }

  /** Decodes the next block into the plane, at a column and a row of blocks. T.81 F.2.2. */
  decode(reader: BitReader, column: number, row: number): void {
    const { block, component } = this;
    const { ac, steps } = component;
    const category = reader.symbol(component.dc);
    if (category > 15) throw new PixelError('codestream-damaged');
    // Differences wrap as in 16 bits: damage must not grow without end.
    if (category > 0) this.predictor = ((this.predictor + reader.signed(category)) << 16) >> 16;
    block.fill(0);
    block[0] = this.predictor * (steps[0] ?? 0);
    let coefficients = 0;
    for (let k = 1; k < 64; k++) {
      const symbol = reader.symbol(ac);
      const size = symbol & 15;
      k += symbol >> 4;
      if (size === 0) {
        // T.81 F.1.2.2.1: 0/0 ends the block, 15/0 is a run of 16 zeros.
        if (symbol !== 0xf0) break;
        continue;
      }
      if (k > 63) throw new PixelError('codestream-damaged');
      const place = ZIGZAG[k] ?? 0;
      block[place] = reader.signed(size) * (steps[place] ?? 0);
      coefficients++;
    }
    if (coefficients > 0) inverseDct(block, this.precision);
    else block.fill(((block[0] ?? 0) + 4) >> 3);
    this.store(column, row);
  }

  private store(column: number, row: number): void {
    const { samples, stride } = this.component.plane;
    const middle = 1 << (this.precision - 1);
    const most = 2 * middle - 1;
    let to = row * 8 * stride + column * 8;
    const { block } = this;
    for (let at = 0; at < 64; to += stride - 8) {
      for (const end = at + 8; at < end; at++, to++) {
        const value = (block[at] ?? 0) + middle;
        samples[to] = value < 0 ? 0 : Math.min(value, most);
      }
    }
  }
}

/** Decodes one MCU of several components: each one's blocks row by row. T.81 A.2.3. */
function decodeMcu(scan: DctScan, decoders: readonly BlockDecoder[], reader: BitReader, mcu: number): void {
  const across = mcu % scan.mcusAcross;
  const down = (mcu - across) / scan.mcusAcross;
  for (const decoder of decoders) {
    const { horizontal, vertical } = decoder.component.plane;
    for (let v = 0; v < vertical; v++) {
      for (let h = 0; h < horizontal; h++) {
        decoder.decode(reader, across * horizontal + h, down * vertical + v);
      }
    }
  }
}

/**
 * Decodes the entropy-coded data of one scan of a sequential DCT process into the planes. T.81 F.2.
 * @throws PixelError `codestream-damaged`
 */
export function decodeDctScan(reader: BitReader, scan: DctScan): void {
  const decoders = scan.components.map((component) => new BlockDecoder(component, scan.precision));
  const [only, second] = scan.components;
  const alone = second ? undefined : only?.plane;
  // T.81 A.2.2: in a scan of one component an MCU is one block, and blocks of mere padding are not coded.
  const across = alone ? Math.ceil(alone.columns / 8) : scan.mcusAcross;
  const total = across * (alone ? Math.ceil(alone.rows / 8) : scan.mcusDown);
  for (let mcu = 0; mcu < total; mcu++) {
    if (scan.restartInterval > 0 && mcu > 0 && mcu % scan.restartInterval === 0) {
      reader.restart(mcu / scan.restartInterval - 1);
      for (const decoder of decoders) decoder.restart();
    }
    if (alone) decoders[0]?.decode(reader, mcu % across, Math.floor(mcu / across));
    else decodeMcu(scan, decoders, reader, mcu);
    if (reader.exhausted) throw new PixelError('codestream-damaged');
  }
}
