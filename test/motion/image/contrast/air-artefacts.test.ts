import { describe, expect, it } from 'vitest';
import { airQuality } from '../../../../src/motion/image/contrast/air-artefacts.js';
import { imageMasks } from '../../../../src/motion/image/contrast/image-masks.js';
import { sortedSample } from '../../../../src/motion/image/contrast/intensities.js';
import type { ImageVolume } from '../../../../src/motion/image/image-volume.js';
import { changed, head } from './head.js';

/** Whether a voxel lies in a square of the given side in the corner of each slice. */
const inCorner = (at: number, side: number): boolean => at % 64 < side && Math.floor(at / 64) % 72 < side;

function qualityOf(image: ImageVolume): { qi1: number; qi2: number; airVoxels: number } {
  const masks = imageMasks(image);
  if (!masks) throw new Error('no object');
  const sorted = sortedSample(image.values, masks.air, masks.airVoxels);
  return { ...airQuality(image, masks, sorted), airVoxels: masks.airVoxels };
}

describe('airQuality', () => {
  it('finds no artefact in noise, and noise where it is', () => {
    const { qi1, qi2 } = qualityOf(head());
    expect(qi1).toBeLessThan(0.0005);
    expect(qi2).toBeLessThan(0.02);
  });

  it.each([4, 8, 12])(
    'meets the share of an artefact of %d by as many voxels to a hundredth of the air',
    (side) => {
      const { qi1, airVoxels } = qualityOf(
        changed(head(), (value, at) => (inCorner(at, side) ? value + 120 : value)),
      );
      expect(Math.abs(qi1 - (side * side * 12) / airVoxels)).toBeLessThan(0.01);
    },
  );

  it('takes single bright voxels for no artefact', () => {
    const { qi1 } = qualityOf(changed(head(), (value, at) => (at % 97 === 0 ? value + 100 : value)));
    expect(qi1).toBeLessThan(0.001);
  });
});
