import { inflateRawSync } from 'node:zlib';
import { MemorySource } from '../byte-source.js';
import type { Codec } from './codecs/codec.js';
import { checkNative, nativeFrameBits, readNativeFrame } from './native.js';
import { PixelError } from './pixel-error.js';
import type { Frame, PixelDescription } from './samples.js';

/** The most that a byte of a deflated stream can come to. RFC 1951: a code of 2 bits stands for 258 bytes. */
const MOST_PER_BYTE = 1032;

/**
 * Deflated Image Frame Compression, 1.2.840.10008.1.2.8.1: each frame is a deflated stream without a header
 * (RFC 1951) of its native bytes, which begin at a byte of their own at one bit a pixel, too. PS3.5 A.4.13.
 */
export const DEFLATED_FRAME_CODEC: Codec = { decode: inflateFrame };

/** Encapsulated Uncompressed Explicit VR Little Endian, 1.2.840.10008.1.2.1.98: native frames as fragments. PS3.5 A.4.11. */
export const UNCOMPRESSED_FRAME_CODEC: Codec = { decode: nativeFrame };

function inflateFrame(bytes: Uint8Array, description: PixelDescription): Frame {
  const expected = Math.ceil(nativeFrameBits(description) / 8);
  if (bytes.length * MOST_PER_BYTE < expected) throw new PixelError('codestream-damaged');
  let inflated: Uint8Array;
  try {
    // One byte of padding to an even length.
    inflated = inflateRawSync(bytes, { maxOutputLength: expected + 1 });
  } catch (error) {
    const isLarger = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new PixelError(isLarger ? 'codestream-contradicts-header' : 'codestream-damaged');
  }
  if (inflated.length < expected) throw new PixelError('codestream-contradicts-header');
  return nativeFrame(inflated, description);
}

function nativeFrame(bytes: Uint8Array, description: PixelDescription): Frame {
  checkNative({ ...description, frames: 1 }, bytes.length);
  if (bytes.length * 8 < nativeFrameBits(description)) throw new PixelError('codestream-damaged');
  const source = new MemorySource(bytes);
  return readNativeFrame({ source, offset: 0, length: bytes.length, swapBytes: 1 }, description, 0);
}
