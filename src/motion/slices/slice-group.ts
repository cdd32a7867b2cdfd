import { addScaled, cross } from '../../study/vectors.js';
import { inverseAffine } from '../realign/affine.js';
import { splineAlong } from '../realign/bspline.js';
import { centreOf, type Matrix4 } from '../rigid.js';
import { finiteMedian } from './robust.js';
import type { SliceReference } from './slice-reference.js';

/** Columns of the normal equations: three translations, three rotations, the scale. */
export const UNKNOWNS = 7;
/** Rotations are unknowns as arcs at this distance from the centre, so that all six are lengths in mm. */
export const ARC_MM = 50;
/** Every second voxel of every second row: after smoothing the ones between add next to nothing. */
const STRIDE = 2;
/** Gradients are differences over this many voxels to either side. */
const REACH = 0.5;

/** Samples nearer than this to the ends of the reference's field do not count: the spline is mirrored there. */
const MARGIN = 1;
/** A slice with fewer samples does not count. */
const LEAST_SAMPLES = 20;

/** Stretches of rows in which a group's samples lie, four numbers each: first column, row, slice, how many samples. */
type Lines = Int32Array;

/** Some slices of a volume, ready to be registered. */
export interface SliceGroup {
  readonly lines: Lines;
  /** The volume's values, smoothed in plane, stretch by stretch; NaN where they do not count. */
  readonly values: Float32Array;
  /** For each sample how the reference there changes with each of the {@link UNKNOWNS}. */
  readonly columns: Float32Array;
  /** Slices of the group with samples enough to count. */
  readonly slices: number;
}

/**
 * Takes the samples of some slices, and how the reference changes where they come from. Slices that dropped out do not
 * count.
 * @param of `inPlane`: the volume's values smoothed in plane; `map`: its voxel indices → the reference's
 */
export function sliceGroup(
  prepared: SliceReference,
  of: { readonly inPlane: Float32Array; readonly map: Matrix4; readonly group: readonly number[] },
): SliceGroup {
  const [width, height] = prepared.reference.grid.dims;
  const lines: number[] = [];
  const values: number[] = [];
  let slices = 0;
  for (const k of of.group) {
    let counted = 0;
    for (let j = 0; j < height; j += STRIDE) {
      const row = rowSamples(prepared, of.map, [j, k]);
      const first = row.indexOf(1);
      if (first < 0) continue;
      const last = row.lastIndexOf(1);
      lines.push(first * STRIDE, j, k, last - first + 1);
      for (let n = first; n <= last; n++) {
        counted += row[n] ?? 0;
        const at = (k * height + j) * width + n * STRIDE;
        values.push(row[n] === 1 ? (of.inPlane[at] ?? Number.NaN) : Number.NaN);
      }
    }
    if (counted >= LEAST_SAMPLES) slices++;
  }
  const group = { lines: Int32Array.from(lines), values: Float32Array.from(values) };
  const columns = columnsOf(prepared, group, of.map);
  const left = withoutDropouts({ ...group, columns });
  return { ...group, columns, slices: slices - left };
}

/** A slice whose gain lies this far from the others' would be taken for motion. */
const MOST_GAIN_DIFFERENCE = 0.1;

/** Takes slices that are darker or brighter than the others out of the values; gives how many. */
function withoutDropouts({ lines, values, columns }: Omit<SliceGroup, 'slices'>): number {
  const sums = new Map<number, { product: number; square: number }>();
  const everySample = (use: (sample: number, slice: number) => void): void => {
    for (let line = 0, sample = 0; line < lines.length; line += 4) {
      for (const end = sample + (lines[line + 3] ?? 0); sample < end; sample++)
        use(sample, lines[line + 2] ?? 0);
    }
  };
  everySample((sample, slice) => {
    const expected = columns[sample * UNKNOWNS + UNKNOWNS - 1] ?? 0;
    const product = expected * (values[sample] ?? Number.NaN);
    if (Number.isNaN(product)) return;
    const sum = sums.get(slice) ?? { product: 0, square: 0 };
    sums.set(slice, { product: sum.product + product, square: sum.square + expected * expected });
  });
  const gains = new Map([...sums].map(([slice, { product, square }]) => [slice, product / square]));
  const usual = finiteMedian(gains.values());
  const isApart = (slice: number): boolean => {
    return Math.abs((gains.get(slice) ?? usual) / usual - 1) > MOST_GAIN_DIFFERENCE;
  };
  everySample((sample, slice) => {
    if (isApart(slice)) values[sample] = Number.NaN;
  });
  return [...gains.keys()].filter(isApart).length;
}

/** 1 for each sample of a row whose matter lay in the reference's mask, and not at the ends of its field. */
function rowSamples(
  { reference }: SliceReference,
  map: Matrix4,
  [j, k]: readonly [number, number],
): Uint8Array {
  const [columns, rows, slices] = reference.grid.dims;
  const row = new Uint8Array(Math.ceil(columns / STRIDE));
  const from = placeOf(map, [0, j, k]);
  for (let n = 0; n < row.length; n++) {
    const x = Math.floor(from[0] + n * STRIDE * (map[0] ?? 0) + 0.5);
    const y = Math.floor(from[1] + n * STRIDE * (map[4] ?? 0) + 0.5);
    const z = from[2] + n * STRIDE * (map[8] ?? 0);
    if (x < MARGIN || x >= columns - MARGIN || y < MARGIN || y >= rows - MARGIN) continue;
    // A little less than a whole slice, as rounding puts an unmoved slice on either side.
    if (z < MARGIN - 1e-3 || z > slices - 1 - MARGIN + 1e-3) continue;
    row[n] = reference.mask[(Math.floor(z + 0.5) * rows + y) * columns + x] ?? 0;
  }
  return row;
}

/** The reference, smoothed in plane, where the samples of a group lay there; NaN outside its field. */
export function sampleGroup(
  { reference, inPlaneCoefficients }: SliceReference,
  { lines, values }: Pick<SliceGroup, 'lines' | 'values'>,
  map: Matrix4,
  offset: readonly [number, number, number] = [0, 0, 0],
): Float32Array {
  const out = new Float32Array(values.length);
  const step = [STRIDE * (map[0] ?? 0), STRIDE * (map[4] ?? 0), STRIDE * (map[8] ?? 0)] as const;
  for (let line = 0, sample = 0; line < lines.length; line += 4) {
    const at = placeOf(map, [lines[line] ?? 0, lines[line + 1] ?? 0, lines[line + 2] ?? 0]);
    const from = [at[0] + offset[0], at[1] + offset[1], at[2] + offset[2]] as const;
    const end = sample + (lines[line + 3] ?? 0);
    splineAlong(inPlaneCoefficients, reference.grid.dims, { from, step }, out.subarray(sample, end));
    sample = end;
  }
  return out;
}

type Index = readonly [number, number, number];

function placeOf(map: Matrix4, [i, j, k]: Index): Index {
  const row = (at: number): number =>
    (map[at] ?? 0) * i + (map[at + 1] ?? 0) * j + (map[at + 2] ?? 0) * k + (map[at + 3] ?? 0);
  return [row(0), row(4), row(8)];
}

type Samples = Pick<SliceGroup, 'lines' | 'values'>;

/** How the reference changes when its matter moves by 1 mm, or by an arc of 1 mm about the centre. */
function columnsOf(prepared: SliceReference, group: Samples, map: Matrix4): Float32Array {
  const { grid } = prepared.reference;
  const toIndex = inverseAffine(grid.affine);
  const centre = centreOf(grid);
  const expected = sampleGroup(prepared, group, map);
  const slopes = [0, 1, 2].map((axis) => slopeAlong(prepared, group, { map, axis }));
  const columns = new Float32Array(expected.length * UNKNOWNS);
  let sample = 0;
  for (let line = 0; line < group.lines.length; line += 4) {
    const [first = 0, j = 0, k = 0, count = 0] = group.lines.subarray(line, line + 4);
    for (let n = 0; n < count; n++, sample++) {
      const place = placeOf(grid.affine, placeOf(map, [first + n * STRIDE, j, k]));
      const gradient = (axis: number): number =>
        (slopes[0]?.[sample] ?? 0) * (toIndex[axis] ?? 0) +
        (slopes[1]?.[sample] ?? 0) * (toIndex[4 + axis] ?? 0) +
        (slopes[2]?.[sample] ?? 0) * (toIndex[8 + axis] ?? 0);
      const g = [gradient(0), gradient(1), gradient(2)] as const;
      const turned = cross(addScaled(place, centre, -1), g).map((change) => change / ARC_MM);
      columns.set([...g, ...turned, expected[sample] ?? 0], sample * UNKNOWNS);
    }
  }
  return columns;
}

/** Slope of the reference along one of its axes, a voxel. */
function slopeAlong(
  prepared: SliceReference,
  group: Samples,
  { map, axis }: { map: Matrix4; axis: number },
): Float32Array {
  const unit = [axis === 0 ? REACH : 0, axis === 1 ? REACH : 0, axis === 2 ? REACH : 0] as const;
  const after = sampleGroup(prepared, group, map, unit);
  const before = sampleGroup(prepared, group, map, [-unit[0], -unit[1], -unit[2]]);
  return after.map((value, n) => (value - (before[n] ?? 0)) / (2 * REACH));
}
