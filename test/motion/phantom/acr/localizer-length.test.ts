import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import { localizerLength } from '../../../../src/motion/phantom/acr/localizer-length.js';
import type { Slice2d } from '../../../../src/motion/phantom/find/find-disc.js';
import { discSlice } from '../find/disc-slice.js';

interface Box {
  readonly lengthMm?: number;
  readonly heightMm?: number;
  readonly angleDeg?: number;
  readonly noise?: number;
  readonly centreMm?: readonly [number, number];
  readonly bubbleMm?: number;
  readonly lying?: boolean;
}

/** The phantom from the side, 240 mm wide; it stands with its length up and down unless it lies. */
function sideView(of: Box): Slice2d {
  const { lengthMm = 148, heightMm = 190, angleDeg = 0, noise = 5, centreMm = [120, 120], bubbleMm = 0 } = of;
  const [cos, sin] = [Math.cos((angleDeg * Math.PI) / 180), Math.sin((angleDeg * Math.PI) / 180)];
  const source = random('side view');
  const inside = (mm: number): number => Math.max(0, Math.min(1, 0.5 - mm));
  const values = Float32Array.from({ length: 240 * 240 }, (_, at) => {
    const [u, v] = [(at % 240) - centreMm[0], Math.floor(at / 240) - centreMm[1]];
    const [x, y] = of.lying ? [v, u] : [u, v];
    const [across, along] = [x * cos + y * sin, y * cos - x * sin];
    const water = inside(Math.abs(along) - lengthMm / 2) * inside(Math.abs(across) - heightMm / 2);
    const bubble = inside(-heightMm / 2 + bubbleMm - across) * inside(Math.abs(along) - 500);
    return 1000 * water * bubble + Math.abs(noise * source.normal());
  });
  return { values, columns: 240, rows: 240, spacingMm: [1, 1] };
}

function lengthOf(of: Box): number {
  const found = localizerLength(sideView(of));
  return 'notFound' in found ? Number.NaN : found.lengthMm;
}

describe('localizerLength', () => {
  it.each([143, 146, 148, 150.4, 154])('measures a phantom of %d mm to 0.1 mm', (lengthMm) => {
    expect(Math.abs(lengthOf({ lengthMm }) - lengthMm)).toBeLessThan(0.1);
  });

  it('does not mind which way it is shown, that it is turned, a bubble, or noise', () => {
    expect(Math.abs(lengthOf({ lying: true }) - 148)).toBeLessThan(0.1);
    for (const angleDeg of [-4, 1, 3]) expect(Math.abs(lengthOf({ angleDeg }) - 148)).toBeLessThan(0.2);
    expect(Math.abs(lengthOf({ bubbleMm: 8 }) - 148)).toBeLessThan(0.1);
    expect(Math.abs(lengthOf({ noise: 80 }) - 148)).toBeLessThan(0.3);
  });

  it('gives the ends of the line that was measured', () => {
    const found = localizerLength(sideView({ angleDeg: 3 }));
    if ('notFound' in found) throw new Error(found.notFound);
    const [x, y] = [found.to[0] - found.from[0], found.to[1] - found.from[1]];
    expect(Math.hypot(x, y)).toBeCloseTo(found.lengthMm, 6);
    expect((Math.atan2(-x, y) * 180) / Math.PI).toBeCloseTo(3, 1);
    expect((found.from[1] + found.to[1]) / 2).toBeCloseTo(120, 0);
  });

  it.each([
    ['other-size', { lengthMm: 120 }],
    ['other-size', { heightMm: 150 }],
    ['cut-off', { centreMm: [120, 60] }],
    ['cut-off', { centreMm: [60, 120] }],
  ] as const)('refuses with %s: %j', (notFound, of) => {
    expect(localizerLength(sideView(of))).toEqual({ notFound });
  });

  it('refuses a disc of the same width, and an empty image', () => {
    const round = discSlice({ columns: 240, rows: 240, centreMm: [120, 120], halfAxesMm: [74, 95] });
    expect(localizerLength(round)).toEqual({ notFound: 'other-shape' });
    expect(localizerLength({ ...round, values: round.values.map(() => 3) })).toEqual({
      notFound: 'no-object',
    });
  });
});
