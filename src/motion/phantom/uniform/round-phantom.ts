import { voxelToPatient } from '../../../study/volume/grid.js';
import { type FoundDisc, findDisc, type Slice2d } from '../find/find-disc.js';
import type { NotFoundReason, PhantomImage, PhantomPart } from '../phantom-image.js';

/** A round phantom in one slice of an image. */
export interface RoundPhantom {
  readonly slice: Slice2d;
  readonly index: number;
  readonly disc: FoundDisc;
  /** Its outline. */
  readonly part: PhantomPart;
}

/** What is found may differ by this from the diameter that is declared. */
const DIAMETER_TOLERANCE = 0.05;
/** Half axes of a disc; echo-planar images stretch one along phase encoding. */
const ROUND_TOLERANCE = 0.1;
/** Of the radius, and pixels: farther from an ellipse is another shape. */
const ROUGHNESS_SHARE = 0.02;
const ROUGHNESS_PIXELS = 1;
/** An outline that is seen in fewer directions is none of a disc. */
const LEAST_SHARE = 0.75;

/** The middle slice of an image; of an even number the one behind the middle. */
export function middleSlice({ values, dims, spacingMm }: PhantomImage): { slice: Slice2d; index: number } {
  const [columns, rows, slices] = dims;
  const index = slices >> 1;
  const pixels = values.subarray(index * columns * rows, (index + 1) * columns * rows);
  return { slice: { values: pixels, columns, rows, spacingMm: [spacingMm[0], spacingMm[1]] }, index };
}

/**
 * Finds a round phantom in the middle slice and checks that it is the declared one.
 * @param diameterMm any where not given
 */
export function findRoundPhantom(
  image: PhantomImage,
  diameterMm: number | undefined,
): RoundPhantom | { readonly notFound: NotFoundReason; readonly parts: readonly PhantomPart[] } {
  const { slice, index } = middleSlice(image);
  const disc = findDisc(slice);
  if (!disc) return { notFound: 'no-object', parts: [] };
  const part: PhantomPart = {
    name: 'outline',
    shape: 'circle',
    centreMm: voxelToPatient(image, [...disc.centre, index]),
    sizeMm: [disc.radiusMm, disc.radiusMm],
    slice: index,
    values: { diameterMm: 2 * disc.radiusMm },
  };
  const notFound = fault(disc, slice, diameterMm);
  return notFound ? { notFound, parts: [part] } : { slice, index, disc, part };
}

function fault(
  disc: FoundDisc,
  { columns, rows, spacingMm }: Slice2d,
  diameterMm: number | undefined,
): NotFoundReason | undefined {
  const { centre, halfAxesMm, radiusMm } = disc;
  const within = (axis: 0 | 1, count: number): boolean => {
    const reach = halfAxesMm[axis] / spacingMm[axis];
    return centre[axis] - reach >= -0.5 && centre[axis] + reach <= count - 0.5;
  };
  if (!within(0, columns) || !within(1, rows)) return 'cut-off';
  const rough = Math.max(ROUGHNESS_SHARE * radiusMm, ROUGHNESS_PIXELS * Math.max(...spacingMm));
  const oval = Math.abs(halfAxesMm[0] - halfAxesMm[1]) / radiusMm;
  if (!(disc.share >= LEAST_SHARE && disc.roughnessMm <= rough && oval <= ROUND_TOLERANCE))
    return 'other-shape';
  if (diameterMm !== undefined && !(Math.abs(2 * radiusMm - diameterMm) <= DIAMETER_TOLERANCE * diameterMm))
    return 'other-size';
  return undefined;
}

/** Positions that differ by less are one: headers round them. */
const SAME_MM = 0.01;

/** Whether two images have the same voxels at the same places. */
export function sameGrid(a: PhantomImage, b: PhantomImage): boolean {
  return (
    a.dims.every((count, axis) => count === b.dims[axis]) &&
    a.affine.every((value, n) => Math.abs(value - (b.affine[n] ?? Number.NaN)) <= SAME_MM)
  );
}
