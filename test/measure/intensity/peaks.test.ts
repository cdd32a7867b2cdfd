import { describe, expect, it } from 'vitest';
import { random } from '../../../fixtures/random.js';
import { peaks } from '../../../src/measure/intensity/peaks.js';
import { PEAK_RADIUS_MM } from '../../../src/measure/intensity/sphere.js';
import type { VoxelRegion } from '../../../src/measure/region.js';
import { voxelToPatient } from '../../../src/study/volume/grid.js';
import { regionWhere, straight, type TestGrid } from './regions.js';

type Place = readonly [number, number, number];

function places([columns, rows, slices]: Place): Place[] {
  return Array.from({ length: columns * rows * slices }, (_, at) => {
    const row = Math.floor(at / columns);
    return [at % columns, row % rows, Math.floor(row / rows)];
  });
}

/** Both peaks by the distance of every voxel from every voxel of the region. */
function slowPeaks({ grid, origin, size, inside }: VoxelRegion, values: ArrayLike<number>) {
  const all = places(grid.dims);
  const where = all.map((at) => voxelToPatient(grid, at));
  const isInside = ([i, j, k]: Place): boolean => {
    const [x, y, z] = [i - origin[0], j - origin[1], k - origin[2]];
    const isBeyond = x < 0 || y < 0 || z < 0 || x >= size[0] || y >= size[1] || z >= size[2];
    return !isBeyond && inside[(z * size[1] + y) * size[0] + x] === 1;
  };
  const region = all.flatMap((at, n) => (isInside(at) ? [n] : []));
  const maximum = Math.max(...region.map((n) => values[n] ?? 0));
  const means = region.map((n) => {
    const [x, y, z] = where[n] ?? [0, 0, 0];
    const near = where.flatMap(([a, b, c], m) =>
      Math.hypot(a - x, b - y, c - z) <= PEAK_RADIUS_MM ? [values[m] ?? 0] : [],
    );
    return near.reduce((a, b) => a + b, 0) / near.length;
  });
  return {
    localPeak: Math.max(...means.filter((_, n) => values[region[n] ?? 0] === maximum)),
    globalPeak: Math.max(...means),
  };
}

function expectPeaks(region: VoxelRegion, values: Float32Array): void {
  const [found, expected] = [peaks(region, values), slowPeaks(region, values)];
  expect(found.localPeak).toBeCloseTo(expected.localPeak, 10);
  expect(found.globalPeak).toBeCloseTo(expected.globalPeak, 10);
}

/** 11³ voxels of 2 mm. */
const CUBE: TestGrid = { dims: [11, 11, 11], spacingMm: [2, 2, 2] };
const at = (i: number, j: number, k: number): number => (k * 11 + j) * 11 + i;

describe('peaks', () => {
  it('are those of asking every voxel, of grids that are oblique and sheared', () => {
    const { uniform, integer } = random('peaks');
    for (let round = 0; round < 12; round++) {
      const dims = [3 + integer(6), 3 + integer(6), 2 + integer(5)] as const;
      const affine = straight([1 + uniform() * 4, 1 + uniform() * 4, 1 + uniform() * 4], [-40, 7, 99]);
      for (const place of [1, 2, 4, 6, 8, 9]) affine[place] = (uniform() - 0.5) * 0.8;
      const region = regionWhere({ dims, affine }, (i) => i === 1 || integer(3) === 0);
      // Few values, so that several voxels share the maximum.
      const values = Float32Array.from({ length: dims[0] * dims[1] * dims[2] }, () => integer(6));
      expectPeaks(region, values);
    }
  });

  it('reach beyond the region', () => {
    const values = new Float32Array(1331).fill(1);
    values[at(7, 5, 5)] = 1000;
    const region = regionWhere(CUBE, (i, j, k) => i === 5 && j === 5 && k === 5);
    expect(peaks(region, values).localPeak).toBeGreaterThan(5);
    expectPeaks(region, values);
  });

  it('are the value itself in a uniform image, at its edges too', () => {
    const values = new Float32Array(1331).fill(7.5);
    expect(
      peaks(
        regionWhere(CUBE, () => true),
        values,
      ),
    ).toEqual({ localPeak: 7.5, globalPeak: 7.5 });
  });

  it('differ where the maximum stands alone and a plateau lies elsewhere', () => {
    const values = new Float32Array(1331);
    values[at(1, 1, 1)] = 20;
    for (const [i, j, k] of places([3, 3, 3])) values[at(7 + i, 7 + j, 7 + k)] = 10;
    const { localPeak, globalPeak } = peaks(
      regionWhere(CUBE, () => true),
      values,
    );
    expect(globalPeak).toBeGreaterThan(localPeak as number);
    expectPeaks(
      regionWhere(CUBE, () => true),
      values,
    );
  });

  it('take the highest mean of several maxima', () => {
    const values = new Float32Array(1331);
    values[at(2, 2, 2)] = 20;
    values[at(8, 8, 8)] = 20;
    values[at(8, 8, 9)] = 10;
    const region = regionWhere(CUBE, () => true);
    const { localPeak } = peaks(region, values);
    expect(localPeak).toBeCloseTo(slowPeaks(region, values).localPeak, 12);
    const alone = values.slice().fill(0, at(8, 8, 8));
    expect(localPeak as number).toBeGreaterThan(peaks(region, alone).localPeak as number);
  });

  it('are none where the sphere reaches a voxel without a value, and else as if there were none', () => {
    const values = Float32Array.from({ length: 1331 }, (_, n) => n % 11);
    const region = regionWhere(CUBE, (i, j, k) => i <= 5 && j <= 5 && k <= 5);
    const whole = peaks(region, values);
    values[at(10, 10, 10)] = Number.NaN;
    expect(peaks(region, values)).toEqual(whole);
    values[at(8, 5, 5)] = Number.NaN;
    const why = { why: 'the sphere reaches voxels without a value' };
    expect(peaks(region, values)).toEqual({ localPeak: why, globalPeak: why });
    values[at(8, 5, 5)] = 8;
    // Near a voxel of the region, but far from its maximum, at i = 5.
    values[at(0, 8, 0)] = Number.NaN;
    expect(peaks(region, values)).toEqual({ localPeak: whole.localPeak, globalPeak: why });
  });

  it('are none of a single slice, of voxels without a volume, and of too many of them', () => {
    const slice = regionWhere({ dims: [3, 3, 1] }, () => true);
    expect(peaks(slice, new Float32Array(9)).globalPeak).toEqual({ why: 'a single slice holds no sphere' });
    const flat = regionWhere({ dims: [2, 2, 2], affine: straight([2, 2, 0]) }, () => true);
    expect(peaks(flat, new Float32Array(8)).localPeak).toEqual({ why: 'the voxels have no volume' });
    const many = { ...regionWhere(CUBE, () => true), voxelCount: 1e10 };
    expect(peaks(many, new Float32Array(1331)).localPeak).toEqual({ why: 'the region has too many voxels' });
  });

  it('keep the digits of a mean beside a value that is out of all proportion', () => {
    const values = new Float32Array(1331).fill(0.1);
    values[at(0, 5, 5)] = 1e30;
    const region = regionWhere(CUBE, (i) => i > 5);
    expect(peaks(region, values).globalPeak).toBeCloseTo(Math.fround(0.1), 14);
  });
});
