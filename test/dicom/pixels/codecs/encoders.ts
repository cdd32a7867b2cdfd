import { createRequire } from 'node:module';

/** Encoders for tests: a lossless JPEG one written here, and those of the codec packages. */

/** Samples pixel by pixel and their shape. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly precision: number;
  readonly signed?: boolean;
  readonly samples: ArrayLike<number>;
}

interface WasmEncoder {
  getDecodedBuffer(info: Record<string, unknown>): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  encode(): void;
  setQuality?(lossless: boolean, quality: number): void;
  setProgressionOrder?(order: number): void;
  setDecompositions?(levels: number): void;
  setNearLossless?(near: number): void;
  setInterleaveMode?(mode: number): void;
  delete(): void;
}

type Factory = (options: {
  print(): void;
  printErr(): void;
}) => Promise<Record<string, new () => WasmEncoder>>;

async function encodeWith(
  [script, name]: readonly [string, string],
  picture: Picture,
  setUp: (encoder: WasmEncoder) => void,
): Promise<Uint8Array> {
  const factory = createRequire(import.meta.url)(script) as Factory;
  const { [name]: Encoder } = await factory({ print: () => {}, printErr: () => {} });
  const encoder = new Encoder!();
  const { rows: height, columns: width, precision, components, signed = false, samples } = picture;
  const info = { width, height, bitsPerSample: precision, componentCount: components, isSigned: signed };
  const buffer = encoder.getDecodedBuffer({ ...info, isUsingColorTransform: components === 3 });
  buffer.set(new Uint8Array((precision > 8 ? Uint16Array : Uint8Array).from(samples).buffer));
  setUp(encoder);
  encoder.encode();
  const out = Uint8Array.from(encoder.getEncodedBuffer());
  encoder.delete();
  return out;
}

/** RGBRGB… to RRR… GGG… BBB…. */
function planar({ components, samples }: Picture): number[] {
  const pixels = samples.length / components;
  return Array.from({ length: samples.length }, (_, i) => {
    return samples[(i % pixels) * components + Math.floor(i / pixels)]!;
  });
}

/** JPEG-LS by CharLS, which takes planes where components are coded one after the other. */
export function encodeJpegLs(
  picture: Picture,
  { near = 0, interleave = 0 }: { near?: number; interleave?: number } = {},
): Promise<Uint8Array> {
  const given = interleave === 0 ? { ...picture, samples: planar(picture) } : picture;
  return encodeWith(['@cornerstonejs/codec-charls/wasmjs', 'JpegLSEncoder'], given, (encoder) => {
    encoder.setNearLossless?.(near);
    encoder.setInterleaveMode?.(interleave);
  });
}

/** JPEG 2000 by OpenJPEG, reversible. */
export function encodeJpeg2000(picture: Picture): Promise<Uint8Array> {
  return encodeWith(['@cornerstonejs/codec-openjpeg/wasmjs', 'J2KEncoder'], picture, (encoder) => {
    encoder.setDecompositions?.(2);
    encoder.setQuality?.(true, 0);
  });
}

/** High-throughput JPEG 2000 by OpenJPH; `progression` as in T.800 Table A.16, 2 (RPCL) where it is not given. */
export function encodeHtj2k(
  picture: Picture,
  { lossless = true, progression }: { lossless?: boolean; progression?: number } = {},
): Promise<Uint8Array> {
  return encodeWith(['@cornerstonejs/codec-openjph/wasmjs', 'HTJ2KEncoder'], picture, (encoder) => {
    encoder.setDecompositions?.(2);
    encoder.setQuality?.(lossless, 0.001);
    if (progression !== undefined) encoder.setProgressionOrder?.(progression);
  });
}

/** How a lossless JPEG is coded. */
export interface LosslessOptions {
  readonly predictor?: number;
  readonly pointTransform?: number;
  /** Rows between restart markers; 0 for none. */
  readonly restartRows?: number;
  /** One scan a component instead of one for all. */
  readonly scansApart?: boolean;
}

/** A marker segment of JPEG. */
export const segment = (marker: number, ...body: number[]): number[] => {
  return [0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff, ...body];
};

/** Seventeen codes of five bits, one a category: T.81 Annex C with no thought of size. */
const CATEGORIES = Array.from({ length: 17 }, (_, i) => i);
const HUFFMAN = segment(0xc4, 0, 0, 0, 0, 0, 17, ...Array<number>(11).fill(0), ...CATEGORIES);

/** Entropy-coded data, zero bytes stuffed. T.81 F.1.2.3. */
export class BitWriter {
  readonly bytes: number[] = [];
  private bits = '';

  put(value: number, length: number): void {
    this.bits += length > 0 ? value.toString(2).padStart(length, '0') : '';
    while (this.bits.length >= 8) {
      const byte = Number.parseInt(this.bits.slice(0, 8), 2);
      this.bits = this.bits.slice(8);
      this.bytes.push(byte, ...(byte === 0xff ? [0] : []));
    }
  }

  flush(): void {
    if (this.bits.length > 0) this.put(2 ** (8 - this.bits.length) - 1, 8 - this.bits.length);
  }
}

function predictionOf(predictor: number, a: number, b: number, c: number): number {
  const table = [0, a, b, c, a + b - c, a + ((b - c) >> 1), b + ((a - c) >> 1), (a + b) >> 1];
  return table[predictor]!;
}

/** T.81 H.1.2: differences modulo 65536, as categories and bits. */
function putDifference(out: BitWriter, difference: number): void {
  const wrapped = (difference << 16) >> 16;
  const category = wrapped === -32768 ? 16 : 32 - Math.clz32(Math.abs(wrapped));
  out.put(category, 5);
  if (category > 0 && category < 16) out.put(wrapped < 0 ? wrapped + 2 ** category - 1 : wrapped, category);
}

function losslessScan(picture: Picture, places: readonly number[], options: LosslessOptions): number[] {
  const { rows, columns, components, precision, samples } = picture;
  const { predictor = 1, pointTransform = 0, restartRows = 0 } = options;
  const at = (y: number, x: number, place: number): number => {
    return samples[(y * columns + x) * components + place]! >> pointTransform;
  };
  const out = new BitWriter();
  for (let y = 0; y < rows; y++) {
    const restarts = restartRows > 0 && y > 0 && y % restartRows === 0;
    if (restarts) {
      out.flush();
      out.bytes.push(0xff, 0xd0 + ((y / restartRows - 1) & 7));
    }
    for (let x = 0; x < columns; x++) {
      for (const place of places) {
        let prediction = 2 ** (precision - pointTransform - 1);
        if (y === 0 || restarts) prediction = x === 0 ? prediction : at(y, x - 1, place);
        else if (x === 0) prediction = at(y - 1, x, place);
        else
          prediction = predictionOf(
            predictor,
            at(y, x - 1, place),
            at(y - 1, x, place),
            at(y - 1, x - 1, place),
          );
        putDifference(out, at(y, x, place) - prediction);
      }
    }
  }
  out.flush();
  const names = places.flatMap((place) => [place + 1, 0]);
  return [...segment(0xda, places.length, ...names, predictor, 0, pointTransform), ...out.bytes];
}

/** A lossless JPEG (T.81 Annex H). */
export function encodeLosslessJpeg(picture: Picture, options: LosslessOptions = {}): Uint8Array {
  const { rows, columns, components, precision } = picture;
  const places = Array.from({ length: components }, (_, i) => i);
  const scans = options.scansApart ? places.map((place) => [place]) : [places];
  const interval = (options.restartRows ?? 0) * columns;
  const frame = places.flatMap((place) => [place + 1, 0x11, 0]);
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xc3, precision, rows >> 8, rows & 0xff, columns >> 8, columns & 0xff, components, ...frame),
    ...HUFFMAN,
    ...segment(0xdd, interval >> 8, interval & 0xff),
    ...scans.flatMap((each) => losslessScan(picture, each, options)),
    ...[0xff, 0xd9],
  ]);
}
