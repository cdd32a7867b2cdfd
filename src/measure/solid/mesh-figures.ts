import { cross, dot, type Vector3 } from '../../study/vectors.js';
import type { VoxelRegion } from '../region.js';
import { CUBE_CASES } from './cube-cases.js';
import { type Steps, voxelVolumeMm3 } from './index-space.js';

/** Volume within the mesh and its area. */
interface MeshFigures {
  readonly volumeMm3: number;
  readonly areaMm2: number;
}

/**
 * Volume and area of the mesh at level 0.5 of a region, a layer of outside voxels around it. The triangles of a case
 * are the same wherever its cube lies, so it is enough to count the cubes of each case. IBSI RNU0, C0JK.
 */
export function meshFigures(region: VoxelRegion, steps: Steps): MeshFigures {
  const counts = countCubes(region);
  let [cubes, areaMm2] = [0, 0];
  // An area vector goes over to mm by the cofactors of the steps.
  const [i, j, k] = steps;
  const cofactors = [cross(j, k), cross(k, i), cross(i, j)] as const;
  CUBE_CASES.forEach(({ volume, areas }, bits) => {
    const count = counts[bits] ?? 0;
    if (count === 0) return;
    cubes += count * volume;
    let area = 0;
    for (const { vector, weight } of areas) area += weight * lengthMm2(vector, cofactors);
    areaMm2 += count * area;
  });
  return { volumeMm3: cubes * voxelVolumeMm3(steps), areaMm2 };
}

function lengthMm2(vector: Vector3, [x, y, z]: readonly [Vector3, Vector3, Vector3]): number {
  const along = (at: 0 | 1 | 2): number => vector[0] * x[at] + vector[1] * y[at] + vector[2] * z[at];
  const mm: Vector3 = [along(0), along(1), along(2)];
  return Math.sqrt(dot(mm, mm));
}

/** How many cubes of voxel centres there are of each case; those wholly outside are not counted. */
function countCubes({ size: [columns, rows, slices], inside }: VoxelRegion): Float64Array {
  const counts = new Float64Array(256);
  const width = columns + 2;
  // Bit 0: the voxel of the lower slice, bit 1: that of the upper one; a border of outside voxels.
  const pairs = new Uint8Array(width * (rows + 2));
  for (let lower = -1; lower < slices; lower++) {
    let voxel = (lower + 1) * rows * columns;
    const hasUpper = lower + 1 < slices;
    for (let row = 1; row <= rows; row++) {
      const end = row * width + 1 + columns;
      for (let at = row * width + 1; at < end; at++) {
        const upper = hasUpper ? (inside[voxel++] ?? 0) : 0;
        pairs[at] = ((pairs[at] ?? 0) >> 1) | (upper << 1);
      }
    }
    countLayer(pairs, width, counts);
  }
  return counts;
}

function countLayer(pairs: Uint8Array, width: number, counts: Float64Array): void {
  const last = pairs.length - width;
  for (let row = 0; row < last; row += width) {
    let near = 0;
    for (let at = row; at < row + width; at++) {
      const far = (pairs[at] ?? 0) | ((pairs[at + width] ?? 0) << 2);
      const bits = near | (far << 4);
      if (bits !== 0) counts[bits] = (counts[bits] ?? 0) + 1;
      near = far;
    }
  }
}
