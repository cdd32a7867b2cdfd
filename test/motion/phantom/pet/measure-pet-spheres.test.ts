import { describe, expect, it } from 'vitest';
import { NEMA } from '../../../../fixtures/pet/phantom.js';
import { PET_GRID } from '../../../../fixtures/pet/series.js';
import { petVolume } from '../../../../fixtures/pet/volume.js';
import { measurePetSpheres } from '../../../../src/motion/phantom/pet/measure-pet-spheres.js';
import type { PhantomImage, PhantomMeasures } from '../../../../src/motion/phantom/phantom-image.js';
import type { PetSpheresSpec } from '../../../../src/motion/phantom/phantom-spec.js';
import { imageOf } from '../ct-water/water.js';
import { blurredBall, placesOf, RING, SPACING_MM, type SpheresOptions, spheres } from './spheres.js';

function measured(image: PhantomImage, spec: PetSpheresSpec = RING): PhantomMeasures {
  const result = measurePetSpheres([image], spec);
  if ('notFound' in result) throw new Error(result.notFound);
  return result;
}

const rc = ({ figures }: PhantomMeasures, diameterMm: number): number => {
  const value = figures[`rcMax${diameterMm}`];
  return typeof value === 'number' ? value : Number.NaN;
};

/** The fixture's phantom about its ring, blurred or not. */
function fixture(fwhmMm: number): PhantomImage {
  const size = [64, 64, 14] as const;
  const volume = petVolume(NEMA, { ...PET_GRID, size }, fwhmMm);
  return imageOf(Float32Array.from(volume), size, [5, 5, 4]);
}

describe('measurePetSpheres', () => {
  it('recovers all of every sphere of the fixture but what its voxels cut, and has no noise', () => {
    const found = measured(fixture(0));
    for (const diameterMm of [37, 28, 22, 17, 13]) expect(rc(found, diameterMm)).toBeCloseTo(1, 6);
    // Voxels of 5 mm cut a sphere of 10 mm.
    expect(rc(found, 10)).toBeGreaterThan(0.95);
    expect(rc(found, 10)).toBeLessThanOrEqual(1);
    expect(found.figures.petNoisePercent).toBe(0);
  });

  it('recovers of the blurred fixture what a Gaussian of 6 mm leaves, within the width of a voxel', () => {
    const found = measured(fixture(6));
    for (const diameterMm of RING.spheresMm) {
      const at = (mm: number): number => (1 + 3 * blurredBall(mm, diameterMm / 2, 6)) / 4;
      expect(rc(found, diameterMm)).toBeLessThan(at(0) + 0.01);
      // At most half a voxel's diagonal off, and the mean over a voxel is lower.
      expect(rc(found, diameterMm)).toBeGreaterThan(at(Math.hypot(5, 5, 4) / 2) - 0.08);
    }
  });

  it('recovers the closed form of a blurred ball at the voxel nearest to its centre', () => {
    const options: SpheresOptions = { fwhmMm: 7, turnDeg: 33 };
    const found = measured(spheres(options));
    for (const [n, diameterMm] of RING.spheresMm.entries()) {
      const [x, y, z] = placesOf(options)[n] ?? [0, 0, 0];
      const off = (mm: number): number => mm - (Math.round(mm / 4 - 0.5) + 0.5) * SPACING_MM[0];
      const nearest = blurredBall(Math.hypot(off(x), off(y), off(z)), diameterMm / 2, 7);
      expect(Math.abs(rc(found, diameterMm) - (1 + 3 * nearest) / 4)).toBeLessThan(0.01);
    }
  });

  it('recovers less of each sphere the more it is blurred', () => {
    const [slight, some, much] = [4, 6, 8].map((fwhmMm) => measured(spheres({ fwhmMm })));
    if (!slight || !some || !much) throw new Error('three strengths');
    for (const diameterMm of [22, 17, 13, 10]) {
      expect(rc(slight, diameterMm)).toBeGreaterThan(rc(some, diameterMm));
      expect(rc(some, diameterMm)).toBeGreaterThan(rc(much, diameterMm));
    }
  });

  it('gives the noise of the background, more the more there is', () => {
    for (const noiseShare of [0.03, 0.06, 0.12]) {
      const { petNoisePercent } = measured(spheres({ noiseShare })).figures;
      expect(Number(petNoisePercent) / (100 * noiseShare)).toBeGreaterThan(0.95);
      expect(Number(petNoisePercent) / (100 * noiseShare)).toBeLessThan(1.05);
    }
  });

  it('shows where each sphere lies, largest first, within a millimetre', () => {
    const options: SpheresOptions = { turnDeg: 200, sense: -1, centreMm: [6, -9, 3], noiseShare: 0.05 };
    const { parts } = measured(spheres(options));
    expect(parts.map(({ name }) => name)).toEqual(RING.spheresMm.map((mm) => `sphere ${mm} mm`));
    for (const [n, place] of placesOf(options).entries()) {
      const own = parts[n]?.centreMm ?? [Number.NaN, 0, 0];
      expect(Math.hypot(own[0] - place[0], own[1] - place[1], own[2] - place[2])).toBeLessThan(1);
    }
  });

  it('takes the truth as SUV, as activity, or from the background, and no unit for another', () => {
    const image = spheres();
    const { sphereToBackground: _, ...ring } = RING;
    const ratio = rc(measured(image), 28);
    const suv = { ...ring, sphereSuv: 4 };
    expect(rc(measured({ ...image, unit: 'g/ml' }, suv), 28)).toBeCloseTo(ratio, 3);
    expect(measured(image, suv).figures.rcMax28).toEqual({ absent: 'uncertain' });
    const activity = { ...ring, sphereBqPerMl: 8 };
    expect(rc(measured({ ...image, unit: 'BQML' }, activity), 28)).toBeCloseTo(ratio / 2, 3);
    expect(measured({ ...image, unit: 'CNTS' }, activity).figures.rcMax28).toEqual({ absent: 'uncertain' });
  });

  it('gives no figure, but a part, to a sphere of another size', () => {
    const diametersMm = [37, 28, 22, 17, 13, 11];
    const found = measured(spheres({ diametersMm }), { ...RING, spheresMm: diametersMm });
    expect(found.figures).not.toHaveProperty('rcMax10');
    expect(found.parts.at(-1)?.name).toBe('sphere 11 mm');
    expect(found.parts.at(-1)?.values.rcMax).toBeGreaterThan(0.4);
  });

  it('refuses spheres in another order than declared, and shows the places', () => {
    const result = measurePetSpheres([spheres()], { ...RING, spheresMm: [28, 37, 22, 17, 13, 10] });
    expect(result).toMatchObject({ notFound: 'structure-not-found' });
    expect(result.parts).toHaveLength(6);
  });

  it('refuses spheres that leave the images, and no images', () => {
    const high = spheres({ centreMm: [0, 0, 17] });
    expect(measurePetSpheres([high], RING)).toMatchObject({ notFound: 'cut-off' });
    expect(measurePetSpheres([], RING)).toEqual({ notFound: 'too-few-images', parts: [] });
  });
});
