import { describe, expect, it } from 'vitest';
import {
  findRoundPhantom,
  middleSlice,
  sameGrid,
} from '../../../../src/motion/phantom/uniform/round-phantom.js';
import { drawnImage, sphereImage } from './sphere-image.js';

const SPHERE = sphereImage('uniform-shaded');

describe('a round phantom', () => {
  it('is found in the middle slice, to 0.3 mm', () => {
    const found = findRoundPhantom(SPHERE, 170);
    if ('notFound' in found) throw new Error(found.notFound);
    expect(found.index).toBe(4);
    expect(found.part.shape).toBe('circle');
    expect(Math.hypot(...found.part.centreMm)).toBeLessThan(0.3);
    expect(Math.abs(found.part.sizeMm[0] - 85)).toBeLessThan(0.3);
  });

  it('is shown even where it is refused', () => {
    const found = findRoundPhantom(SPHERE, 100);
    expect(found).toMatchObject({ notFound: 'other-size', parts: [{ name: 'outline' }] });
  });

  it('is none where there is nothing', () => {
    expect(
      findRoundPhantom(
        drawnImage(() => 7),
        undefined,
      ),
    ).toEqual({ notFound: 'no-object', parts: [] });
  });
});

describe('the middle slice', () => {
  it('is the one behind the middle of an even number', () => {
    const of = (slices: number) =>
      middleSlice({ ...drawnImage(() => 0), dims: [2, 2, slices], values: new Float32Array(4 * slices) });
    expect(of(1).index).toBe(0);
    expect(of(4).index).toBe(2);
    expect(of(9).index).toBe(4);
  });

  it('holds its own pixels', () => {
    const values = Float32Array.from({ length: 12 }, (_, n) => n);
    const { slice } = middleSlice({ ...drawnImage(() => 0), dims: [2, 2, 3], values });
    expect(Array.from(slice.values)).toEqual([4, 5, 6, 7]);
  });
});

describe('the grids of two images', () => {
  it('are one where they differ by rounding alone', () => {
    const moved = (mm: number) => ({
      ...SPHERE,
      affine: SPHERE.affine.map((v, n) => (n === 7 ? v + mm : v)),
    });
    expect(sameGrid(SPHERE, moved(0.001))).toBe(true);
    expect(sameGrid(SPHERE, moved(0.1))).toBe(false);
    expect(sameGrid(SPHERE, moved(Number.NaN))).toBe(false);
    expect(sameGrid(SPHERE, { ...SPHERE, dims: [128, 128, 8] })).toBe(false);
  });
});
