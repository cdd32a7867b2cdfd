import { PixelError } from '../../pixel-error.js';
import type { Frame, PixelDescription } from '../../samples.js';
import type { Codec } from '../codec.js';
import { checkShape, storedValues } from '../frame-values.js';
import { readFrameHeader } from '../jpeg/frame-header.js';
import { headerSegments, MARKER, type Segment, uint16 } from '../jpeg/segments.js';
import { loadWasm, type WasmRunner } from '../wasm-decoder.js';

let charLs: Promise<WasmRunner> | undefined;

/** Gives the decoder of JPEG-LS (T.87), lossless and near-lossless: CharLS, loaded once a thread. */
export async function loadJpegLsCodec(): Promise<Codec> {
  charLs ??= loadWasm('charls');
  return codecOf(await charLs);
}

interface JpegLsHeader {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly precision: number;
  /** NEAR: how far a sample may be from what was encoded. */
  readonly near: number;
  /** ILV: 0 component by component, 1 line by line, 2 sample by sample. T.87 C.2.3. */
  readonly interleave: number;
}

/** An APP8 segment that names HP's colour transform, which is no part of T.87 and not allowed by PS3.5 8.2.3. */
function hasColourTransform(bytes: Uint8Array, { marker, from, to }: Segment): boolean {
  const name = String.fromCharCode(...bytes.subarray(from, from + 4));
  return marker === MARKER.app8 && to - from === 5 && name === 'mrfx' && bytes[from + 4] !== 0;
}

/** The segments up to the first scan; a SPIFF header (T.84 Annex F) is passed over, its end holds an SOI of its own. */
function readJpegLsHeader(bytes: Uint8Array): JpegLsHeader {
  const segments = headerSegments(bytes);
  const frame = readFrameHeader(bytes, segments);
  if (frame.marker !== MARKER.sofLs) throw new PixelError('unsupported-coding');
  if (frame.precision < 2 || frame.precision > 16) throw new PixelError('codestream-damaged');
  if (frame.components.some(({ horizontal, vertical }) => horizontal !== 1 || vertical !== 1)) {
    throw new PixelError('unsupported-coding');
  }
  if (segments.some((segment) => hasColourTransform(bytes, segment))) {
    throw new PixelError('unsupported-coding');
  }
  const scan = segments.at(-1);
  const at = (scan?.from ?? 0) + 1 + 2 * (bytes[scan?.from ?? 0] ?? 0);
  const { rows, columns, precision } = frame;
  const [near = 0, interleave = 0] = bytes.subarray(at, at + 2);
  return { rows, columns, components: frame.components.length, precision, near, interleave };
}

/** The codestream without the padding after it, which the decoder takes for damage. PS3.5 A.4: it has an even length. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 2 && uint16(bytes, end - 2) !== 0xff00 + MARKER.endOfImage) end--;
  if (end <= 2) throw new PixelError('codestream-damaged');
  return bytes.subarray(0, end);
}

function codecOf(runner: WasmRunner): Codec {
  return {
    decode(bytes: Uint8Array, description: PixelDescription): Frame {
      const header = readJpegLsHeader(bytes);
      checkShape(header, description);
      const samples = decodeSamples(runner, withoutPadding(bytes), header);
      const { rows, columns, components, precision, near } = header;
      const values = storedValues({ samples, precision, signed: false, lossy: near > 0 }, description);
      return { rows, columns, samplesPerPixel: components, values, photometric: description.photometric };
    },
  };
}

function decodeSamples(
  runner: WasmRunner,
  codestream: Uint8Array,
  header: JpegLsHeader,
): Uint8Array | Uint16Array {
  const { rows, columns, components, precision, interleave } = header;
  const { bytes, info } = runner.decode(codestream, { isComplaint: () => true });
  const wide = precision > 8;
  const pixels = rows * columns;
  if (
    info.width !== columns ||
    info.height !== rows ||
    info.componentCount !== components ||
    bytes.length !== pixels * components * (wide ? 2 : 1)
  ) {
    throw new PixelError('codestream-damaged');
  }
  const samples = wide ? new Uint16Array(bytes.buffer) : bytes;
  return interleave === 0 && components > 1 ? bySample(samples, pixels, components) : samples;
}

/** RRR… GGG… BBB… to RGBRGB…: the decoder leaves components apart that were coded apart. */
function bySample(
  planes: Uint8Array | Uint16Array,
  pixels: number,
  components: number,
): Uint8Array | Uint16Array {
  const out = planes.slice();
  for (let component = 0; component < components; component++) {
    for (let i = 0; i < pixels; i++) out[i * components + component] = planes[component * pixels + i] ?? 0;
  }
  return out;
}
