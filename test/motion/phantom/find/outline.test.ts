import { describe, expect, it } from 'vitest';
import { outline, RAYS } from '../../../../src/motion/phantom/find/outline.js';
import { discSlice } from './disc-slice.js';

const LEVELS = { low: 0, high: 1000, half: 500 };
const NEAR = { centre: [64, 60], halfAxes: [38, 38] } as const;

function radii(slice: ReturnType<typeof discSlice>, last: boolean): number[] {
  const near = last ? { ...NEAR, halfAxes: [90, 90] as const } : NEAR;
  return outline({ slice, levels: LEVELS, near, last }).map(([x, y]) => Math.hypot(x - 64, y - 60));
}

describe('outline', () => {
  const disc = { centreMm: [64, 60], halfAxesMm: [40, 40] } as const;

  it.each([true, false])('finds the edge in every direction (last: %s)', (last) => {
    const found = radii(discSlice(disc), last);
    expect(found).toHaveLength(RAYS);
    for (const radius of found) expect(Math.abs(radius - 40)).toBeLessThan(0.15);
  });

  it('takes the edge that is last, past dark inserts', () => {
    const found = radii(discSlice({ ...disc, times: (x, y) => (Math.hypot(x, y) < 30 ? 0 : 1) }), true);
    expect(Math.min(...found)).toBeGreaterThan(39.8);
  });

  it('takes the edge nearest to an ellipse where there are two', () => {
    const ring = {
      ...disc,
      times: (x: number, y: number) => (Math.abs(Math.hypot(x, y) - 36) < 1.5 ? 0 : 1),
    };
    const near = { centre: [64, 60], halfAxes: [34, 34] } as const;
    const points = outline({ slice: discSlice(ring), levels: LEVELS, near });
    for (const [x, y] of points) expect(Math.abs(Math.hypot(x - 64, y - 60) - 34.5)).toBeLessThan(0.3);
  });

  it('takes half of what the object has near the edge', () => {
    const dim = radii(discSlice({ ...disc, times: (x) => 1 + 0.4 * (x / 40) }), false);
    const mean = (from: number, to: number): number =>
      dim.slice(from, to).reduce((a, b) => a + b, 0) / (to - from);
    // At half of the middle's level the bright side would reach 0.47 mm farther than the dark one.
    expect(Math.abs(mean(0, 20) - mean(180, 200))).toBeLessThan(0.2);
  });

  it('leaves directions out that the image does not reach', () => {
    const cut = discSlice({ ...disc, columns: 80 });
    const found = radii(cut, false).length / RAYS;
    // The field ends 15.5 mm to the right of the centre of a disc of 40 mm: arccos(15.5/40)/180° are beyond.
    expect(found).toBeCloseTo(1 - Math.acos(15.5 / 40) / Math.PI, 1);
  });
});
