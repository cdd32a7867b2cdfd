import { describe, expect, it } from 'vitest';
import { findSpheres } from '../../../../src/motion/phantom/pet/find-spheres.js';
import type { PhantomImage } from '../../../../src/motion/phantom/phantom-image.js';
import type { PetSpheresSpec } from '../../../../src/motion/phantom/phantom-spec.js';
import { DIMS, placesOf, RING, SPACING_MM, type SpheresOptions, spheres } from './spheres.js';

const corner = DIMS.map((size, axis) => (-(size - 1) / 2) * (SPACING_MM[axis] ?? 0));

function found(options: SpheresOptions, spec: PetSpheresSpec = RING): ReturnType<typeof findSpheres> {
  return findSpheres(spheres(options), spec);
}

/** Distance of what was found of each diameter from where it is. */
function errorsMm(options: SpheresOptions): number[] {
  const result = found(options);
  if ('notFound' in result) throw new Error(result.notFound);
  return placesOf(options).map((place, n) => {
    const own = result.spheres.find(({ diameterMm }) => diameterMm === RING.spheresMm[n]);
    const centre = own?.centreMm ?? [Number.NaN, 0, 0];
    return Math.hypot(...place.map((mm, axis) => (corner[axis] ?? 0) + (centre[axis] ?? 0) - mm));
  });
}

function changed(image: PhantomImage, change: (value: number, at: number) => number): PhantomImage {
  return { ...image, values: image.values.map(change) };
}

describe('findSpheres', () => {
  it.each([
    [0, 1],
    [47, 1],
    [135, -1],
    [290, -1],
  ] as const)('finds each sphere of a ring turned by %d° in the sense %d, in noise', (turnDeg, sense) => {
    const errors = errorsMm({ turnDeg, sense, noiseShare: 0.1, fwhmMm: 7, centreMm: [-5, 8, 2] });
    expect(Math.max(...errors)).toBeLessThan(1);
  });

  it.each([2, 4, 10])('tells the background from spheres %d times as hot', (ratio) => {
    const result = found({ ratio, fwhmMm: 6, noiseShare: 0.05 });
    if ('notFound' in result) throw new Error(result.notFound);
    expect(Math.abs(result.background.mean - 1)).toBeLessThan(0.01);
    expect(Math.max(...errorsMm({ ratio, fwhmMm: 6, noiseShare: 0.05 }))).toBeLessThan(1);
  });

  it('finds the spheres in a torso, flat on one side, ten times as hot', () => {
    const image = spheres({ ratio: 10, fwhmMm: 6 });
    const torso = changed(image, (value, at) => {
      const x = Math.abs((at % DIMS[0]) * SPACING_MM[0] + (corner[0] ?? 0));
      const y = (Math.floor(at / DIMS[0]) % DIMS[1]) * SPACING_MM[1] + (corner[1] ?? 0) - 33;
      // NEMA NU 2: an upper half of 147 mm radius, corners of 77 mm 70 mm to each side.
      const isIn = y < 0 ? Math.hypot(x, y) < 147 : y < 77 && (x < 70 || Math.hypot(x - 70, y) < 77);
      return isIn ? Math.max(value, Math.hypot(x, y + 33) > 60 ? 1 : 0) : 0;
    });
    const result = findSpheres(torso, RING);
    if ('notFound' in result) throw new Error(result.notFound);
    expect(Math.abs(result.background.mean - 1)).toBeLessThan(0.01);
    expect(result.spheres.map(({ diameterMm }) => diameterMm).sort()).toEqual([10, 13, 17, 22, 28, 37]);
  });

  it('finds the smallest by its place where it is not seen', () => {
    const image = spheres({ diametersMm: [37, 28, 22, 17, 13, 0.1], fwhmMm: 7 });
    const place = placesOf({})[5] ?? [0, 0, 0];
    const faint = changed(image, (value, at) => {
      const x = (at % DIMS[0]) * SPACING_MM[0] + (corner[0] ?? 0) - place[0];
      const y = (Math.floor(at / DIMS[0]) % DIMS[1]) * SPACING_MM[1] + (corner[1] ?? 0) - place[1];
      const z = Math.floor(at / (DIMS[0] * DIMS[1])) * SPACING_MM[2] + (corner[2] ?? 0) - place[2];
      // The activity of a sphere of 10 mm, spread widely: nowhere a quarter of the others' height.
      return value + 0.55 * Math.exp(-(x * x + y * y + z * z) / (2 * 5.6 ** 2));
    });
    const result = findSpheres(faint, RING);
    if ('notFound' in result) throw new Error(result.notFound);
    const smallest = result.spheres.find(({ diameterMm }) => diameterMm === 10)?.centreMm ?? [0, 0, 0];
    const off = Math.hypot(...place.map((mm, axis) => (corner[axis] ?? 0) + (smallest[axis] ?? 0) - mm));
    expect(off).toBeLessThan(1);
  });

  it('measures the background clear of the spheres, the edge and the cold insert', () => {
    const result = found({ noiseShare: 0.08, fwhmMm: 8 });
    if ('notFound' in result) throw new Error(result.notFound);
    expect(Math.abs(result.background.mean - 1)).toBeLessThan(0.005);
    expect(Math.abs(result.background.deviation - 0.08)).toBeLessThan(0.004);
  });

  it.each([
    ['neighbours', [28, 37, 22, 17, 13, 10]],
    ['the two smallest', [37, 28, 22, 17, 10, 13]],
    ['opposite ones', [17, 28, 22, 37, 13, 10]],
  ])('refuses a declaration in which %s are in each other’s place', (_, spheresMm) => {
    expect(found({ noiseShare: 0.05 }, { ...RING, spheresMm })).toMatchObject({
      notFound: 'structure-not-found',
    });
  });

  it('refuses where noise would hide that the smallest are in each other’s place', () => {
    const loud = found({ noiseShare: 0.5, fwhmMm: 8 }, { ...RING, spheresMm: [37, 28, 22, 17, 10, 13] });
    expect(loud).toHaveProperty('notFound');
  });

  it('refuses rings of another radius or another number of spheres', () => {
    expect(found({}, { ...RING, ringRadiusMm: 48 })).toMatchObject({ notFound: 'structure-not-found' });
    expect(found({}, { ...RING, spheresMm: [37, 28, 22, 17, 13] })).toHaveProperty('notFound');
  });

  it('refuses cold spheres, two spheres less, and a body without any', () => {
    expect(found({ ratio: 0.2 })).toMatchObject({ notFound: 'structure-not-found' });
    expect(found({ diametersMm: [37, 0.1, 22, 0.1, 13, 10] })).toMatchObject({
      notFound: 'structure-not-found',
    });
    expect(found({ ratio: 1, noiseShare: 0.2 })).toMatchObject({ notFound: 'structure-not-found' });
  });

  it('refuses spheres in air, empty images, and images that are no numbers', () => {
    const image = spheres();
    expect(
      findSpheres(
        changed(image, (value) => Math.max(0, value - 1.2)),
        RING,
      ),
    ).toHaveProperty('notFound');
    expect(
      findSpheres(
        changed(image, () => 0),
        RING,
      ),
    ).toMatchObject({ notFound: 'no-object' });
    expect(
      findSpheres(
        changed(image, () => Number.NaN),
        RING,
      ),
    ).toMatchObject({ notFound: 'no-object' });
  });
});
