import { describe, expect, it } from 'vitest';
import { random } from '../../../../fixtures/random.js';
import { type FoundDisc, findDisc, type Slice2d } from '../../../../src/motion/phantom/find/find-disc.js';
import { type DiscSlice, discSlice } from './disc-slice.js';

const DISC: DiscSlice = { centreMm: [61.3, 66.8], halfAxesMm: [45.4, 45.4] };

function found(slice: Slice2d): FoundDisc {
  const disc = findDisc(slice);
  if (!disc) throw new Error('no disc');
  return disc;
}

/** The farthest that the centre or the radius is from the truth, mm. */
function errorMm(disc: FoundDisc, { centreMm, halfAxesMm }: DiscSlice, spacingMm = [1, 1]): number {
  return Math.max(
    ...[0, 1].map((axis) =>
      Math.abs((disc.centre[axis] ?? 0) * (spacingMm[axis] ?? 1) - (centreMm[axis] ?? 0)),
    ),
    ...[0, 1].map((axis) => Math.abs((disc.halfAxesMm[axis] ?? 0) - (halfAxesMm[axis] ?? 0))),
  );
}

describe('findDisc', () => {
  it('finds centre and radius to a twentieth of a pixel', () => {
    const disc = found(discSlice(DISC));
    expect(errorMm(disc, DISC)).toBeLessThan(0.05);
    expect(disc.radiusMm).toBeCloseTo(45.4, 1);
    expect(disc.share).toBe(1);
    expect(disc.roughnessMm).toBeLessThan(0.1);
    expect([disc.inside, disc.outside]).toEqual([1000, 0]);
  });

  it.each([
    ['a scale of a thousandth', { inside: 1, outside: 0.01 }],
    ['water in air', { inside: 0, outside: -1000 }],
    ['two levels that are both below zero', { inside: -500, outside: -900 }],
    ['a large scale', { inside: 3e7, outside: 1e6 }],
  ])('does not mind the scale of intensities: %s', (_, levels) => {
    const disc = found(discSlice({ ...DISC, ...levels }));
    expect(errorMm(disc, DISC)).toBeLessThan(0.05);
    expect(disc.inside).toBeCloseTo(levels.inside, 5);
    expect(disc.outside).toBeCloseTo(levels.outside, 5);
  });

  it.each([
    [20, 0.1],
    [100, 0.1],
    [200, 0.3],
  ])('bears noise of %d in 1000 with an error below %d mm', (noise, bound) => {
    expect(errorMm(found(discSlice({ ...DISC, noise })), DISC)).toBeLessThan(bound);
  });

  it('bears a shading of 30 % across the disc', () => {
    const shaded = discSlice({ ...DISC, times: (x, y) => 1 + 0.15 * ((x + y) / 45) });
    expect(errorMm(found(shaded), DISC)).toBeLessThan(0.1);
  });

  it('leaves a bubble of air at the top out', () => {
    const bubble = found(discSlice({ ...DISC, times: (_, y) => (y < -40 ? 0 : 1) }));
    expect(errorMm(bubble, DISC)).toBeLessThan(0.1);
    expect(bubble.share).toBeGreaterThan(0.95);
  });

  it('leaves inserts at the rim and a dark block in the middle out', () => {
    const times = (x: number, y: number): number =>
      (Math.abs(x) < 6 && y < -20) || (Math.abs(x) < 30 && Math.abs(y) < 30) ? 0 : 1;
    const disc = found(discSlice({ ...DISC, times }));
    expect(errorMm(disc, DISC)).toBeLessThan(0.1);
    expect(disc.inside).toBe(1000);
  });

  it('finds a disc that lies partly beyond the field, and says which share of it is seen', () => {
    const shares = [30, 20, 8].map((x) => {
      const cut: DiscSlice = { ...DISC, centreMm: [x, 64] };
      const disc = found(discSlice(cut));
      expect(errorMm(disc, cut)).toBeLessThan(0.2);
      return disc.share;
    });
    expect(shares[0]).toBeLessThan(0.8);
    expect(shares[1]).toBeLessThan(shares[0] ?? 0);
    expect(shares[2]).toBeLessThan(shares[1] ?? 0);
  });

  it('finds an ellipse along the axes, and pixels that are not square', () => {
    const spacingMm = [0.8, 1.3] as const;
    const ellipse: DiscSlice = { spacingMm, centreMm: [50, 82], halfAxesMm: [41, 62] };
    const disc = found(discSlice(ellipse));
    expect(errorMm(disc, ellipse, [...spacingMm])).toBeLessThan(0.1);
    expect(disc.radiusMm).toBeCloseTo(Math.sqrt(41 * 62), 1);
  });

  it('finds small discs', () => {
    const small: DiscSlice = { ...DISC, halfAxesMm: [7, 7] };
    expect(errorMm(found(discSlice(small)), small)).toBeLessThan(0.15);
  });

  it('finds the larger of two discs', () => {
    const both = discSlice(DISC);
    const other = discSlice({ centreMm: [115, 12], halfAxesMm: [9, 9] });
    const values = both.values.map((value, i) => Math.max(value, other.values[i] ?? 0));
    expect(errorMm(found({ ...both, values }), DISC)).toBeLessThan(0.1);
  });

  it('says how far an outline is from an ellipse', () => {
    const square = found(
      discSlice({
        centreMm: [64, 64],
        halfAxesMm: [60, 60],
        times: (x, y) => (Math.max(Math.abs(x), Math.abs(y)) < 38 ? 1 : 0),
      }),
    );
    expect(square.roughnessMm).toBeGreaterThan(1.5);
  });

  it('finds nothing where there is nothing', () => {
    const noise = random('nothing');
    const empty = discSlice({ ...DISC, inside: 0 });
    expect(findDisc(empty)).toBeUndefined();
    expect(findDisc({ ...empty, values: empty.values.map(() => noise.normal()) })).toBeUndefined();
    expect(findDisc({ ...empty, values: empty.values.map(() => Number.NaN) })).toBeUndefined();
    expect(findDisc({ ...empty, values: Float32Array.of(), columns: 0, rows: 0 })).toBeUndefined();
  });

  it('does not change the image', () => {
    const slice = discSlice(DISC);
    const before = slice.values.slice();
    findDisc(slice);
    expect(slice.values).toEqual(before);
  });
});
