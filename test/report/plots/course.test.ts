import { describe, expect, test } from 'vitest';
import { bands, type CoursePoint, course, groupNames } from '../../../src/report/plots/course.js';
import type { MotionVolumeRow } from '../../../src/report/qc-motion-sections.js';
import { emptyVolume, sampleRun } from './run-sample.js';

const FD = { name: 'FD', at: ({ fdPowerMm }: MotionVolumeRow) => fdPowerMm };

function run(values: readonly (number | null)[], groupOf: (volume: number) => number = () => 0) {
  const volumes = values.map((fdPowerMm, volume) =>
    emptyVolume(volume, { fdPowerMm, group: groupOf(volume), state: 'measured' }),
  );
  return sampleRun({ volumes: 1, slices: 1, groups: ['b=0', 'b=1000'] }, { volumes });
}

/** The volumes of each segment. */
function segments(points: readonly CoursePoint[]): number[][] {
  const names = [...new Set(points.map(({ segment }) => segment))];
  return names.map((name) => points.filter(({ segment }) => segment === name).map(({ volume }) => volume));
}

describe('a curve over the volumes', () => {
  test('has a gap where a volume has no value, be it null or not a number', () => {
    const points = course(run([null, 1, 2, null, 3, 4, Number.NaN, 5]), [FD]);
    expect(segments(points)).toEqual([[1, 2], [4, 5], [7]]);
    expect(points.every(({ value }) => Number.isFinite(value))).toBe(true);
  });

  test('shows by a dot what it cannot join', () => {
    const points = course(run([1, null, 2, 3]), [FD]);
    expect(points.map(({ alone }) => alone)).toEqual([true, false, false]);
  });

  test('joins the volumes of one group only', () => {
    const points = course(
      run([1, 2, 3, 4, 5, 6], (v) => v % 2),
      [FD],
    );
    expect(segments(points)).toEqual([
      [0, 2, 4],
      [1, 3, 5],
    ]);
    expect(new Set(points.map(({ group }) => group))).toEqual(new Set(['b=0', 'b=1000']));
  });

  test('does not cross a volume of another group that was not measured', () => {
    const known = run([1, 2, 3, 4, 5, 6], (v) => v % 2);
    const volumes = known.volumes.map((row) => (row.volume === 3 ? emptyVolume(3, { group: 1 }) : row));
    expect(segments(course({ ...known, volumes }, [FD]))).toEqual([[0, 2], [4], [1], [5]]);
  });

  test('of a long run is thinned out, and keeps its highest and its lowest point', () => {
    const values = Array.from({ length: 9000 }, (_, v) => Math.sin(v / 50));
    values[4321] = 7;
    values[8000] = -7;
    const points = course(run(values), [FD]);
    expect(points.length).toBeLessThanOrEqual(2000);
    expect(points.find(({ value }) => value === 7)?.volume).toBe(4321);
    expect(points.find(({ value }) => value === -7)?.volume).toBe(8000);
    const order = points.map(({ volume }) => volume);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });
});

describe('the groups of a run', () => {
  test('have their names in order, and a number where they have none', () => {
    expect(groupNames(run([1, 2, 3], (v) => 2 - v))).toEqual(['b=0', 'b=1000', 'group 2']);
  });
});

describe('the shaded volumes', () => {
  test('are stretches of what was censored and what was not measured', () => {
    const state = 'measured';
    const volumes = [
      emptyVolume(0, { state: 'reference' }),
      emptyVolume(1, { state, censored: true }),
      emptyVolume(2, { state, censored: true }),
      emptyVolume(3),
      emptyVolume(4, { state: 'alone' }),
      emptyVolume(5, { state, censored: false }),
    ];
    expect(bands({ ...run([]), volumes })).toEqual([
      { from: 1, to: 3, band: 'censored' },
      { from: 3, to: 5, band: 'not measured' },
    ]);
  });
});
