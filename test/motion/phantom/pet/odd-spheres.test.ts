import { describe, expect, it } from 'vitest';
import { measurePetCylinder } from '../../../../src/motion/phantom/pet/measure-pet-cylinder.js';
import { measurePetSpheres } from '../../../../src/motion/phantom/pet/measure-pet-spheres.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';
import { water } from '../ct-water/water.js';
import { DIMS, RING, spheres } from './spheres.js';

function figures(image: PhantomImage): Record<string, unknown> {
  const result = measurePetSpheres([image], RING);
  if ('notFound' in result) throw new Error(result.notFound);
  return { ...result.figures };
}

/** The image with its columns, rows or slices in reverse. */
function flipped(image: PhantomImage, axis: 0 | 1 | 2): PhantomImage {
  const [nx, ny] = DIMS;
  const values = image.values.map((_, at) => {
    const place = [at % nx, Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))];
    place[axis] = DIMS[axis] - 1 - (place[axis] ?? 0);
    return image.values[((place[2] ?? 0) * ny + (place[1] ?? 0)) * nx + (place[0] ?? 0)] ?? 0;
  });
  return { ...image, values };
}

describe('measurePetSpheres where the images are odd', () => {
  const image = spheres({ noiseShare: 0.06, turnDeg: 25, centreMm: [4, -3, 1] });
  const expected = figures(image);

  it.each([0, 1, 2] as const)('measures the same with axis %d in reverse', (axis) => {
    for (const [name, value] of Object.entries(figures(flipped(image, axis)))) {
      expect(Number(value)).toBeCloseTo(Number(expected[name]), 5);
    }
  });

  it('measures the same of its background whatever the scale', () => {
    for (const scale of [1e-3, 7000]) {
      const scaled = { ...image, values: image.values.map((value) => scale * value) };
      for (const [name, value] of Object.entries(figures(scaled))) {
        expect(Number(value)).toBeCloseTo(Number(expected[name]), 4);
      }
    }
  });

  it('gives what noise adds to the largest voxel, as its definition says', () => {
    const quiet = figures(spheres({ turnDeg: 25, centreMm: [4, -3, 1] }));
    // Noise of 6 % of the background is 1.5 % of a sphere; the largest of hundreds of voxels is up to 4 deviations up.
    expect(Number(expected.rcMax37)).toBeGreaterThan(Number(quiet.rcMax37));
    expect(Number(expected.rcMax37) - Number(quiet.rcMax37)).toBeLessThan(0.07);
  });

  it('refuses a second hot object that is the hottest by far, as a bladder is', () => {
    const [nx, ny] = DIMS;
    const values = image.values.map((value, at) => {
      const [i, j, k] = [at % nx, Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))];
      return Math.hypot(i - 20, j - 32, k - 7) < 5 ? 60 : value;
    });
    expect(measurePetSpheres([{ ...image, values }], RING)).toHaveProperty('notFound');
  });

  it('refuses a CT, and so does the cylinder', () => {
    expect(measurePetSpheres([water({ noiseHu: 5 })], RING)).toHaveProperty('notFound');
    expect(measurePetCylinder([spheres()], { kind: 'pet-cylinder' })).toHaveProperty('notFound');
  });
});
