import { describe, expect, it } from 'vitest';
import { normalPairs } from '../../../../fixtures/motion/noise.js';
import { sortedSample } from '../../../../src/motion/image/contrast/intensities.js';
import { brighterClasses } from '../../../../src/motion/image/contrast/tissue-classes.js';

/** Normal deviates of classes, given as mean, standard deviation and count; all of them object. */
function classesOf(...classes: readonly (readonly [number, number, number])[]) {
  const pairs = normalPairs('classes');
  const values = Float32Array.from(
    classes.flatMap(([mean, sigma, count]) =>
      Array.from({ length: count }, () => {
        pairs.draw();
        return mean + sigma * pairs.a;
      }),
    ),
  );
  return brighterClasses(sortedSample(values));
}

describe('brighterClasses', () => {
  it('meets mean, spread and share of the two brighter of three classes', () => {
    const found = classesOf([300, 30, 10_000], [600, 30, 20_000], [900, 40, 20_000]);
    if (!found) throw new Error('not told apart');
    const [middle, bright] = found;
    expect(Math.abs(middle.mean - 600)).toBeLessThan(2);
    expect(Math.abs(bright.mean - 900)).toBeLessThan(2);
    expect(Math.abs(middle.sigma / 30 - 1)).toBeLessThan(0.04);
    expect(Math.abs(bright.sigma / 40 - 1)).toBeLessThan(0.04);
    expect(Math.abs(bright.share - 0.4)).toBeLessThan(0.01);
  });

  it('does not narrow classes that overlap', () => {
    const found = classesOf([200, 20, 10_000], [600, 70, 20_000], [850, 70, 20_000]);
    if (!found) throw new Error('not told apart');
    for (const { sigma } of found) expect(Math.abs(sigma / 70 - 1)).toBeLessThan(0.07);
    expect(Math.abs(found[1].mean - found[0].mean - 250)).toBeLessThan(15);
  });

  it('is not moved by one voxel in 500 that is ten times as bright', () => {
    const found = classesOf([300, 30, 10_000], [600, 30, 20_000], [900, 30, 20_000], [9000, 10, 100]);
    expect(found?.[1].mean).toBeCloseTo(900, -1);
  });

  it('finds none in one normal class, in an even spread, or where classes overlap too much', () => {
    expect(classesOf([800, 30, 30_000])).toBeUndefined();
    expect(
      classesOf(...Array.from({ length: 60 }, (_, n) => [500 + 10 * n, 10, 500] as const)),
    ).toBeUndefined();
    expect(classesOf([300, 30, 10_000], [700, 80, 20_000], [800, 80, 20_000])).toBeUndefined();
  });

  it('finds none where the brightest is less than a twentieth', () => {
    expect(classesOf([300, 20, 20_000], [600, 20, 20_000], [900, 20, 900])).toBeUndefined();
  });

  it('finds none in one value or no voxels', () => {
    expect(classesOf([500, 0, 1000])).toBeUndefined();
    expect(classesOf()).toBeUndefined();
  });
});
