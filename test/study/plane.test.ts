import { describe, expect, it } from 'vitest';
import {
  isOrthonormal,
  normalOf,
  orientationOf,
  type Plane,
  placeToleranceMm,
  planeKey,
  samePlane,
  sameSampling,
  tiltDeg,
} from '../../src/study/plane.js';
import type { Vector3 } from '../../src/study/vectors.js';

const AXIAL: Plane = {
  row: [1, 0, 0],
  column: [0, 1, 0],
  rows: 64,
  columns: 64,
  pixelSpacingMm: [2, 2],
  thicknessMm: 3,
};
/** An axial plane turned about the x axis. */
const turned = (deg: number): Plane => {
  const angle = (deg * Math.PI) / 180;
  return { ...AXIAL, column: [0, Math.cos(angle), Math.sin(angle)] };
};

describe('a plane', () => {
  it('has a unit normal, however coarsely its cosines are rounded', () => {
    const rounded: Plane = { ...AXIAL, row: [0.7, 0.7, 0], column: [0, 0, -1] };
    const [x, y, z] = normalOf(rounded);
    expect(Math.hypot(x, y, z)).toBeCloseTo(1, 12);
    expect(x).toBeCloseTo(-Math.SQRT1_2, 12);
    expect(normalOf(AXIAL)).toEqual([0, 0, 1]);
  });

  it.each<[string, Vector3, Vector3, string, number]>([
    ['feet', [1, 0, 0], [0, 1, 0], 'axial', 0],
    ['front', [1, 0, 0], [0, 0, -1], 'coronal', 0],
    ['side', [0, 1, 0], [0, 0, -1], 'sagittal', 0],
    ['feet with a tilted gantry', [1, 0, 0], [0, 0.9483, -0.3173], 'axial', 18.5],
  ])('seen from the %s is named after its normal', (_, row, column, name, obliquityDeg) => {
    expect(orientationOf({ ...AXIAL, row, column })).toEqual({ name, obliquityDeg });
  });

  it('is the same up to the rounding of its cosines, and no further', () => {
    expect(samePlane(AXIAL, turned(0.04))).toBe(true);
    expect(samePlane(AXIAL, turned(0.1))).toBe(false);
    expect(samePlane(AXIAL, { ...AXIAL, thicknessMm: 9 })).toBe(true);
    expect(samePlane(AXIAL, { ...AXIAL, row: [-1, 0, 0] })).toBe(false);
  });

  it('is sampled like another only with equal matrix and spacing', () => {
    expect(sameSampling(AXIAL, { ...turned(40), pixelSpacingMm: [2.0005, 2] })).toBe(true);
    expect(sameSampling(AXIAL, { ...AXIAL, rows: 128 })).toBe(false);
    expect(sameSampling(AXIAL, { ...AXIAL, pixelSpacingMm: [2.01, 2] })).toBe(false);
    expect(sameSampling(AXIAL, { ...AXIAL, pixelSpacingMm: undefined })).toBe(false);
  });

  it('is turned against another by an angle', () => {
    expect(tiltDeg(AXIAL, turned(3))).toBeCloseTo(3, 6);
    expect(tiltDeg(AXIAL, AXIAL)).toBe(0);
    expect(tiltDeg(AXIAL, turned(180))).toBeCloseTo(180, 6);
  });

  it('has places as wide as a fiftieth of a pixel, within bounds', () => {
    const wide = (mm: number): number => placeToleranceMm({ pixelSpacingMm: [mm, 2 * mm] });
    expect(wide(0.5)).toBeCloseTo(0.01, 12);
    expect(wide(10)).toBe(0.05);
    expect(wide(0.001)).toBe(0.0005);
    expect(placeToleranceMm({ pixelSpacingMm: undefined })).toBe(0.005);
  });

  it('has a key that every difference changes', () => {
    const others: Plane[] = [
      { ...AXIAL, row: [0.999, 0.01, 0] },
      { ...AXIAL, column: [0, 0.999, 0.01] },
      { ...AXIAL, rows: 65 },
      { ...AXIAL, columns: 65 },
      { ...AXIAL, pixelSpacingMm: undefined },
      { ...AXIAL, thicknessMm: undefined },
    ];
    expect(new Set([AXIAL, ...others].map(planeKey)).size).toBe(7);
  });

  it('needs perpendicular unit vectors', () => {
    expect(isOrthonormal([1, 0, 0], [0, 0.995, 0.0998])).toBe(true);
    expect(isOrthonormal([1, 0, 0], [0.05, 1, 0])).toBe(false);
    expect(isOrthonormal([1.1, 0, 0], [0, 1, 0])).toBe(false);
    expect(isOrthonormal([0, 0, 0], [0, 0, 0])).toBe(false);
  });
});
