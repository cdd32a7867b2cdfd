import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convexHull,
  longestDistance,
  type PlanePoint,
  signedArea,
  sweep,
  turned,
} from '../../../src/measure/planar/outline.js';
import { regular } from './shapes.js';

const SQUARE: PlanePoint[] = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
];
const BOW_TIE: PlanePoint[] = [
  [0, 0],
  [1, 1],
  [1, 0],
  [0, 1],
];
/** An L: 4 × 4 without its upper right quarter of 2 × 2. */
const L_SHAPE: PlanePoint[] = [
  [0, 0],
  [4, 0],
  [4, 2],
  [2, 2],
  [2, 4],
  [0, 4],
];

const coordinate = fc.double({ min: -100, max: 100, noNaN: true });
const cloud = fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 40 });

/** A star-shaped outline: corners by rising angle about a centre, never crossing itself. */
const star = fc
  .array(fc.double({ min: 1, max: 50, noNaN: true }), { minLength: 3, maxLength: 30 })
  .map((radii) =>
    radii.map((radius, i): PlanePoint => {
      const at = (2 * Math.PI * i) / radii.length;
      return [radius * Math.cos(at), radius * Math.sin(at)];
    }),
  );

describe('signedArea', () => {
  it('is that of a square, signed by the sense of its corners', () => {
    expect(signedArea(SQUARE)).toBe(16);
    expect(signedArea([...SQUARE].reverse())).toBe(-16);
  });

  it('keeps its digits far from the origin', () => {
    const far = SQUARE.map(([x, y]): PlanePoint => [x + 1e8, y - 1e8]);
    expect(signedArea(far)).toBe(16);
  });
});

describe('convexHull', () => {
  it('drops what lies within and on the edges', () => {
    expect(convexHull([...L_SHAPE, [1, 1]])).toEqual([
      [0, 0],
      [4, 0],
      [4, 2],
      [2, 4],
      [0, 4],
    ]);
  });

  it('is two points for points on one line', () => {
    expect(
      convexHull([
        [1, 1],
        [3, 3],
        [2, 2],
      ]),
    ).toEqual([
      [1, 1],
      [3, 3],
    ]);
  });
});

describe('longestDistance', () => {
  it('is that of all pairs of points', () => {
    fc.assert(
      fc.property(cloud, (points) => {
        const all = points.flatMap(([x, y]) => points.map(([u, v]) => Math.hypot(u - x, v - y)));
        expect(longestDistance(points).length).toBeCloseTo(Math.max(...all), 9);
      }),
      { numRuns: 100 },
    );
  });

  it('gives every direction in which it is found', () => {
    const { length, directions } = longestDistance(SQUARE);
    expect(length).toBeCloseTo(Math.hypot(4, 4), 12);
    expect(directions.length).toBe(2);
    expect(directions.map(([x, y]) => Math.abs(x * y))).toEqual([
      expect.closeTo(0.5, 12),
      expect.closeTo(0.5, 12),
    ]);
  });

  it('stays fast where every corner of a round outline is one of a longest distance', () => {
    const { length, directions } = longestDistance(regular(4000, 100));
    expect(length).toBeCloseTo(200, 9);
    expect(directions.length).toBe(8);
  });
});

/** What a sweep gives of an outline that is not too much work. */
function swept(points: readonly PlanePoint[]) {
  const strips = sweep(points);
  if (!strips) throw new Error('too much work');
  return strips;
}

describe('sweep', () => {
  it('gives up an outline all of whose edges lie side by side', () => {
    const comb = Array.from(
      { length: 20_000 },
      (_, i): PlanePoint => [((i % 2) * 2 - 1) * (100 + i / 1e6), i],
    );
    expect(sweep(comb)).toBeUndefined();
  });

  it('has the area of the shoelace formula where the outline does not cross itself', () => {
    fc.assert(
      fc.property(star, (points) => {
        const { area, crossed } = swept(points);
        expect(area).toBeCloseTo(Math.abs(signedArea(points)), 6);
        expect(crossed).toBeCloseTo(0, 6);
      }),
      { numRuns: 100 },
    );
  });

  it('has another area where it does', () => {
    expect(signedArea(BOW_TIE)).toBe(0);
    expect(swept(BOW_TIE).crossed).toBeCloseTo(0.5, 12);
    expect(swept(L_SHAPE).crossed).toBe(0);
    const twice = [...SQUARE, ...SQUARE];
    expect(signedArea(twice)).toBe(32);
    expect(swept(twice).area).toBe(0);
  });

  it('finds the longest chord along y within the outline, not across its notch', () => {
    expect(swept(SQUARE).chord).toBe(4);
    const notched: PlanePoint[] = [
      [0, 0],
      [10, 0],
      [10, 3],
      [1, 3],
      [1, 5],
      [10, 5],
      [10, 9],
      [0.5, 9],
    ];
    // Right of x = 1 there are two arms of 3 and 4; left of it the outline is one: 0 to 9.
    expect(swept(notched).chord).toBeCloseTo(9, 12);
    expect(swept(notched.map(([x, y]): PlanePoint => [y, x])).chord).toBeCloseTo(10, 12);
  });

  it('agrees with chords that are found point by point', () => {
    fc.assert(
      fc.property(star, (points) => {
        const { chord } = swept(points);
        let sampled = 0;
        for (let x = -50; x <= 50; x += 0.25) sampled = Math.max(sampled, longestAt(points, x));
        expect(chord).toBeGreaterThanOrEqual(sampled - 1e-9);
      }),
      { numRuns: 60 },
    );
  });
});

/** The longest piece inside at one x. */
function longestAt(points: readonly PlanePoint[], x: number): number {
  const at = points
    .flatMap(([x1, y1], i) => {
      const [x0, y0] = points.at(i - 1) ?? [0, 0];
      if (x0 <= x === x1 <= x) return [];
      return [y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)];
    })
    .sort((p, q) => p - q);
  let longest = 0;
  for (let i = 0; i + 1 < at.length; i += 2) longest = Math.max(longest, (at[i + 1] ?? 0) - (at[i] ?? 0));
  return longest;
}

describe('turned', () => {
  it('has the direction as its x axis', () => {
    const [along, across] = turned(
      [
        [3, 4],
        [-4, 3],
      ],
      [0.6, 0.8],
    );
    expect(along).toEqual([expect.closeTo(5, 12), expect.closeTo(0, 12)]);
    expect(across).toEqual([expect.closeTo(0, 12), expect.closeTo(5, 12)]);
  });
});
