import type { ImageMasks } from '../contrast/image-masks.js';
import type { ImageVolume } from '../image-volume.js';

/** Values of CT below any that is measured are padding outside of the reconstructed circle (air is -1000 HU). */
const CT_PADDING_HU = -1500;

/** Voxels on the sides of the field: left, right, top and bottom, over all slices. */
interface Sides {
  readonly voxels: Float64Array;
  /** Of these, those that are object. */
  readonly object: Float64Array;
}

/**
 * The largest share of a side of the field, in its plane, that is object, %: what is cut off there is not in the image.
 * The sides are those of the matrix; of CT with padding those of the reconstructed circle, by quadrants. Where the stack
 * ends is no side: an object may go on there.
 */
export function cutOffPercent(image: ImageVolume, masks: ImageMasks, modality: 'MR' | 'CT' | 'PT'): number {
  const { values, dims } = image;
  // The circle leaves out the corners; single values as low as padding are streaks beside metal.
  const isPadded = modality === 'CT' && (values[0] ?? 0) < CT_PADDING_HU;
  const sides: Sides = { voxels: new Float64Array(4), object: new Float64Array(4) };
  const field = { values, dims, mask: masks.foreground, isPadded };
  for (let line = 0; line < dims[1] * dims[2]; line++) countLine(sides, field, line);
  return (
    100 * sides.voxels.reduce((most, voxels, side) => Math.max(most, share(sides.object[side], voxels)), 0)
  );
}

/** What sides are looked for in. */
interface Field extends Pick<ImageVolume, 'values' | 'dims'> {
  readonly mask: Uint8Array;
  readonly isPadded: boolean;
}

/** Counts the voxels of a row of the image that are on a side. */
function countLine(sides: Sides, { values, dims, mask, isPadded }: Field, line: number): void {
  const [columns, rows] = dims;
  const j = line % rows;
  const isOuterRow = j === 0 || j === rows - 1;
  // Without padding only the border of the matrix is a side.
  const step = isPadded || isOuterRow ? 1 : Math.max(1, columns - 1);
  for (let i = 0; i < columns; i += step) {
    const n = line * columns + i;
    const isBorder = isOuterRow || i === 0 || i === columns - 1;
    if (isPadded && !isRim(values, n, isBorder ? 0 : columns)) continue;
    addTo(sides, isBorder ? sidesOfMatrix(i, j, dims) : [quadrant(i, j, dims)], mask[n] ?? 0);
  }
}

const share = (part = 0, whole = 0): number => (whole > 0 ? part / whole : 0);

function addTo({ voxels, object }: Sides, sides: readonly number[], isObject: number): void {
  for (const side of sides) {
    voxels[side] = (voxels[side] ?? 0) + 1;
    object[side] = (object[side] ?? 0) + isObject;
  }
}

/** Whether a voxel was measured and, where `columns` is not 0, has padding for a neighbour in its slice. */
function isRim(values: Float32Array, n: number, columns: number): boolean {
  const isPadding = (at: number): boolean => (values[at] ?? 0) < CT_PADDING_HU;
  if (isPadding(n)) return false;
  return (
    columns === 0 || isPadding(n - 1) || isPadding(n + 1) || isPadding(n - columns) || isPadding(n + columns)
  );
}

/** The sides of each set of them, a bit a side. */
const SIDES = Array.from({ length: 16 }, (_, bits) => [0, 1, 2, 3].filter((side) => (bits >> side) & 1));

/** The sides of the matrix that a voxel on its border lies on: in a corner two. */
function sidesOfMatrix(i: number, j: number, [columns, rows]: ImageVolume['dims']): readonly number[] {
  const across = (i === 0 ? 1 : 0) | (i === columns - 1 ? 2 : 0);
  return SIDES[across | (j === 0 ? 4 : 0) | (j === rows - 1 ? 8 : 0)] ?? [];
}

function quadrant(i: number, j: number, [columns, rows]: ImageVolume['dims']): number {
  const right = (i + 0.5) / columns - 0.5;
  const down = (j + 0.5) / rows - 0.5;
  if (Math.abs(right) >= Math.abs(down)) return right < 0 ? 0 : 1;
  return down < 0 ? 2 : 3;
}
