import type { ByteSource } from '../byte-source.js';
import { VR, type Vr } from '../vr.js';
import { sampleCount } from './description.js';
import { type PackedBits, unpack12Bits, unpackBits } from './packed-bits.js';
import { PixelError } from './pixel-error.js';
import type { Frame, PixelDescription, Samples } from './samples.js';
import { interleavePlanes, rawSamples, settleBits } from './stored-values.js';

/** Bytes whose order is turned around before they are read as little endian; 1 for none. */
export type SwapBytes = 1 | 2 | 4 | 8;

/** Uncompressed pixel data: where it lies and how its bytes are ordered. */
export interface NativePixels {
  readonly source: ByteSource;
  readonly offset: number;
  readonly length: number;
  readonly swapBytes: SwapBytes;
}

/** Two pixels in four samples: Y Y CB CR. PS3.3 C.7.6.3.1.2. */
const IS_422 = /^YBR_(FULL|PARTIAL)_422$/;

/**
 * How the bytes of native pixel data are ordered.
 * @param coding.littleEndian of the pixel data: false in GE's private syntax, whose data set is little endian
 */
export function swapOf(
  description: PixelDescription,
  coding: { readonly vr: Vr; readonly littleEndian: boolean },
): SwapBytes {
  if (coding.littleEndian) return 1;
  if (description.kind !== 'integer') return description.kind === 'float' ? 4 : 8;
  // PS3.5 7.3, annex D: OW is swapped in words of 16 bits, pixels of 8 bits and of 1 bit with it; OB is not.
  if (description.bitsAllocated <= 8 || description.bitsAllocated === 12) return coding.vr === VR.OB ? 1 : 2;
  // Wider pixels are swapped as a whole: so all writers known do, also where they say OB (PS3.5 A.3 forbids it), and
  // at 32 bits, where two words would stand low word first by the letter.
  return description.bitsAllocated > 16 ? 4 : 2;
}

/** Bits of one frame in the file: frames follow each other without padding, at one bit a pixel inside a byte. PS3.5 8.1.1. */
export function nativeFrameBits(description: PixelDescription): number {
  const { rows, columns, bitsAllocated, photometric } = description;
  const samples = IS_422.test(photometric) ? rows * columns * 2 : sampleCount(description);
  return samples * bitsAllocated;
}

/**
 * Holds what the header says against native pixel data of `length` bytes.
 * @throws PixelError `unsupported-photometric` for a chroma subsampling that has no native form,
 * `impossible-attribute` where YBR_FULL_422 is said of pixels that are whole
 */
export function checkNative(description: PixelDescription, length: number): void {
  const { photometric, columns, bitsAllocated, planar, frames } = description;
  // PS3.3 C.7.6.3.1.2: only in MPEG and lossy JPEG.
  if (photometric === 'YBR_PARTIAL_420') throw new PixelError('unsupported-photometric');
  if (!IS_422.test(photometric)) return;
  if (bitsAllocated !== 8) throw new PixelError('impossible-attribute', { attribute: 'BitsAllocated' });
  if (columns % 2 !== 0) throw new PixelError('impossible-attribute', { attribute: 'Columns' });
  if (planar) throw new PixelError('impossible-attribute', { attribute: 'PlanarConfiguration' });
  const whole = sampleCount(description) * frames;
  if (length === whole || length === whole + (whole % 2)) {
    throw new PixelError('impossible-attribute', { attribute: 'PhotometricInterpretation' });
  }
}

/**
 * Reads one frame of native pixel data.
 * @param index of the frame, from 0; what it takes is checked against `length` before it is allocated
 * @throws PixelError `pixel-data-too-short` with the frame
 */
export function readNativeFrame(from: NativePixels, description: PixelDescription, index: number): Frame {
  const { rows, columns, samplesPerPixel } = description;
  const { bytes, firstBit } = frameBytes(from, description, index);
  const stored = valuesOf(bytes, firstBit, description);
  const is422 = IS_422.test(description.photometric);
  const values = is422
    ? upsample422(stored)
    : description.planar
      ? interleavePlanes(stored, samplesPerPixel)
      : stored;
  const photometric = description.photometric === 'YBR_FULL_422' ? 'YBR_FULL' : description.photometric;
  return { rows, columns, samplesPerPixel, values, photometric };
}

/**
 * Reads one frame of native pixels of one bit without unpacking them.
 * @param index as in {@link readNativeFrame}
 * @throws PixelError `pixel-data-too-short` with the frame
 */
export function readNativeBits(from: NativePixels, description: PixelDescription, index: number): PackedBits {
  const { bytes, firstBit } = frameBytes(from, description, index);
  return { bytes: bytes.subarray(Math.floor(firstBit / 8)), firstBit: firstBit % 8 };
}

/** The bytes that a frame lies in, in little endian order, and where it begins in them. */
function frameBytes(from: NativePixels, description: PixelDescription, index: number) {
  const bits = nativeFrameBits(description);
  const start = bits * index;
  // Words that are swapped are read whole: a frame of 8-bit pixels may begin or end inside one.
  const unit = from.swapBytes * 8;
  const firstBit = start % unit;
  const bytes = readAll(from, (start - firstBit) / 8, Math.ceil((firstBit + bits) / unit) * from.swapBytes);
  if (!bytes) throw new PixelError('pixel-data-too-short', { frame: index });
  swap(bytes, from.swapBytes);
  return { bytes, firstBit };
}

/** @returns undefined, before anything is allocated, where the pixel data ends before. */
function readAll(from: NativePixels, at: number, length: number): Uint8Array<ArrayBuffer> | undefined {
  if (at + length > from.length) return undefined;
  const bytes = new Uint8Array(length);
  for (let filled = 0; filled < length; ) {
    const got = from.source.read(bytes, filled, length - filled, from.offset + at + filled);
    if (got <= 0) return undefined;
    filled += got;
  }
  return bytes;
}

function swap(bytes: Uint8Array, unit: SwapBytes): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (unit === 2) buffer.swap16();
  else if (unit === 4) buffer.swap32();
  else if (unit === 8) buffer.swap64();
}

function valuesOf(bytes: Uint8Array<ArrayBuffer>, firstBit: number, description: PixelDescription): Samples {
  const { bitsAllocated, kind } = description;
  if (kind === 'float') return new Float32Array(bytes.buffer);
  if (kind === 'double') return new Float64Array(bytes.buffer);
  const count = nativeFrameBits(description) / bitsAllocated;
  const packed = bytes.subarray(Math.floor(firstBit / 8));
  if (bitsAllocated === 1) return unpackBits(packed, firstBit % 8, count);
  if (bitsAllocated === 12) return settleBits(unpack12Bits(packed, firstBit % 8, count), description);
  // Wider pixels fill the buffer; of 8 bits a neighbour's may stand at either end, from the word that it lies in.
  const values = bitsAllocated === 8 ? packed.subarray(0, count) : rawSamples(bitsAllocated, bytes.buffer);
  return settleBits(values, description);
}

/** PS3.3 C.7.6.3.1.2: two Y, then the CB and CR that both pixels share. */
function upsample422(stored: Samples): Samples {
  const values = new Uint8Array((stored.length / 2) * 3);
  for (let from = 0, to = 0; from < stored.length; from += 4, to += 6) {
    values[to] = stored[from] ?? 0;
    values[to + 3] = stored[from + 1] ?? 0;
    values[to + 1] = values[to + 4] = stored[from + 2] ?? 0;
    values[to + 2] = values[to + 5] = stored[from + 3] ?? 0;
  }
  return values;
}
