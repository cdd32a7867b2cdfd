import { describe, expect, it } from 'vitest';
import { findVials } from '../../../../src/motion/phantom/adc/find-vials.js';
import type { AdcSpec } from '../../../../src/motion/phantom/phantom-spec.js';
import { flatImage, RING, SIZE } from './vials.js';

const PIXEL_MM = 2.5;

/** How far the vials that were found lie from where they stand, mm. */
function misses(
  turnDeg: number,
  shiftMm: readonly [number, number],
  vials: AdcSpec['vials'] = RING,
): number[] {
  const found = findVials(flatImage({ vials, turnDeg, shiftMm }), vials) ?? [];
  const turn = (turnDeg * Math.PI) / 180;
  return found.map(({ at, vial: { positionMm: p } }) => {
    const x = Math.cos(turn) * p[0] - Math.sin(turn) * p[1] + shiftMm[0];
    const y = Math.sin(turn) * p[0] + Math.cos(turn) * p[1] + shiftMm[1];
    const [fx, fy] = [(at[0] - (SIZE - 1) / 2) * PIXEL_MM, (at[1] - (SIZE - 1) / 2) * PIXEL_MM];
    return Math.hypot(fx - x, fy - y);
  });
}

/** Vials of 10 mm in a row, evenly. */
const row = (count: number): AdcSpec['vials'] =>
  Array.from({ length: count }, (_, i) => ({
    name: String(i),
    positionMm: [30 * i, 0],
    radiusMm: 10,
    adcMm2PerS: 0.001,
  }));

describe('vials', () => {
  it.each([
    [0, [0, 0]],
    [7, [4, 9]],
    [-20, [-9, 3]],
    [20, [5, -8]],
  ] as const)('turned by %d degrees are found within half a millimetre', (turnDeg, shiftMm) => {
    const far = misses(turnDeg, shiftMm);
    expect(far).toHaveLength(RING.length);
    expect(Math.max(...far)).toBeLessThan(0.5);
  });

  it('are not found where they are turned farther than is looked for', () => {
    for (const turnDeg of [-32, -24, 22, 28]) expect(misses(turnDeg, [0, 0])).toEqual([]);
  });

  it('are not found where one is missing, or leaves the image', () => {
    expect(findVials(flatImage({ vials: RING.slice(1) }), RING)).toBeUndefined();
    expect(misses(0, [40, 0])).toEqual([]);
  });

  it('are not told from each other where the layout fits in two ways', () => {
    const wide = flatImage({ vials: row(3), shiftMm: [-30, 0] });
    expect(findVials(wide, row(3))).toHaveLength(3);
    expect(findVials(wide, row(2))).toBeUndefined();
  });

  it('are not told from each other in a ring that looks the same when it is turned by 15 degrees', () => {
    const [first] = RING;
    const tight = Array.from({ length: 24 }, (_, i) => {
      const angle = (i * Math.PI) / 12;
      return {
        name: String(i),
        positionMm: [70 * (Math.cos(angle) - 1), 70 * Math.sin(angle)] as const,
        radiusMm: 6,
        adcMm2PerS: first?.adcMm2PerS ?? 0,
      };
    });
    expect(findVials(flatImage({ vials: tight, shiftMm: [70, 0] }), tight)).toBeUndefined();
  });
});
