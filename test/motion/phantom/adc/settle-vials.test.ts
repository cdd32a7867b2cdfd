import { describe, expect, it } from 'vitest';
import { pixelsWithin, settleVials } from '../../../../src/motion/phantom/adc/settle-vials.js';
import type { AdcSpec } from '../../../../src/motion/phantom/phantom-spec.js';
import { flatImage, RING, SIZE } from './vials.js';

type Vials = AdcSpec['vials'];
const PIXEL_MM = 2.5;
const MIDDLE = (SIZE - 1) / 2;

/** Vials where they stand, but for an error of a pixel. */
const placed = (vials: Vials) =>
  vials.map((vial) => ({
    vial,
    at: [MIDDLE + vial.positionMm[0] / PIXEL_MM + 1, MIDDLE + vial.positionMm[1] / PIXEL_MM - 1] as const,
  }));

const moved = (byMm: number): Vials =>
  RING.map((vial, i) =>
    i === 1 ? { ...vial, positionMm: [vial.positionMm[0] + byMm, vial.positionMm[1]] } : vial,
  );

describe('vials that were found', () => {
  it('are moved to the middle of what is bright', () => {
    const settled = settleVials(flatImage({}), placed(RING));
    for (const { at, vial } of settled ?? []) {
      expect(at[0]).toBeCloseTo(MIDDLE + vial.positionMm[0] / PIXEL_MM, 0);
      expect(at[1]).toBeCloseTo(MIDDLE + vial.positionMm[1] / PIXEL_MM, 0);
    }
    expect(settled).toHaveLength(RING.length);
  });

  it('are shown where they are when one stands a little off, and refused when it stands farther', () => {
    expect(settleVials(flatImage({ vials: moved(2) }), placed(RING))).toHaveLength(RING.length);
    expect(settleVials(flatImage({ vials: moved(6) }), placed(RING))).toBeUndefined();
  });

  it.each([
    [20, 7],
    [-20, 7],
    [25, 0],
    [-25, 0],
  ])('that are turned by %d degrees are %d', (turnDeg, count) => {
    const turn = (turnDeg * Math.PI) / 180;
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    const there = RING.map((vial) => {
      const [x, y] = vial.positionMm;
      return {
        vial,
        at: [MIDDLE + (c * x - s * y) / PIXEL_MM, MIDDLE + (s * x + c * y) / PIXEL_MM] as const,
      };
    });
    expect(settleVials(flatImage({ turnDeg }), there) ?? []).toHaveLength(count);
  });

  it.each([9, 18])('are refused where they are %d mm wide and not 14', (radiusMm) => {
    const others = RING.map((vial) => ({ ...vial, radiusMm }));
    expect(settleVials(flatImage({ vials: others }), placed(RING))).toBeUndefined();
  });
});

describe('the pixels of a disc', () => {
  const plane = { columns: 10, rows: 8, spacingMm: [1, 2] as const };

  it('are those whose centre is in it, with their distance', () => {
    const pixels = pixelsWithin(plane, [4, 3], 2);
    expect(pixels.map(({ index }) => index)).toEqual([24, 32, 33, 34, 35, 36, 44]);
    expect(pixels.map(({ distanceMm }) => distanceMm)).toEqual([2, 2, 1, 0, 1, 2, 2]);
  });

  it('end with the image', () => {
    expect(pixelsWithin(plane, [0, 0], 1).map(({ index }) => index)).toEqual([0, 1]);
    expect(pixelsWithin(plane, [-5, -5], 2)).toEqual([]);
  });
});
