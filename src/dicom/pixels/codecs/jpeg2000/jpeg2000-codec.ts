import { PixelError } from '../../pixel-error.js';
import type { Frame, PixelDescription } from '../../samples.js';
import type { Codec } from '../codec.js';
import { checkShape, storedValues } from '../frame-values.js';
import { loadWasm, type WasmRunner } from '../wasm-decoder.js';
import { type Jpeg2000Header, readJpeg2000Header } from './codestream.js';
import { unwrapJp2 } from './unwrap.js';

let openJpeg: Promise<WasmRunner> | undefined;
let openJph: Promise<WasmRunner> | undefined;

/** How a family is to be decoded. */
interface Family {
  readonly highThroughput: boolean;
  /** By the transfer syntax: the reversible wavelet loses nothing only where all its bits are kept. */
  readonly lossy: boolean;
  /** The decoder of colours of more than 8 bits, where it is another: OpenJPH's gives the first component thrice. */
  readonly deepColours?: WasmRunner;
}

/** Gives the decoder of JPEG 2000 Part 1 (T.800), lossless only or not: OpenJPEG, loaded once a thread. */
export async function loadJpeg2000Codec(allowed: 'lossless' | 'lossy'): Promise<Codec> {
  openJpeg ??= loadWasm('openjpeg');
  return codecOf(await openJpeg, { highThroughput: false, lossy: allowed === 'lossy' });
}

/**
 * Gives the decoder of high-throughput JPEG 2000 (T.814), lossless only or not: OpenJPH, and OpenJPEG for what OpenJPH's
 * interface gets wrong; each loaded once a thread.
 */
export async function loadHtj2kCodec(allowed: 'lossless' | 'lossy'): Promise<Codec> {
  openJph ??= loadWasm('openjph');
  openJpeg ??= loadWasm('openjpeg');
  const deepColours = await openJpeg;
  return codecOf(await openJph, { highThroughput: true, lossy: allowed === 'lossy', deepColours });
}

/**
 * PS3.5 8.2.4: with the multiple component transform the header says YBR_RCT or YBR_ICT, without it what the
 * components are. What the transform gives back is RGB whatever the header says.
 */
function photometricOf(header: Jpeg2000Header, declared: string): string {
  if (header.multipleComponentTransform && header.components >= 3) return 'RGB';
  if (declared === 'YBR_RCT' || declared === 'YBR_ICT') throw new PixelError('codestream-contradicts-header');
  return declared;
}

/** What the decoders' interfaces cannot give: they have two bytes a sample, and grey or three colours. */
function checkSupported(header: Jpeg2000Header, { highThroughput }: Family): void {
  const { components, precision } = header;
  if (header.highThroughput !== highThroughput) throw new PixelError('codestream-contradicts-header');
  if (precision > 16 || (components !== 1 && components !== 3)) throw new PixelError('unsupported-coding');
}

/** A slip of some encoders in numbering tile-parts from 1, which harms nothing. */
const HARMLESS = 'Non conformant codestream TPsot==TNsot';

/** What the decoders go on after, with pixels that are not what was encoded, is damage as well. */
function isComplaint(line: string): boolean {
  return /\[(?:ERROR|WARNING)\]|ojph (?:error|warning)/.test(line) && !line.includes(HARMLESS);
}

function codecOf(runner: WasmRunner, family: Family): Codec {
  return {
    decode(bytes: Uint8Array, description: PixelDescription): Frame {
      const codestream = unwrapJp2(bytes);
      const header = readJpeg2000Header(codestream);
      checkShape(header, description);
      checkSupported(header, family);
      const photometric = photometricOf(header, description.photometric);
      const { precision, signed, rows, columns, components } = header;
      const isDeepColour = components > 1 && precision > 8;
      const chosen = (isDeepColour && family.deepColours) || runner;
      const samples = decodeSamples(chosen, codestream, header);
      const lossy = family.lossy || !header.reversible;
      const values = storedValues({ samples, precision, signed, lossy }, description);
      return { rows, columns, samplesPerPixel: components, values, photometric };
    },
  };
}

type Words = Uint8Array | Uint16Array | Int8Array | Int16Array;

function decodeSamples(runner: WasmRunner, codestream: Uint8Array, header: Jpeg2000Header): Words {
  const { rows, columns, components, precision, signed, signPlaces } = header;
  // The decoders cut negative values of up to 8 bits to 0. Called unsigned, they come shifted up by half the range.
  const shifted = signed && precision <= 8;
  const patch = (copy: Uint8Array): void => {
    for (const place of signPlaces) copy[place] = precision - 1;
  };
  const { bytes, info } = runner.decode(codestream, shifted ? { patch, isComplaint } : { isComplaint });
  const samples = rows * columns * components;
  if (
    info.width !== columns ||
    info.height !== rows ||
    info.componentCount !== components ||
    bytes.length !== samples * (precision > 8 ? 2 : 1)
  ) {
    throw new PixelError('codestream-damaged');
  }
  if (shifted) return Int8Array.from(bytes, (value) => value - 2 ** (precision - 1));
  if (precision <= 8) return bytes;
  const { buffer } = bytes;
  return signed ? new Int16Array(buffer) : new Uint16Array(buffer);
}
