import type { Sphere } from './sphere.js';

/** A volume of numbers, columns fastest. */
export interface Volume {
  readonly values: Float32Array | Float64Array | Uint8Array;
  readonly dims: readonly [number, number, number];
}

/** A box of voxels of a volume. */
export interface Box {
  readonly origin: readonly [number, number, number];
  readonly size: readonly [number, number, number];
}

/**
 * Running sums along the rows of the slices around one slice: a sphere's sum is a difference a row. Rows and columns
 * reach as far beyond the box as the sphere does; what lies beyond the volume, and what is no number, counts as 0.
 */
interface RowSums {
  /** Makes the slices around slice `k` of the volume ready. */
  moveTo(k: number): void;
  /** Sum over the sphere around voxel (i, j) of the box, in the slice that was moved to. */
  sphereSum(i: number, j: number): number;
  /** Whether what was made ready held anything that is no number. */
  sawGap(): boolean;
}

/** Running sums for spheres around the voxels of a box. Keeps as many slices as a sphere reaches, not the volume. */
export function rowSums(volume: Volume, box: Box, { runs, reach }: Sphere): RowSums {
  const width = box.size[0] + 2 * reach[0] + 1;
  const height = box.size[1] + 2 * reach[1];
  const depth = 2 * reach[2] + 1;
  const ring = new Float64Array(width * height * depth);
  const held = new Int32Array(depth).fill(-1 - reach[2] - 1);
  const starts = new Int32Array(runs.length);
  const lengths = Int32Array.from(runs, ({ from, to }) => to - from + 1);
  let gap = false;
  const load = (k: number, slot: number): void => {
    const slice = ring.subarray(slot * width * height, (slot + 1) * width * height);
    gap = fillSlice(slice, { volume, box, reach, k, width, height }) || gap;
    held[slot] = k;
  };
  return {
    moveTo: (k) => {
      for (let near = k - reach[2]; near <= k + reach[2]; near++) {
        const slot = (near + depth) % depth;
        if (held[slot] !== near) load(near, slot);
      }
      for (const [run, { dj, dk, from }] of runs.entries()) {
        const slot = (k + dk + depth) % depth;
        starts[run] = (slot * height + dj + reach[1]) * width + from + reach[0];
      }
    },
    sphereSum: (i, j) => {
      const at = j * width + i;
      let sum = 0;
      for (let run = 0; run < starts.length; run++) {
        const start = at + (starts[run] ?? 0);
        sum += (ring[start + (lengths[run] ?? 0)] ?? 0) - (ring[start] ?? 0);
      }
      return sum;
    },
    sawGap: () => gap,
  };
}

interface SliceFill {
  readonly volume: Volume;
  readonly box: Box;
  readonly reach: readonly [number, number, number];
  readonly k: number;
  readonly width: number;
  readonly height: number;
}

/** Fills one slice of running sums, each row from 0. @returns whether anything in it was no number */
function fillSlice(slice: Float64Array, { volume, box, reach, k, width, height }: SliceFill): boolean {
  const [columns, rows, slices] = volume.dims;
  let gap = false;
  for (let y = 0; y < height; y++) {
    const j = box.origin[1] - reach[1] + y;
    const isThere = k >= 0 && k < slices && j >= 0 && j < rows;
    const row = (k * rows + j) * columns;
    let sum = 0;
    slice[y * width] = 0;
    for (let x = 1; x < width; x++) {
      const i = box.origin[0] - reach[0] + x - 1;
      if (isThere && i >= 0 && i < columns) {
        const value = volume.values[row + i] ?? 0;
        if (Number.isFinite(value)) sum += value;
        else gap = true;
      }
      slice[y * width + x] = sum;
    }
  }
  return gap;
}
