import { describe, expect, it } from 'vitest';
import { sliceShifts } from '../../../../src/motion/image/stack/slice-shift.js';
import { headStack, parityGroups, SHAPE } from './head-stack.js';

const ODD_MOVED = headStack({ faults: { parityShifts: [{ volume: 0, parity: 1, shiftMm: [1.5, 0, 0] }] } });
const NONE = new Uint8Array(22);

describe('the shifts of slices', () => {
  it('are told against neighbours of other groups only', () => {
    const groups = [
      [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 21],
      [1, 3, 5, 7, 9, 11, 13, 15, 17, 19],
    ];
    const { shiftMm, distanceMm } = sliceShifts({ image: ODD_MOVED, groups, skipped: NONE });
    expect(Math.abs((distanceMm as number) - 1.5)).toBeLessThan(0.15);
    expect([shiftMm[0], shiftMm[20], shiftMm[21]]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(Math.abs((shiftMm[10] ?? 0) - 1.5)).toBeLessThan(0.2);
  });

  it('are not told beside slices that are left out', () => {
    const skipped = NONE.map((_, slice) => (slice === 10 ? 1 : 0));
    const { shiftMm } = sliceShifts({ image: ODD_MOVED, groups: parityGroups(22), skipped });
    expect([9, 10, 11].map((slice) => shiftMm[slice])).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(Number.isFinite(shiftMm[12])).toBe(true);
  });

  it('are none of slices in one group', () => {
    const one = [Array.from({ length: 22 }, (_, slice) => slice)];
    const { shiftMm, distanceMm } = sliceShifts({ image: ODD_MOVED, groups: one, skipped: NONE });
    expect(distanceMm).toEqual({ absent: 'not-interleaved' });
    expect(shiftMm.every(Number.isNaN)).toBe(true);
  });

  it('are in mm along pixels that are not square, and of large pictures that are compared by every second pixel', () => {
    const flat = { ...ODD_MOVED, spacingMm: [4.4, 2.2, 5] as const };
    const wide = sliceShifts({ image: flat, groups: parityGroups(22), skipped: NONE });
    expect(Math.abs((wide.distanceMm as number) - 3)).toBeLessThan(0.3);
    const shape = { ...SHAPE, rows: 208, columns: 208, pixelMm: 1, slices: 9, stepMm: 8 };
    const faults = { parityShifts: [{ volume: 0, parity: 1 as const, shiftMm: [0, 1.5, 0] as const }] };
    const fine = sliceShifts({
      image: headStack({ shape, faults }),
      groups: parityGroups(9),
      skipped: NONE.subarray(0, 9),
    });
    expect(Math.abs((fine.distanceMm as number) - 1.5)).toBeLessThan(0.15);
  });
});
