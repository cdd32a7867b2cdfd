import { describe, expect, it } from 'vitest';
import { discContrast } from '../../../../src/motion/phantom/adc/disc-contrast.js';
import { flatImage, RING, SIZE } from './vials.js';

const ONE = RING.slice(0, 1);
const middle = (SIZE / 2) * SIZE + SIZE / 2;
const at = (dx: number, dy = 0): number => middle + dy * SIZE + dx;

describe('the contrast of a disc', () => {
  it('is 1 in its middle, and falls to nothing at its edge', () => {
    const contrast = discContrast(flatImage({ vials: ONE }), 14);
    expect(contrast[at(0)]).toBeGreaterThan(0.95);
    expect(contrast[at(3)] ?? 0).toBeLessThan(contrast[at(0)] ?? 0);
    expect(contrast[at(6)]).toBeLessThan(0.3);
    expect(contrast[at(20)]).toBe(0);
  });

  it('is the same whatever its brightness', () => {
    const bright = discContrast(flatImage({ vials: ONE, signals: [2000] }), 14);
    const dark = discContrast(flatImage({ vials: ONE, signals: [20] }), 14);
    for (const dx of [0, 2, 4]) expect(dark[at(dx)]).toBeCloseTo(bright[at(dx)] ?? -1, 4);
  });

  it('falls as its surroundings get brighter, and is 0 where they are as bright', () => {
    const { values, ...rest } = flatImage({ vials: ONE, signals: [1000] });
    const over = (bath: number) =>
      discContrast({ ...rest, values: values.map((v) => Math.max(v, bath)) }, 14)[middle] ?? 0;
    expect(over(200)).toBeGreaterThan(over(500));
    expect(over(500)).toBeCloseTo(1 / 3, 1);
    expect(over(1000)).toBe(0);
  });

  it('is none of specks of noise in air that is dark', () => {
    const image = flatImage({ vials: ONE, signals: [1000] });
    image.values[at(30, 30)] = 30;
    const contrast = discContrast(image, 14);
    expect(contrast[at(30, 30)]).toBe(0);
  });

  it('is less of a disc that is larger than what is looked for', () => {
    const [vial] = RING;
    const wide = discContrast(flatImage({ vials: vial ? [{ ...vial, radiusMm: 28 }] : [] }), 14);
    expect(wide[middle]).toBeLessThan(0.05);
  });
});
