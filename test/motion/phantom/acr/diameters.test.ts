import { describe, expect, it } from 'vitest';
import { diameterAt, outlineOf } from '../../../../src/motion/phantom/acr/diameters.js';
import type { Slice2d } from '../../../../src/motion/phantom/find/find-disc.js';
import { acrSlice, discIn } from './acr-image.js';

const DIRECTIONS = { vertical: 90, horizontal: 0, rising: -45, falling: 45 } as const;

function lengths(slice: Slice2d): Record<keyof typeof DIRECTIONS, number> {
  const rim = outlineOf(slice, discIn(slice));
  const at = (deg: number): number => {
    const found = diameterAt(rim, (deg * Math.PI) / 180);
    return 'absent' in found ? Number.NaN : found.lengthMm;
  };
  const { vertical, horizontal, rising, falling } = DIRECTIONS;
  return { vertical: at(vertical), horizontal: at(horizontal), rising: at(rising), falling: at(falling) };
}

/** The slice with a bubble of air at its top, so deep at its middle. */
function withBubble(slice: Slice2d, deepMm: number): Slice2d {
  const { columns, spacingMm } = slice;
  const top = discIn(slice).centre[1] - (95 - deepMm) / spacingMm[1];
  return { ...slice, values: slice.values.map((value, i) => (Math.floor(i / columns) < top ? 5 : value)) };
}

describe('diameterAt', () => {
  it.each([1, 5, 7])('measures slice %d in every direction to 0.2 mm', (number) => {
    for (const mm of Object.values(lengths(acrSlice({ number }))))
      expect(Math.abs(mm - 190)).toBeLessThan(0.2);
  });

  it('follows a stretch along the rows, and only that', () => {
    for (const row of [1.005, 1.01, 1.02]) {
      const { horizontal, vertical, rising } = lengths(acrSlice({ number: 7, stretch: { row } }));
      expect(Math.abs(horizontal - 190 * row)).toBeLessThan(0.3);
      expect(Math.abs(vertical - 190)).toBeLessThan(0.3);
      expect(Math.abs(rising - 190 * (1 + (row - 1) / 2))).toBeLessThan(0.4);
    }
  });

  it('follows a stretch along one diagonal, which no ellipse along the axes has', () => {
    const found = [1.005, 1.01, 1.02].map((falling) =>
      lengths(acrSlice({ number: 7, stretch: { falling } })),
    );
    for (const [i, { falling, rising }] of found.entries()) {
      expect(Math.abs(falling - 190 * ([1.005, 1.01, 1.02][i] ?? 1))).toBeLessThan(0.4);
      expect(Math.abs(rising - 190)).toBeLessThan(0.4);
    }
  });

  it('bears noise', () => {
    for (const mm of Object.values(lengths(acrSlice({ number: 1, sigma: 70 })))) {
      expect(Math.abs(mm - 190)).toBeLessThan(0.3);
    }
  });

  it('does not take a bubble for a shorter phantom: measured beside it, or not at all where it is wide', () => {
    const slice = acrSlice({ number: 7 });
    expect(Math.abs(lengths(withBubble(slice, 1.5)).vertical - 190)).toBeLessThan(1);
    const wide = lengths(withBubble(slice, 12));
    expect(wide.vertical).toBeNaN();
    expect(Math.abs(wide.horizontal - 190)).toBeLessThan(0.3);
  });

  it('gives the ends of the line that was measured', () => {
    const slice = acrSlice({ number: 7 });
    const found = diameterAt(outlineOf(slice, discIn(slice)), 0);
    if ('absent' in found) throw new Error(found.absent);
    expect(found.to[0] - found.from[0]).toBeCloseTo(found.lengthMm);
    expect(found.to[1]).toBeCloseTo(found.from[1]);
    expect(found.from[0]).toBeCloseTo(124.5 - 95, 0);
  });
});
