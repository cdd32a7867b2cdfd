import { areEqual, digestOf, isConstant, pixelsOf } from '../../image/stack/slice-contents.js';
import type { PhantomImage } from '../phantom-image.js';

/**
 * Whether a slice of any image is that of another place or another image, pixel for pixel: noise is never the same twice,
 * so that one of them was not acquired. Slices of one value are none.
 */
export function holdCopies(images: readonly PhantomImage[]): boolean {
  const seen = new Map<number, Float32Array[]>();
  for (const image of images) {
    for (let slice = 0; slice < image.dims[2]; slice++) {
      const pixels = pixelsOf(image, slice);
      if (isConstant(pixels)) continue;
      const digest = digestOf(pixels);
      const alike = seen.get(digest) ?? [];
      if (alike.some((other) => areEqual(other, pixels))) return true;
      seen.set(digest, [...alike, pixels]);
    }
  }
  return false;
}
