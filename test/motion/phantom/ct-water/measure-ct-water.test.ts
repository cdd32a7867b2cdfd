import { describe, expect, it } from 'vitest';
import { measureCtWater } from '../../../../src/motion/phantom/ct-water/measure-ct-water.js';
import type { PhantomImage, PhantomMeasures } from '../../../../src/motion/phantom/phantom-image.js';
import { fixtureWater, type WaterOptions, water } from './water.js';

const SPEC = { kind: 'ct-water' } as const;

function measured(image: PhantomImage, diameterMm?: number): PhantomMeasures {
  const result = measureCtWater([image], { ...SPEC, ...(diameterMm ? { diameterMm } : {}) });
  if ('notFound' in result) throw new Error(result.notFound);
  return result;
}

const figure = (options: WaterOptions, name: string): number =>
  Number(measured(water({ noiseHu: 3, ...options })).figures[name]);

const refusal = (image: PhantomImage, diameterMm?: number): unknown => {
  const result = measureCtWater([image], { ...SPEC, ...(diameterMm ? { diameterMm } : {}) });
  return 'notFound' in result ? result.notFound : 'measured';
};

describe('measureCtWater', () => {
  const fixtures = fixtureWater();
  const fixture = (name: string): PhantomImage => fixtures.get(name) ?? water();

  it('measures good water: 0 HU, noise of 5, uniform but for that noise, no artefact', () => {
    const { figures } = measured(fixture('ct-water'), 200);
    // The standard error of a mean over 40 mm radius is 0.07 HU.
    expect(Math.abs(Number(figures.waterHu))).toBeLessThan(0.25);
    expect(Math.abs(Number(figures.waterNoiseHu) - 5)).toBeLessThan(0.15);
    // The largest of 32 differences of regions of 330 pixels, each of standard deviation 0.39.
    expect(figures.uniformityHu).toBeLessThan(1.4);
    expect(figures.artefactHu).toBeLessThan(0.7);
  });

  it('measures bad water: its cup, and its ring', () => {
    const { figures, parts } = measured(fixture('ct-water-artefact'), 200);
    // 3 - 12·(1 - r²/R²) over 0.4 R, and between 0.8 R and the middle over 0.1 R.
    expect(Math.abs(Number(figures.waterHu) - (3 - 12 * 0.92))).toBeLessThan(0.25);
    expect(Math.abs(Number(figures.waterNoiseHu) - 5.03)).toBeLessThan(0.15);
    expect(Math.abs(Number(figures.uniformityHu) - 12 * 0.64)).toBeLessThan(1.2);
    expect(Math.abs(Number(figures.artefactHu) - 15)).toBeLessThan(1);
    const ring = parts.find(({ name }) => name === 'ring');
    expect(Math.abs((ring?.sizeMm[0] ?? 0) - 59.5)).toBeLessThan(1);
  });

  it.each([
    ['waterHu', 'hu', [-8, 0, 8]],
    ['waterNoiseHu', 'noiseHu', [2, 6, 18]],
    ['uniformityHu', 'cuppingHu', [4, 8, 16]],
  ] as const)('raises %s with %s', (name, option, strengths) => {
    const [low = 0, middle = 0, high = 0] = strengths.map((value) => figure({ [option]: value }, name));
    expect(low).toBeLessThan(middle);
    expect(middle).toBeLessThan(high);
  });

  it('raises the artefact with a ring, and not with cupping', () => {
    const [low = 0, middle = 0, high = 0] = [5, 10, 20].map((hu) =>
      figure({ ring: { fromMm: 40, toMm: 44, hu } }, 'artefactHu'),
    );
    expect(low).toBeGreaterThan(4);
    expect(middle).toBeGreaterThan(low + 4);
    expect(high).toBeGreaterThan(middle + 8);
    expect(figure({ cuppingHu: 15 }, 'artefactHu')).toBeLessThan(0.5);
  });

  it('takes the worst slice for uniformity and artefact, the middle one for the rest', () => {
    const options = { slices: 5, noiseHu: 2 };
    const tilt = (x: number, _: number, slice: number): number => (slice === 1 ? x / 4 : 0);
    const { figures, parts } = measured(water({ ...options, added: tilt }));
    // The region at the edge lies 62 mm off the middle.
    expect(Math.abs(Number(figures.uniformityHu) - 62 / 4)).toBeLessThan(1);
    expect(Math.abs(Number(figures.waterHu))).toBeLessThan(0.2);
    expect(parts.find(({ name }) => name === 'edge, 3 o’clock')?.slice).toBe(1);
    expect(parts.find(({ name }) => name === 'middle')?.slice).toBe(2);
  });

  it.each([1, 2, 6])('tells of slice %i alone that its water is too high or too low', (slice) => {
    const size = 256 * 256;
    const lifted = (hu: number): number => {
      const image = fixture('ct-water');
      const inside = (n: number): boolean => (image.values[n] ?? 0) > -100;
      const isIn = (n: number): boolean => Math.floor(n / size) === slice && inside(n);
      const values = image.values.map((value, n) => value + (isIn(n) ? hu : 0));
      return Number(measured({ ...image, values }, 200).figures.waterHu);
    };
    expect(Math.abs(lifted(20) - 20)).toBeLessThan(0.5);
    expect(Math.abs(lifted(-12) + 12)).toBeLessThan(0.5);
  });

  it('says that a ring is uncertain where noise would hide it', () => {
    expect(measured(water({ noiseHu: 60 })).figures.artefactHu).toEqual({ absent: 'uncertain' });
  });

  it('leaves out slices at the ends without water, and refuses them between', () => {
    const air = (which: readonly number[]) => (_x: number, _y: number, slice: number) =>
      which.includes(slice) ? Number.NaN : 0;
    const options = { slices: 7, noiseHu: 3, wall: { mm: 0, hu: 0 } };
    expect(measured(water({ ...options, added: air([0, 1, 6]) })).figures.uniformityHu).toBeLessThan(1.5);
    expect(refusal(water({ ...options, added: air([1]) }))).toBe('structure-not-found');
    expect(refusal(water({ ...options, added: air([3]) }))).toBe('no-object');
  });

  it('refuses inserts in whichever slice', () => {
    const added = (x: number, y: number, slice: number): number =>
      slice === 0 && Math.hypot(x, y - 30) < 10 ? 200 : 0;
    expect(refusal(water({ noiseHu: 3, added }))).toBe('structure-not-found');
  });

  it('compares the diameter of the water, without its wall, with the one declared', () => {
    const image = water({ noiseHu: 3, wall: { mm: 10, hu: 120 } });
    expect(refusal(image, 160)).toBe('measured');
    expect(refusal(image, 180)).toBe('other-size');
    expect(refusal(image, 145)).toBe('other-size');
  });

  it('refuses another unit, and no images', () => {
    expect(refusal({ ...water(), unit: 'US' })).toBe('other-unit');
    expect(measureCtWater([], SPEC)).toEqual({ notFound: 'too-few-images', parts: [] });
  });
});
