import { describe, expect, it } from 'vitest';
import { findWater, type Water } from '../../../../src/motion/phantom/ct-water/find-water.js';
import { type WaterOptions, water } from './water.js';

function found(options: WaterOptions): Water {
  const result = findWater(water({ noiseHu: 5, slices: 1, ...options }), 0);
  if (typeof result === 'string') throw new Error(result);
  return result;
}

const refusal = (options: WaterOptions): unknown => {
  const result = findWater(water({ noiseHu: 5, slices: 1, ...options }), 0);
  return typeof result === 'string' ? result : 'found';
};

describe('findWater', () => {
  it.each([
    ['acrylic', { mm: 5, hu: 120 }],
    ['a thick wall', { mm: 12, hu: 120 }],
    ['a thin one', { mm: 2, hu: 120 }],
    ['glass', { mm: 4, hu: 700 }],
    ['no wall', { mm: 0, hu: 0 }],
  ])('finds the inside within 1.5 mm: %s', (_, wall) => {
    expect(Math.abs(found({ wall }).radiusMm - 80)).toBeLessThan(1.5);
  });

  it('finds the centre within a tenth of a pixel, wherever it is', () => {
    const { centre } = found({ centreMm: [6.3, -9.1] });
    expect(Math.abs(centre[0] - (63.5 + 6.3 / 1.6))).toBeLessThan(0.1);
    expect(Math.abs(centre[1] - (63.5 - 9.1 / 1.6))).toBeLessThan(0.1);
  });

  it('finds it under cupping, with a ring, with a bubble at the rim and in padding', () => {
    const ring = { fromMm: 40, toMm: 43, hu: 30 };
    const bubble = (_: number, y: number): number => (y < -76 ? Number.NaN : 0);
    expect(Math.abs(found({ cuppingHu: 20, ring, added: bubble }).radiusMm - 80)).toBeLessThan(1.6);
    const image = water({ noiseHu: 5, slices: 1 });
    const padded = image.values.map((value, at) => {
      const far = Math.hypot((at % 128) - 63.5, Math.floor(at / 128) - 63.5);
      return far > 63 ? -3024 : value;
    });
    expect(findWater({ ...image, values: padded }, 0)).toHaveProperty('radiusMm');
  });

  it('refuses another filling, and values that are no HU', () => {
    expect(refusal({ hu: 1000 })).toBe('no-object');
    expect(refusal({ hu: -400 })).toBe('no-object');
    const image = water({ slices: 1 });
    expect(findWater({ ...image, values: image.values.map((value) => value + 1024) }, 0)).toBe('no-object');
    expect(findWater({ ...image, values: image.values.map(() => -1000) }, 0)).toBe('no-object');
  });

  it('refuses inserts, bone and air in it', () => {
    const rods = (hu: number) => (x: number, y: number) => (Math.hypot(x - 40, y) < 9 ? hu : 0);
    for (const hu of [120, -100, 1000]) expect(refusal({ added: rods(hu) })).toBe('structure-not-found');
    const skull = (x: number, y: number): number => (Math.abs(Math.hypot(x, y) - 66) < 4 ? 1200 : 30);
    expect(refusal({ added: skull, wall: { mm: 5, hu: 20 } })).not.toBe('found');
  });

  it('refuses what is not round, too small, or beyond the images', () => {
    const flat = (_: number, y: number): number => (Math.abs(y) > 60 ? Number.NaN : 0);
    expect(refusal({ added: flat, wall: { mm: 0, hu: 0 } })).not.toBe('found');
    expect(refusal({ radiusMm: 30 })).toBe('other-size');
    expect(refusal({ centreMm: [60, 0] })).toBe('cut-off');
  });
});
