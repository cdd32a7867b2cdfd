import { expect, it } from 'vitest';
import { random } from '../../../fixtures/random.js';
import { longestChordMm, type Projection } from '../../../src/measure/solid/longest-chord.js';
import { type Outline, sliceOutline } from '../../../src/measure/solid/slice-outline.js';
import { randomRegion, regionOf } from './regions.js';

const COLUMNS: Projection = [0.5, 0];
const ROWS: Projection = [0, 0.5];

function outlineOf(...rows: string[]): Outline {
  const region = regionOf([rows[0]!.length, rows.length, 1], (i, j) => rows[j]![i] === '#');
  return sliceOutline(region, 0);
}

/** Chords close to every corner of the outline and halfway between them, each by its crossings. */
function byTrying(outline: Outline, across: Projection, along: Projection): number {
  const value = (at: number, by: Projection): number => outline[at]! * by[0] + outline[at + 1]! * by[1];
  const corners = Array.from({ length: outline.length / 2 }, (_, at) => value(2 * at, across));
  let longest = 0;
  for (const place of corners.flatMap((corner) => [corner - 1e-6, corner + 1e-6])) {
    const crossings: number[] = [];
    for (let at = 0; at < outline.length; at += 4) {
      const [a, b] = [value(at, across), value(at + 2, across)];
      if (a < place === b < place) continue;
      const share = (place - a) / (b - a);
      crossings.push(value(at, along) + share * (value(at + 2, along) - value(at, along)));
    }
    crossings.sort((a, b) => a - b);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      longest = Math.max(longest, crossings[at + 1]! - crossings[at]!);
    }
  }
  return longest;
}

it('measures a rectangle along either side, and a voxel across its rhombus', () => {
  const outline = outlineOf('####', '####', '####');
  expect(longestChordMm(outline, COLUMNS, ROWS)).toBeCloseTo(3, 12);
  expect(longestChordMm(outline, ROWS, COLUMNS)).toBeCloseTo(4, 12);
  expect(longestChordMm(outlineOf('#'), COLUMNS, ROWS)).toBeCloseTo(1, 12);
});

it('does not go through a hollow', () => {
  const hollow = outlineOf('#####', '#...#', '#...#', '#####');
  expect(longestChordMm(hollow, COLUMNS, ROWS)).toBeCloseTo(4, 12);
  const open = outlineOf('#####', '.....', '.....', '.....', '###..', '###..');
  expect(longestChordMm(open, COLUMNS, ROWS)).toBeCloseTo(2, 12);
});

it('does not go from one part to another one', () => {
  const parts = outlineOf('##', '##', '..', '##', '##', '##');
  expect(longestChordMm(parts, COLUMNS, ROWS)).toBeCloseTo(3, 12);
});

it('does not join two parts by running along a side of both', () => {
  // Left of the middle the outline spans 4 rows, right of it 4 others; only on it would there be 5.
  const steps = outlineOf('#.', '#.', '##', '##', '.#', '.#');
  expect(longestChordMm(steps, COLUMNS, ROWS)).toBeLessThanOrEqual(4 + 1e-12);
  expect(longestChordMm(steps, COLUMNS, ROWS)).toBeCloseTo(byTrying(steps, COLUMNS, ROWS), 5);
});

it('is 0 of nothing', () => {
  expect(longestChordMm(new Int32Array(0), COLUMNS, ROWS)).toBe(0);
});

it('finds what trying close to every corner finds, in any direction', () => {
  const source = random('chords');
  for (let round = 0; round < 120; round++) {
    const outline = sliceOutline(randomRegion(`chord ${round}`, undefined, 9), 0);
    const angle = round % 4 === 0 ? Math.PI / 4 : source.uniform() * Math.PI;
    const across: Projection = [0.4 * Math.cos(angle), 0.7 * Math.sin(angle)];
    const along: Projection = [-0.4 * Math.sin(angle), 0.7 * Math.cos(angle)];
    expect(longestChordMm(outline, across, along)).toBeCloseTo(byTrying(outline, across, along), 4);
  }
});
