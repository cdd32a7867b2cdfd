import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import type { RegionCourses } from '../../../../src/motion/phantom/stability/region-courses.js';
import { stabilityFigures } from '../../../../src/motion/phantom/stability/stability-figures.js';

const SIDE = 11;
const VOLUMES = 200;

/** A region whose pixels are `signal`, noise of their own and a course that they share. */
function region(sigma: number, shared: (volume: number) => number = () => 0): RegionCourses {
  const source = random('region');
  const courses = Float64Array.from(
    { length: SIDE * SIDE * VOLUMES },
    (_, n) => 1000 + shared(n % VOLUMES) + sigma * source.normal(),
  );
  return { side: SIDE, volumes: VOLUMES, courses };
}

describe('a region of independent noise', () => {
  const found = stabilityFigures(region(10)) as unknown as Record<string, number>;

  it('has one SNR in time and in space, to 2 % and 15 %', () => {
    expect(Math.abs((found.sfnr ?? 0) - 100)).toBeLessThan(2);
    expect(Math.abs((found.staticSnr ?? 0) - 100)).toBeLessThan(15);
  });

  it('fluctuates less by its side, to 15 %', () => {
    expect(Math.abs((found.fluctuationPercent ?? 0) * SIDE - 1)).toBeLessThan(0.15);
    expect(Math.abs((found.decorrelationRadiusPixels ?? 0) / SIDE - 1)).toBeLessThan(0.2);
  });
});

describe('a region that all pixels of which fluctuate together', () => {
  it('has a radius of one pixel where there is hardly noise', () => {
    const source = random('shared');
    const course = Array.from({ length: VOLUMES }, () => 20 * source.normal());
    const found = stabilityFigures(region(0.5, (volume) => course[volume] ?? 0));
    expect(found.decorrelationRadiusPixels).toBeCloseTo(1, 1);
    expect(Math.abs((found.fluctuationPercent as number) - 2)).toBeLessThan(0.2);
  });

  it('drifts by the range of the fit, to 0.05 %: a rise, and a bend', () => {
    const rise = stabilityFigures(region(1, (volume) => (30 * volume) / (VOLUMES - 1)));
    expect(Math.abs((rise.driftPercent as number) - 100 * (30 / 1015))).toBeLessThan(0.05);
    const bend = stabilityFigures(region(1, (volume) => 40 * (volume / (VOLUMES - 1) - 0.5) ** 2));
    expect(Math.abs((bend.driftPercent as number) - 1)).toBeLessThan(0.05);
    expect(bend.fluctuationPercent as number).toBeLessThan(0.02);
  });
});

describe('a region without figures', () => {
  it('is dark, does not fluctuate, or holds no number', () => {
    const of = (change: (value: number, n: number) => number) =>
      stabilityFigures({ ...region(1), courses: region(1).courses.map(change) });
    const all = (reason: string) => Array(5).fill({ absent: reason });
    expect(Object.values(of((value) => value - 2000))).toEqual(all('no-signal'));
    expect(Object.values(of(() => 1000))).toEqual(all('uncertain'));
    expect(Object.values(of((value, n) => (n === 77 ? Number.NaN : value)))).toEqual(all('uncertain'));
  });
});
