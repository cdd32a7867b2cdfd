import { PixelError } from '../../pixel-error.js';
import type { Frame, PixelDescription } from '../../samples.js';
import type { Codec } from '../codec.js';
import { checkShape, storedValues } from '../frame-values.js';
import { jpegPhotometric } from './colour.js';
import { decodeDctFrame } from './dct-frame.js';
import { readJpegHeaders } from './decode-scans.js';
import type { FrameHeader } from './frame-header.js';
import { decodeLosslessFrame } from './lossless-frame.js';
import { MARKER } from './segments.js';

/** @throws PixelError `unsupported-coding` when the process is not one of those decoded here */
function isLossless({ marker, precision }: FrameHeader): boolean {
  if (marker === MARKER.sof3 && precision >= 2 && precision <= 16) return true;
  if (marker === MARKER.sof0 && precision === 8) return false;
  if (marker === MARKER.sof1 && (precision === 8 || precision === 12)) return false;
  throw new PixelError('unsupported-coding');
}

/** Decodes JPEG (T.81): baseline and extended sequential, Huffman coded, 8 and 12 bits; lossless, 2 to 16 bits. */
export const jpegCodec: Codec = {
  decode(bytes: Uint8Array, description: PixelDescription): Frame {
    const parsed = readJpegHeaders(bytes);
    const { header } = parsed;
    const lossless = isLossless(header);
    const { rows, columns, precision } = header;
    const samplesPerPixel = header.components.length;
    checkShape({ rows, columns, components: samplesPerPixel, precision }, description);
    const samples = lossless ? decodeLosslessFrame(bytes, header) : decodeDctFrame(bytes, header);
    const values = storedValues({ samples, precision, signed: false, lossy: !lossless }, description);
    const photometric = jpegPhotometric(bytes, parsed, description.photometric);
    return { rows, columns, samplesPerPixel, values, photometric };
  },
};
