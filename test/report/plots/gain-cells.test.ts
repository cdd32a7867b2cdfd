import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type GainCells, gainCells, gainClass } from '../../../src/report/plots/gain-cells.js';

/** The class that the map shows at each place; 5 where it shows nothing. */
function painted({ cells }: GainCells, volumes: number, slices: number): (number | undefined)[][] {
  const map = Array.from({ length: volumes }, () => Array<number | undefined>(slices).fill(5));
  for (const { from, to, low, high, gainClass: of } of cells) {
    for (let v = from; v < to; v++) for (let s = low; s < high; s++) (map[v] as unknown[])[s] = of;
  }
  return map;
}

describe('the classes of gain', () => {
  test('are centred on 1 and reach from 0.5 to 1.5 in every plot', () => {
    expect([0, 0.5, 0.549, 0.6, 0.94, 0.96, 1, 1.04, 1.06, 1.449, 1.5, 9].map(gainClass)).toEqual([
      0, 0, 0, 1, 4, 5, 5, 5, 6, 9, 10, 10,
    ]);
  });
});

describe('the cells of the heat map', () => {
  test('show each slice of each volume in its class, and what was not measured as such', () => {
    const gain = fc.oneof(
      fc.double({ min: 0, max: 2, noNaN: true }),
      fc.constant(null),
      fc.constant(Number.NaN),
    );
    const run = fc.integer({ min: 1, max: 9 }).chain((slices) =>
      fc.array(fc.oneof(fc.array(gain, { minLength: slices, maxLength: slices }), fc.constant(null)), {
        minLength: 1,
        maxLength: 30,
      }),
    );
    fc.assert(
      fc.property(run, (gains) => {
        const found = gainCells(gains);
        const expected = gains.map((row) =>
          Array.from({ length: found.slices }, (_, s) => {
            const value = row?.[s] ?? Number.NaN;
            return Number.isNaN(value) ? undefined : gainClass(value);
          }),
        );
        expect(painted(found, gains.length, found.slices)).toEqual(expected);
      }),
    );
  });

  test('join neighbours of one class', () => {
    expect(gainCells([[0.7], [0.7], [0.7], [1], [0.7]]).cells).toEqual([
      { from: 0, to: 3, low: 0, high: 1, gainClass: 2 },
      { from: 4, to: 5, low: 0, high: 1, gainClass: 2 },
    ]);
  });

  test('bin a long run, and keep the gain furthest from 1 of each bin', () => {
    const gains = Array.from({ length: 1200 }, () => Array<number>(72).fill(1));
    (gains[777] as number[])[40] = 0.4;
    const found = gainCells(gains);
    expect(found.volumesPerColumn).toBe(4);
    expect(found.cells).toEqual([{ from: 776, to: 780, low: 40, high: 41, gainClass: 0 }]);
  });

  test('bin the slices of a thick volume, the last bin being what is left', () => {
    const gains = [Array.from({ length: 301 }, (_, s) => (s === 300 ? 1.5 : 1))];
    const found = gainCells(gains);
    expect(found.slicesPerRow).toBe(4);
    expect(found.cells).toEqual([{ from: 0, to: 1, low: 300, high: 301, gainClass: 10 }]);
  });

  test('stay few when no two neighbours are alike', () => {
    const gains = Array.from({ length: 2000 }, (_, v) =>
      Array.from({ length: 72 }, (_, s) => 0.6 + ((v * 7 + s * 3) % 9) / 10),
    );
    expect(gainCells(gains).cells.length).toBeLessThanOrEqual(11_000);
  });

  test('are none of a run without any volume, or without any gain', () => {
    expect(gainCells([]).cells).toEqual([]);
    expect(gainCells([null, null])).toMatchObject({ cells: [], slices: 0 });
  });
});
