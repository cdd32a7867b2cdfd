import { cross, dot, type Vector3 } from '../../study/vectors.js';
import type { RegionGrid } from '../region.js';
import type { Contour } from './structure-set.js';

/**
 * A contour lies on a plane of the grid where it is not farther from it than this share of the planes' distance: slices
 * may lie a tenth of a voxel off their grid, and headers round. What lies farther is between the planes.
 */
const ON_PLANE = 0.2;
/** Outlines may reach the outer edge of the outermost pixels; headers round. */
const EDGE = 0.51;
/** Indices are rounded to 2⁻²⁰ of a voxel, so that a point drawn on a voxel's centre is on it whatever the affine. */
const STEPS = 2 ** 20;

/** How a closed contour lies on a grid. */
export interface PlacedContour {
  readonly lies: 'on' | 'off-planes' | 'not-planar';
  /** Slice that it lies on; only of those that lie `on` one. */
  readonly plane: number;
  /** False where it reaches beyond the pixels. */
  readonly isWithin: boolean;
  /** Column and row of each point, pixel centres whole numbers. */
  readonly indices: Float64Array;
}

/** Patient LPS mm → indices of the grid, by reciprocal axes; undefined where the grid is flat. */
type ToIndices = { readonly origin: Vector3; readonly axes: readonly [Vector3, Vector3, Vector3] };

/** What turns patient coordinates into indices of the grid, oblique and sheared ones alike. */
export function toIndices({ affine }: Pick<RegionGrid, 'affine'>): ToIndices | undefined {
  const column = (c: number): Vector3 => [affine[c] ?? 0, affine[4 + c] ?? 0, affine[8 + c] ?? 0];
  const [i, j, k] = [column(0), column(1), column(2)];
  const volume = dot(cross(i, j), k);
  if (!Number.isFinite(1 / volume)) return undefined;
  const over = ([x, y, z]: Vector3): Vector3 => [x / volume, y / volume, z / volume];
  return { origin: column(3), axes: [over(cross(j, k)), over(cross(k, i)), over(cross(i, j))] };
}

/** Places a closed contour on a grid. */
export function placeContour(
  { pointsMm }: Contour,
  { origin, axes }: ToIndices,
  { dims }: RegionGrid,
): PlacedContour {
  const [[ix, iy, iz], [jx, jy, jz], [kx, ky, kz]] = axes;
  const indices = new Float64Array((pointsMm.length / 3) * 2);
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let isWithin = true;
  for (let at = 0, to = 0; at < pointsMm.length; at += 3, to += 2) {
    const x = (pointsMm[at] ?? 0) - origin[0];
    const y = (pointsMm[at + 1] ?? 0) - origin[1];
    const z = (pointsMm[at + 2] ?? 0) - origin[2];
    const i = Math.round((ix * x + iy * y + iz * z) * STEPS) / STEPS;
    const j = Math.round((jx * x + jy * y + jz * z) * STEPS) / STEPS;
    const k = kx * x + ky * y + kz * z;
    indices[to] = i;
    indices[to + 1] = j;
    if (!(i >= -EDGE && j >= -EDGE && i <= dims[0] - 1 + EDGE && j <= dims[1] - 1 + EDGE)) isWithin = false;
    lowest = Math.min(lowest, k);
    highest = Math.max(highest, k);
  }
  const plane = Math.round((lowest + highest) / 2);
  return { lies: lie(lowest, highest, dims[2]), plane, isWithin, indices };
}

/** Contours that lean, bend or are not finite are not planar; the others are where their middle is. */
function lie(lowest: number, highest: number, slices: number): PlacedContour['lies'] {
  if (!(highest - lowest <= ON_PLANE)) return 'not-planar';
  const middle = (lowest + highest) / 2;
  const plane = Math.round(middle);
  return plane >= 0 && plane < slices && Math.abs(middle - plane) <= ON_PLANE ? 'on' : 'off-planes';
}
