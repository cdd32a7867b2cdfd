import { describe, expect, it } from 'vitest';
import { globalNoise } from '../../../../src/motion/image/contrast/ct-noise.js';
import { imageMasks } from '../../../../src/motion/image/contrast/image-masks.js';
import type { Measured } from '../../../../src/motion/image/image-volume.js';
import { body, changed } from './head.js';

function noiseOf(image: ReturnType<typeof body>): Measured {
  const masks = imageMasks(image);
  if (!masks) throw new Error('no object');
  return globalNoise(image, masks);
}

describe('globalNoise', () => {
  it.each([3, 8, 20, 60])('meets noise of %d HU to 6 %', (sigma) => {
    const noise = noiseOf(body(sigma));
    expect(Math.abs(Number(noise) / sigma - 1)).toBeLessThan(0.06);
  });

  it('rises with the noise', () => {
    const [low, middle, high] = [10, 12, 15].map((sigma) => Number(noiseOf(body(sigma))));
    expect(middle).toBeGreaterThan(Number(low));
    expect(high).toBeGreaterThan(Number(middle));
  });

  it('is not moved by organs with edges', () => {
    const organs = changed(body(10), (value, at) =>
      at % 96 > 40 && at % 96 < 56 && value > -500 ? value + 60 : value,
    );
    expect(Math.abs(Number(noiseOf(organs)) / 10 - 1)).toBeLessThan(0.06);
  });

  it('does not cut off strong noise where soft tissue ends', () => {
    expect(Number(noiseOf(body(120)))).toBeGreaterThan(110);
  });

  it('is absent where nothing is soft tissue, or the slices are smaller than a region', () => {
    expect(noiseOf(body(10, { tissue: 700 }))).toEqual({ absent: 'too-small' });
    const image = body(10);
    const masks = imageMasks(image);
    if (!masks) throw new Error('no object');
    expect(globalNoise({ ...image, dims: [4, 96 * 24, 6] }, masks)).toEqual({ absent: 'too-small' });
  });

  it('is uncertain where the tissue is one value', () => {
    expect(noiseOf(changed(body(10), (value) => (value > -500 ? 40 : value)))).toEqual({
      absent: 'uncertain',
    });
  });
});
