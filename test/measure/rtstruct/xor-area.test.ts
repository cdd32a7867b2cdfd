import { describe, expect, it } from 'vitest';
import { xorArea } from '../../../src/measure/rtstruct/xor-area.js';
import { blob, type Flat, rectangle, shoelace } from './rois.js';

const area = (...outlines: (readonly Flat[])[]): number | undefined =>
  xorArea(outlines.map((points) => Float64Array.from(points.flat())));

/** Turned about the origin. */
const turned = (points: readonly Flat[], angle: number): Flat[] =>
  points.map(([x, y]) => [
    x * Math.cos(angle) - y * Math.sin(angle),
    x * Math.sin(angle) + y * Math.cos(angle),
  ]);

describe('the area that an odd number of outlines enclose', () => {
  it('of one outline is that of the shoelace formula, in either direction', () => {
    for (const wobble of [0, 0.2, 0.6]) {
      const points = blob([3, -7], 12, { count: 361, wobble });
      expect(area(points)).toBeCloseTo(shoelace(points), 9);
      expect(area([...points].reverse())).toBeCloseTo(shoelace(points), 9);
    }
  });

  it('of holes and islands is the difference, whatever their order and direction', () => {
    const [outer, hole, island] = [blob([0, 0], 20), blob([1, 2], 11), blob([2, 1], 4)];
    const expected = shoelace(outer) - shoelace(hole) + shoelace(island);
    expect(area(outer, hole, island)).toBeCloseTo(expected, 9);
    expect(area(island, [...outer].reverse(), hole)).toBeCloseTo(expected, 9);
  });

  it('of outlines that lie apart is the sum', () => {
    const [left, right] = [blob([0, 0], 5), blob([40, 3], 8)];
    expect(area(left, right)).toBeCloseTo(shoelace(left) + shoelace(right), 9);
  });

  it('of outlines that overlap leaves out what they share, at any angle', () => {
    const [a, b] = [rectangle([0, 0], [10, 10]), rectangle([5, 5], [15, 15])];
    for (const angle of [0, 0.1, 0.7, 1.5])
      expect(area(turned(a, angle), turned(b, angle))).toBeCloseTo(150, 9);
  });

  it('of a line that crosses itself is that of all its loops', () => {
    const eight: Flat[] = [
      [0, 0],
      [4, 4],
      [4, 0],
      [0, 4],
    ];
    expect(area(eight)).toBeCloseTo(8, 12);
    expect(shoelace(eight)).toBe(0);
  });

  it('of a star leaves out its middle, which lies within it twice', () => {
    const corner = (n: number): Flat => [Math.cos((4 * Math.PI * n) / 5), Math.sin((4 * Math.PI * n) / 5)];
    const star = area([0, 1, 2, 3, 4].map(corner)) ?? 0;
    // Five points of a pentagram: its circumscribed pentagon's proportions are the golden ratio's.
    const inner = 1 / ((1 + Math.sqrt(5)) / 2) ** 2;
    const pentagon = (5 / 2) * inner ** 2 * Math.sin((2 * Math.PI) / 5);
    const tips = 5 * inner * Math.sin(Math.PI / 5) * (1 - inner * Math.cos(Math.PI / 5));
    expect(star).toBeCloseTo(tips, 12);
    expect(star).toBeLessThan(tips + pentagon);
  });

  it('of a keyhole is that of the ring, the seam adds nothing', () => {
    const [outer, inner] = [blob([0, 0], 14), blob([0, 0], 7)];
    const [from, to] = [outer[0] as Flat, inner[0] as Flat];
    for (const angle of [0, 0.3, 1.2]) {
      const line = turned([...outer, from, to, ...inner.slice(1).reverse(), to], angle);
      expect(area(line)).toBeCloseTo(shoelace(outer) - shoelace(inner), 9);
    }
  });

  it('of two outlines that are the same is none', () => {
    const points = blob([2, 2], 9, { wobble: 0.3 });
    expect(area(points, points)).toBeCloseTo(0, 9);
  });

  it('of lines and points is none', () => {
    expect(area([[1, 1]])).toBe(0);
    expect(
      area([
        [1, 1],
        [5, 9],
      ]),
    ).toBe(0);
    expect(area()).toBe(0);
  });
});

it('gives up on a tangle rather than hang', () => {
  const tangle = Array.from({ length: 20_000 }, (_, n): Flat => [(n * 7919) % 9973, (n * 104729) % 10007]);
  expect(area(tangle)).toBeUndefined();
});
