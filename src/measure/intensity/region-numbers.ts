import type { VoxelRegion } from '../region.js';

/** A region, the values of its grid, and what they are multiplied by. */
interface RegionOfValues {
  readonly region: VoxelRegion;
  readonly values: Float32Array | Float64Array;
  readonly dims: readonly [number, number, number];
  readonly factor: number;
}

/** Numbers of a region in the unit of its quantity, in the order of the region's box; or why there are none. */
type RegionNumbers = { readonly values: Float64Array } | { readonly why: string };

/**
 * The values of a region's voxels, times the factor. One voxel without a value (padding, outside every real-world map,
 * infinite) leaves none: to pass over it would make up a figure of another region.
 */
export function regionNumbers({ region, values, dims, factor }: RegionOfValues): RegionNumbers {
  const why = mismatch(region, dims, values.length);
  if (why !== undefined) return { why };
  if (!(factor > 0) || !Number.isFinite(factor)) return { why: 'the factor to this quantity is not known' };
  const [columns, rows, slices] = region.size;
  const out = new Float64Array(region.voxelCount);
  let count = 0;
  let missing = 0;
  for (let k = 0, at = 0; k < slices; k++) {
    for (let j = 0; j < rows; j++) {
      const row = ((region.origin[2] + k) * dims[1] + region.origin[1] + j) * dims[0] + region.origin[0];
      for (let i = 0; i < columns; i++, at++) {
        if (region.inside[at] !== 1) continue;
        const value = (values[row + i] ?? Number.NaN) * factor;
        if (Number.isFinite(value)) out[count++] = value;
        else missing++;
      }
    }
  }
  if (missing > 0) return { why: `${missing} of ${count + missing} voxels of the region have no value` };
  if (count !== region.voxelCount) return { why: 'the region does not have the voxels that it counts' };
  return count > 0 ? { values: out } : { why: 'the region has no voxel' };
}

function mismatch(
  { grid, origin, size }: VoxelRegion,
  dims: RegionOfValues['dims'],
  length: number,
): string | undefined {
  const isWithin = (axis: 0 | 1 | 2): boolean =>
    grid.dims[axis] === dims[axis] && origin[axis] >= 0 && origin[axis] + size[axis] <= dims[axis];
  if (length === dims[0] * dims[1] * dims[2] && isWithin(0) && isWithin(1) && isWithin(2)) return undefined;
  return 'the region does not lie on the grid of the values';
}
