import { type MaskedSeries, presentVolumes, type VoxelRange } from './masked-series.js';

/** Voxels that are gathered at a time: with 200 volumes the block and its transpose stay in the second-level cache. */
const BLOCK = 64;

/** One voxel over time. The arrays are used again for the next voxel. */
export interface VoxelCourse {
  /** Of the series. */
  readonly voxel: number;
  /** Its value in each volume; NaN where it has none. */
  readonly values: Float64Array;
  /** Its first {@link known} elements are the values that there are, in the order of time. To be overwritten at will. */
  readonly scratch: Float64Array;
  readonly known: number;
  /** Whether it has a value in every volume that has any in the mask. */
  readonly isComplete: boolean;
}

interface MutableCourse extends VoxelCourse {
  voxel: number;
  known: number;
  isComplete: boolean;
}

/** Voxel n of the block's volume v: from `v · count + n` to `n · volumes + v`. */
function transpose(
  block: Float64Array,
  courses: Float64Array,
  shape: { count: number; volumes: number },
): void {
  const { count, volumes } = shape;
  for (let n = 0; n < count; n++) {
    for (let v = 0, at = n; v < volumes; v++, at += count) courses[n * volumes + v] = block[at] ?? 0;
  }
}

/** The course's known values to the front of its scratch. */
function gather(course: MutableCourse): void {
  const { values, scratch } = course;
  let known = 0;
  for (let v = 0; v < values.length; v++) {
    const x = values[v] ?? 0;
    scratch[known] = x;
    if (!Number.isNaN(x)) known++;
  }
  course.known = known;
}

/** Visits the voxels of a range in order. The values lie by volume, so they are transposed block by block. */
export function forEachCourse(
  series: MaskedSeries,
  range: VoxelRange,
  visit: (course: VoxelCourse) => void,
): void {
  const { volumes, voxels, values } = series;
  const present = presentVolumes(series).length;
  const block = new Float64Array(BLOCK * volumes);
  const courses = new Float64Array(BLOCK * volumes);
  const slots = Array.from({ length: BLOCK }, (_, n) => courses.subarray(n * volumes, (n + 1) * volumes));
  const scratch = new Float64Array(volumes);
  for (let from = range.from; from < range.to; from += BLOCK) {
    const count = Math.min(BLOCK, range.to - from);
    for (let v = 0; v < volumes; v++) {
      const at = v * voxels + from;
      block.set(values.subarray(at, at + count), v * count);
    }
    transpose(block, courses, { count, volumes });
    for (const [n, slot] of slots.slice(0, count).entries()) {
      const course: MutableCourse = { voxel: from + n, values: slot, scratch, known: 0, isComplete: false };
      gather(course);
      course.isComplete = course.known === present;
      visit(course);
    }
  }
}
