import { describe, expect, it } from 'vitest';
import type { MaskedSeries } from '../../../src/motion/temporal/masked-series.js';
import { forEachCourse } from '../../../src/motion/temporal/voxel-courses.js';
import { seriesOf } from './series.js';

interface Seen {
  readonly voxel: number;
  readonly values: readonly number[];
  readonly known: readonly number[];
  readonly isComplete: boolean;
}

function coursesOf(series: MaskedSeries, range = { from: 0, to: series.voxels }): Seen[] {
  const seen: Seen[] = [];
  forEachCourse(series, range, ({ voxel, values, scratch, known, isComplete }) => {
    seen.push({ voxel, values: [...values], known: [...scratch.subarray(0, known)], isComplete });
  });
  return seen;
}

describe('forEachCourse', () => {
  it('gives every voxel over time, in the order of the mask, across blocks', () => {
    const courses = Array.from({ length: 150 }, (_, n) => [n, n + 1000, n + 2000]);
    const seen = coursesOf(seriesOf(courses));
    expect(seen.map(({ voxel }) => voxel)).toEqual(courses.map((_, n) => n));
    expect(seen.map(({ values }) => values)).toEqual(courses);
  });

  it('gives the voxels of a range only', () => {
    const courses = Array.from({ length: 200 }, (_, n) => [n, -n]);
    const seen = coursesOf(seriesOf(courses), { from: 70, to: 140 });
    expect(seen).toHaveLength(70);
    expect(seen[0]).toMatchObject({ voxel: 70, values: [70, -70] });
    expect(seen[69]).toMatchObject({ voxel: 139, values: [139, -139] });
  });

  it('gives stored integers as they are', () => {
    const series = { volumes: 2, voxels: 2, values: Uint16Array.of(1, 2, 65535, 4) };
    expect(coursesOf(series).map(({ values }) => values)).toEqual([
      [1, 65535],
      [2, 4],
    ]);
  });

  it('sets missing values apart and keeps the order of the others', () => {
    const [first, second] = coursesOf(
      seriesOf([
        [3, Number.NaN, 1],
        [6, 5, 4],
      ]),
    );
    expect(first).toEqual({ voxel: 0, values: [3, Number.NaN, 1], known: [3, 1], isComplete: false });
    expect(second).toEqual({ voxel: 1, values: [6, 5, 4], known: [6, 5, 4], isComplete: true });
  });

  it('calls a voxel complete that lacks a value only where the whole volume has none', () => {
    const seen = coursesOf(
      seriesOf([
        [1, Number.NaN, 3],
        [Number.NaN, Number.NaN, 3],
      ]),
    );
    expect(seen.map(({ isComplete }) => isComplete)).toEqual([true, false]);
  });

  it('does not let what a visitor does to its scratch reach the next voxel', () => {
    const series = seriesOf([
      [1, 2],
      [3, 4],
    ]);
    const seen: number[] = [];
    forEachCourse(series, { from: 0, to: 2 }, ({ scratch }) => {
      seen.push(...scratch);
      scratch.fill(99);
    });
    expect(seen).toEqual([1, 2, 3, 4]);
    expect([...series.values]).toEqual([1, 3, 2, 4]);
  });

  it('visits nothing in an empty range', () => {
    expect(coursesOf(seriesOf([[1]]), { from: 1, to: 1 })).toEqual([]);
  });
});
