import { PixelError } from '../pixel-error.js';
import type { Codec } from './codec.js';
import { jpegCodec } from './jpeg/jpeg-codec.js';
import { loadJpegLsCodec } from './jpeg-ls/jpeg-ls-codec.js';
import { loadHtj2kCodec, loadJpeg2000Codec } from './jpeg2000/jpeg2000-codec.js';

/** By the last part of a UID below 1.2.840.10008.1.2.4. PS3.6 Table A-1, PS3.5 A.4. */
const LOADERS: Readonly<Record<string, () => Promise<Codec>>> = {
  50: async () => jpegCodec,
  51: async () => jpegCodec,
  57: async () => jpegCodec,
  70: async () => jpegCodec,
  80: loadJpegLsCodec,
  81: loadJpegLsCodec,
  90: () => loadJpeg2000Codec('lossless'),
  91: () => loadJpeg2000Codec('lossy'),
  201: () => loadHtj2kCodec('lossless'),
  202: () => loadHtj2kCodec('lossless'),
  203: () => loadHtj2kCodec('lossy'),
};

const PREFIX = '1.2.840.10008.1.2.4.';

/**
 * Gives the decoder of a transfer syntax: JPEG (.50 .51 .57 .70), JPEG-LS (.80 .81), JPEG 2000 (.90 .91) and HTJ2K
 * (.201 .202 .203). WebAssembly is loaded for the family asked for, once a thread.
 * @throws PixelError `unsupported-transfer-syntax` for any other, among them multi-component JPEG 2000 (.92 .93),
 * MPEG, HEVC and JPEG XL
 */
export async function loadCodec(transferSyntaxUID: string): Promise<Codec> {
  const last = transferSyntaxUID.startsWith(PREFIX) ? transferSyntaxUID.slice(PREFIX.length) : '';
  const load = Object.hasOwn(LOADERS, last) ? LOADERS[last] : undefined;
  if (!load) throw new PixelError('unsupported-transfer-syntax');
  return await load();
}
