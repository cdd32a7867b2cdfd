import { describe, expect, it } from 'vitest';
import { normalPairs } from '../../../../fixtures/motion/noise.js';
import { CYLINDER } from '../../../../fixtures/pet/phantom.js';
import { PET_GRID } from '../../../../fixtures/pet/series.js';
import { petVolume } from '../../../../fixtures/pet/volume.js';
import { measurePetCylinder } from '../../../../src/motion/phantom/pet/measure-pet-cylinder.js';
import type { PhantomImage, PhantomMeasures } from '../../../../src/motion/phantom/phantom-image.js';
import { imageOf } from '../ct-water/water.js';
import { spheres } from './spheres.js';

const DIMS = [64, 64, 14] as const;
const CYLINDER_SPEC = { kind: 'pet-cylinder' } as const;

interface Options {
  readonly suv?: number;
  readonly noiseShare?: number;
  readonly radiiMm?: readonly [number, number];
  /** Factor of a slice. */
  readonly slices?: (slice: number) => number;
  /** Factor of a place. */
  readonly places?: (x: number, y: number) => number;
}

/** A cylinder along the slices' normal in SUV, 4 × 4 × 5 mm, with an edge as blur has it. */
function cylinder({ suv = 1, noiseShare = 0, radiiMm = [90, 90], ...of }: Options = {}): PhantomImage {
  const { slices = () => 1, places = () => 1 } = of;
  const pairs = normalPairs('cylinder');
  const area = DIMS[0] * DIMS[1];
  const values = Float32Array.from({ length: area * DIMS[2] }, (_, at) => {
    const [x, y] = [((at % DIMS[0]) - 31.5) * 4, ((Math.floor(at / DIMS[0]) % DIMS[1]) - 31.5) * 4];
    const far = (Math.hypot(x / radiiMm[0], y / radiiMm[1]) - 1) * radiiMm[0];
    const inside = suv / (1 + Math.exp(far / 1.5));
    pairs.draw();
    return inside * (1 + noiseShare * pairs.a) * slices(Math.floor(at / area)) * places(x, y);
  });
  return { ...imageOf(values, DIMS, [4, 4, 5]), unit: 'g/ml' };
}

function measured(image: PhantomImage, diameterMm?: number): PhantomMeasures {
  const result = measurePetCylinder([image], { ...CYLINDER_SPEC, ...(diameterMm ? { diameterMm } : {}) });
  if ('notFound' in result) throw new Error(result.notFound);
  return result;
}

const refusal = (image: PhantomImage, diameterMm = 180): unknown => {
  const result = measurePetCylinder([image], { ...CYLINDER_SPEC, diameterMm });
  return 'notFound' in result ? result.notFound : result.figures;
};

describe('measurePetCylinder', () => {
  it('measures SUV 1 of the fixture, the same in all slices, without noise', () => {
    const volume = petVolume(CYLINDER, { ...PET_GRID, size: [64, 64, 12] }, 0);
    const image = imageOf(Float32Array.from(volume), [64, 64, 12], [5, 5, 4]);
    const { figures } = measured({ ...image, unit: 'g/ml' }, 200);
    expect(figures).toEqual({ meanSuv: 1, axialNonuniformityPercent: 0, petNoisePercent: 0 });
  });

  it.each([0.8, 1, 1.15])('measures a mean SUV of %d within a thousandth in noise', (suv) => {
    expect(
      Math.abs(Number(measured(cylinder({ suv, noiseShare: 0.08 })).figures.meanSuv) / suv - 1),
    ).toBeLessThan(0.001);
  });

  it('measures the noise within 3 % of itself, more the more there is', () => {
    for (const noiseShare of [0.04, 0.08, 0.16]) {
      const { petNoisePercent } = measured(cylinder({ noiseShare })).figures;
      expect(Math.abs(Number(petNoisePercent) / (100 * noiseShare) - 1)).toBeLessThan(0.03);
    }
  });

  it('measures the slice that deviates most, more the more it does', () => {
    // Ten slices are measured; one of 1 + share raises the mean by a tenth of it.
    for (const share of [0.03, 0.06, 0.12]) {
      const image = cylinder({ slices: (slice) => (slice === 6 ? 1 + share : 1) });
      const { axialNonuniformityPercent } = measured(image).figures;
      expect(Number(axialNonuniformityPercent)).toBeCloseTo((100 * 0.9 * share) / (1 + 0.1 * share), 3);
    }
  });

  it('leaves out a centimetre at the ends, and slices that do not show the whole cylinder', () => {
    const ended = cylinder({ slices: (slice) => (slice < 2 ? 0 : slice < 4 || slice > 11 ? 0.7 : 1) });
    const { figures, parts } = measured(ended);
    expect(figures.axialNonuniformityPercent).toBeLessThan(1e-4);
    expect(parts.map(({ slice }) => slice)).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
    expect(parts[0]).toMatchObject({ name: 'middle, slice 5', shape: 'circle' });
    expect(parts[0]?.sizeMm[0]).toBeCloseTo(0.8 * 90, 0);
    expect(parts[0]?.values.mean).toBeCloseTo(1, 4);
  });

  it('gives no SUV of images in another unit', () => {
    const { figures } = measured({ ...cylinder({ suv: 5000, noiseShare: 0.05 }), unit: 'BQML' });
    expect(figures.meanSuv).toEqual({ absent: 'uncertain' });
    expect(figures.petNoisePercent).toBeCloseTo(5, 0);
  });

  it('refuses another size, and shows what it found', () => {
    expect(refusal(cylinder(), 180)).toHaveProperty('meanSuv');
    const result = measurePetCylinder([cylinder()], { ...CYLINDER_SPEC, diameterMm: 200 });
    expect(result).toMatchObject({ notFound: 'other-size' });
    expect(result.parts).toHaveLength(10);
  });

  it('refuses inserts, a slice that is missing, and too few slices', () => {
    const hot = cylinder({ places: (x, y) => (Math.hypot(x - 30, y) < 12 ? 4 : 1) });
    expect(refusal(hot)).toBe('structure-not-found');
    const cold = cylinder({ places: (x, y) => (Math.hypot(x - 30, y) < 12 ? 0.2 : 1) });
    expect(refusal(cold)).toBe('structure-not-found');
    expect(refusal(cylinder({ slices: (slice) => (slice === 7 ? 0 : 1) }))).toBe('structure-not-found');
    expect(refusal(cylinder({ slices: (slice) => (slice > 4 && slice < 9 ? 1 : 0) }))).toBe('other-slices');
  });

  it('refuses bodies that are not round, and empty or missing images', () => {
    expect(refusal(cylinder({ radiiMm: [90, 75] }))).toBe('other-shape');
    expect(refusal(spheres())).toBe('other-shape');
    expect(refusal(cylinder({ suv: 0 }))).toBe('no-object');
    expect(measurePetCylinder([], CYLINDER_SPEC)).toEqual({ notFound: 'too-few-images', parts: [] });
  });
});
