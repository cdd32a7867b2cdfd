import type { Vector3 } from '../../study/vectors.js';
import type { VoxelRegion } from '../region.js';

/** Where the rows of a region begin and end, and the sums over its voxels. */
export interface RowEnds {
  /** Column of the first and last inside voxel by `slice × rows + row`, in the box; −1 where the row is empty. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly voxelCount: number;
  /** Inside voxels of each slice of the box. */
  readonly sliceCounts: Float64Array;
  /** Mean index of the inside voxels in the grid. NaN of none. */
  readonly meanIndex: Vector3;
}

/** Goes once over a region. */
export function rowEndsOf({ size: [columns, rows, slices], origin, inside }: VoxelRegion): RowEnds {
  const first = new Int32Array(rows * slices).fill(-1);
  const last = new Int32Array(rows * slices).fill(-1);
  const sliceCounts = new Float64Array(slices);
  let [voxelCount, sumI, sumJ, sumK] = [0, 0, 0, 0];
  for (let line = 0; line < rows * slices; line++) {
    const start = line * columns;
    let [begin, end, count, sum] = [-1, -1, 0, 0];
    for (let i = 0; i < columns; i++) {
      if (inside[start + i] !== 1) continue;
      if (begin < 0) begin = i;
      end = i;
      count++;
      sum += i;
    }
    if (count === 0) continue;
    first[line] = begin;
    last[line] = end;
    voxelCount += count;
    sumI += sum;
    sumJ += count * (line % rows);
    const slice = Math.floor(line / rows);
    sumK += count * slice;
    sliceCounts[slice] = (sliceCounts[slice] ?? 0) + count;
  }
  const mean = (sum: number, at: number): number => at + sum / voxelCount;
  return {
    first,
    last,
    voxelCount,
    sliceCounts,
    meanIndex: [mean(sumI, origin[0]), mean(sumJ, origin[1]), mean(sumK, origin[2])],
  };
}
