import type { PixelDescription, Samples } from './samples.js';

/** Stored integers before their sign is known: what Bits Allocated makes of them. */
export type RawSamples = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Integers in memory of their own, or of a whole buffer, as wide as Bits Allocated asks for (1 in 8, 12 in 16). */
export function rawSamples(bitsAllocated: number, of: number | ArrayBuffer): RawSamples {
  const Values = bitsAllocated <= 8 ? Uint8Array : bitsAllocated <= 16 ? Uint16Array : Uint32Array;
  // The constructors take either, but TypeScript has no overload for both at once.
  return typeof of === 'number' ? new Values(of) : new Values(of);
}

/**
 * Takes the stored bits out of the allocated ones and extends their sign. PS3.5 8.1.1: what lies above High Bit or
 * below the stored bits may be anything, overlays in old files.
 * @returns the same memory, as signed values where the pixels are; new memory where a narrower type holds them
 */
export function settleBits(values: RawSamples, description: PixelDescription): Samples {
  const { bitsStored, highBit, signed } = description;
  const width = values.BYTES_PER_ELEMENT * 8;
  const settled = signed ? extendSign(values, description) : values;
  if (!signed && bitsStored < width) maskBits(values, bitsStored, highBit);
  if (bitsStored * 2 > width || width === 8) return settled;
  if (bitsStored <= 8) return signed ? new Int8Array(settled) : new Uint8Array(settled);
  return signed ? new Int16Array(settled) : new Uint16Array(settled);
}

function extendSign(values: RawSamples, { bitsStored, highBit }: PixelDescription): Samples {
  const { buffer, byteOffset, length, BYTES_PER_ELEMENT: bytes } = values;
  const Signed = bytes === 1 ? Int8Array : bytes === 2 ? Int16Array : Int32Array;
  const result = new Signed(buffer, byteOffset, length);
  if (bitsStored === bytes * 8) return result;
  // The sign comes to bit 31 and is copied on the way back.
  const up = 31 - highBit;
  const down = 32 - bitsStored;
  for (let i = 0; i < length; i++) result[i] = ((result[i] ?? 0) << up) >> down;
  return result;
}

function maskBits(values: RawSamples, bitsStored: number, highBit: number): void {
  const shift = highBit + 1 - bitsStored;
  if (shift === 0 && values.BYTES_PER_ELEMENT === 2 && values.byteOffset % 4 === 0) {
    maskPairs(values, 2 ** bitsStored - 1);
    return;
  }
  const down = 32 - bitsStored;
  const up = down - shift;
  for (let i = 0; i < values.length; i++) values[i] = ((values[i] ?? 0) << up) >>> down;
}

/** Two values of 16 bits at once: half the time of one by one. */
function maskPairs(values: RawSamples, mask: number): void {
  const pairs = new Uint32Array(values.buffer, values.byteOffset, values.length >> 1);
  const both = mask | (mask << 16);
  for (let i = 0; i < pairs.length; i++) pairs[i] = (pairs[i] ?? 0) & both;
  const last = values.length - 1;
  if (last % 2 === 0) values[last] = (values[last] ?? 0) & mask;
}

/** RRR… GGG… BBB… to RGBRGB…, in new memory. PS3.3 C.7.6.3.1.3. */
export function interleavePlanes(planes: Samples, samplesPerPixel: number): Samples {
  const result = planes.slice();
  const pixels = planes.length / samplesPerPixel;
  for (let sample = 0; sample < samplesPerPixel; sample++) {
    const plane = planes.subarray(sample * pixels, (sample + 1) * pixels);
    for (let i = 0, at = sample; i < pixels; i++, at += samplesPerPixel) result[at] = plane[i] ?? 0;
  }
  return result;
}
