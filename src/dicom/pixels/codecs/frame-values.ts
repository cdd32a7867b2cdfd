import { PixelError } from '../pixel-error.js';
import type { PixelDescription, Samples } from '../samples.js';
import { type RawSamples, rawSamples, settleBits } from '../stored-values.js';

/** What a codestream's own header says. */
export interface CodestreamShape {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  /** Bits a sample. */
  readonly precision: number;
}

/** Samples of one frame that are decoded: what a decoder needs for more does not fit in its memory. */
export const MAX_FRAME_SAMPLES = 2 ** 27;

/**
 * Holds a codestream's shape against the header, before anything is allocated. PS3.5 8.2: Rows, Columns and Samples
 * per Pixel shall agree with the codestream. Its precision may be more than Bits Stored (encoders take Bits Allocated,
 * with zeros or overlays above), or less (where no value needs them), but never more than Bits Allocated.
 * @throws PixelError `codestream-contradicts-header`, `frame-too-large`
 */
export function checkShape(shape: CodestreamShape, description: PixelDescription): void {
  const { rows, columns, samplesPerPixel, bitsAllocated, kind } = description;
  if (
    kind !== 'integer' ||
    shape.rows !== rows ||
    shape.columns !== columns ||
    shape.components !== samplesPerPixel ||
    shape.precision > bitsAllocated
  ) {
    throw new PixelError('codestream-contradicts-header');
  }
  if (rows * columns * samplesPerPixel > MAX_FRAME_SAMPLES) throw new PixelError('frame-too-large');
}

/** How decoded samples become stored values. */
export interface Decoded {
  readonly samples: ArrayLike<number>;
  /** Bits a sample in the codestream. */
  readonly precision: number;
  /** The samples are numbers with a sign, not words. */
  readonly signed: boolean;
  /** They may differ from what was encoded. */
  readonly lossy: boolean;
}

/**
 * Stored values from decoded samples, in an array of their own, as wide as Bits Allocated.
 *
 * JPEG, JPEG-LS and unsigned JPEG 2000 hold words: the stored bits of each value, in two's complement when Pixel
 * Representation is 1 (PS3.5 8.1.1, 8.2). Signed JPEG 2000 holds numbers. Bits above Bits Stored are cut off from what
 * is lossless, as of native values; what is lossy is brought to the nearest value that Bits Stored can hold, so that
 * it cannot wrap around.
 * @throws PixelError `codestream-contradicts-header` when values are negative where the header has none, when a
 * sign cannot be told because the words have fewer bits than Bits Stored, or when the place of High Bit cannot
 */
export function storedValues(decoded: Decoded, description: PixelDescription): Samples {
  const { precision, signed, lossy } = decoded;
  const { bitsStored, highBit } = description;
  // PS3.5 8.1.1: High Bit is one less than Bits Stored. Of old files a lossless word may hold it where it was.
  if (highBit !== bitsStored - 1 && (lossy || signed || precision <= highBit)) {
    throw new PixelError('codestream-contradicts-header');
  }
  const out = rawSamples(description.bitsAllocated, decoded.samples.length);
  if (lossy) copyWithin(decoded, description, out);
  else out.set(decoded.samples);
  checkSigns(decoded, description);
  return settleBits(out, description);
}

/** Sees that signs are where the header expects them. */
function checkSigns({ samples, precision, signed }: Decoded, description: PixelDescription): void {
  if (signed === description.signed) return;
  if (!signed && precision >= description.bitsStored) return;
  const top = precision - 1;
  for (let i = 0; i < samples.length; i++) {
    // Signed and meant to be unsigned: a negative value. Words too short to reach the sign: one with its top bit set.
    if ((samples[i] ?? 0) >> top !== 0) throw new PixelError('codestream-contradicts-header');
  }
}

/** Copies lossy samples, none beyond what Bits Stored, and the codestream's own precision, can hold. */
function copyWithin(decoded: Decoded, { bitsStored, signed }: PixelDescription, out: RawSamples): void {
  const { samples, precision } = decoded;
  const bits = Math.min(bitsStored, precision);
  const most = 2 ** (signed ? bits - 1 : bits) - 1;
  const least = signed ? -most - 1 : 0;
  // Words of signed values carry their sign in the top bit.
  const shift = signed && !decoded.signed ? 32 - precision : 0;
  for (let i = 0; i < samples.length; i++) {
    const value = ((samples[i] ?? 0) << shift) >> shift;
    out[i] = Math.min(most, Math.max(least, value));
  }
}
