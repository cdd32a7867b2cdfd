import { type FoundDisc, findDisc, type Slice2d } from '../find/find-disc.js';
import type { NotFoundReason, PhantomImage } from '../phantom-image.js';
import { areInPlace } from './known-slices.js';
import type { PhantomFrame } from './phantom-frame.js';
import { findRampBand, type RampBand } from './ramp-band.js';
import { type SlicePosition, slicePosition } from './slice-position.js';
import { type SliceThickness, sliceThickness } from './slice-thickness.js';

/** A slice of the phantom: its number counts from the end with the ramps, its index along row × column. */
export interface AcrSlice {
  readonly number: number;
  readonly index: number;
  readonly slice: Slice2d;
  readonly disc: FoundDisc;
}

/** The phantom's slices in its own order, and what they were told by. */
export interface AcrSlices {
  /** Slice 1 first. */
  readonly slices: readonly AcrSlice[];
  readonly angleRad: number;
  readonly band: RampBand;
  readonly thickness: SliceThickness;
  readonly position1: SlicePosition;
  readonly position11: SlicePosition;
}

const SLICES = 11;
/** From slice to slice, mm. */
const STEP = { mm: 10, tolerance: 0.5 } as const;
/** The phantom's inner diameter, mm. */
const DIAMETER = { mm: 190, tolerance: 6 } as const;
/** A circle's outline: roughness in mm, ratio of its axes, and the share of its directions that must show it. */
const CIRCLE = { roughnessMm: 1.5, ratio: 1.04, share: 0.95 } as const;

/** One slice of a volume. */
export function sliceOf({ values, dims, spacingMm }: PhantomImage, index: number): Slice2d {
  const size = dims[0] * dims[1];
  return {
    values: values.subarray(index * size, (index + 1) * size),
    columns: dims[0],
    rows: dims[1],
    spacingMm: [spacingMm[0], spacingMm[1]],
  };
}

/** Finds the phantom in eleven axial slices: its outline in each, which end is slice 1, and how far it is turned. */
export function acrSlices(
  image: PhantomImage,
): AcrSlices | { readonly notFound: NotFoundReason; readonly discs: readonly AcrSlice[] } {
  const refused = (notFound: NotFoundReason, discs: readonly AcrSlice[] = []) => ({ notFound, discs });
  const [, , count] = image.dims;
  if (count !== SLICES || Math.abs(image.spacingMm[2] - STEP.mm) > STEP.tolerance)
    return refused('other-slices');
  const slices: AcrSlice[] = [];
  for (let index = 0; index < count; index++) {
    const slice = sliceOf(image, index);
    const disc = findDisc(slice);
    if (!disc) return refused('no-object', slices);
    slices.push({ number: index + 1, index, slice, disc });
    const wrong = wrongDisc(disc);
    if (wrong) return refused(wrong, slices);
  }
  const [low, high] = [ends(slices), ends(slices.toReversed())];
  // The ramps' bar goes through slices 1 to 4 only: at both ends or at neither, it is not this phantom.
  if (low && high) return refused('structure-not-found', slices);
  return low ?? high ?? refused('structure-not-found', slices);
}

/** Why a disc is not the phantom's outline. */
function wrongDisc({ radiusMm, halfAxesMm, roughnessMm, share }: FoundDisc): NotFoundReason | undefined {
  const ratio = Math.max(...halfAxesMm) / Math.min(...halfAxesMm);
  if (share < CIRCLE.share) return 'cut-off';
  if (roughnessMm > CIRCLE.roughnessMm || ratio > CIRCLE.ratio) return 'other-shape';
  return Math.abs(2 * radiusMm - DIAMETER.mm) > DIAMETER.tolerance ? 'other-size' : undefined;
}

/** The slices in this order, if the first shows the ramps and the first and the last show the wedges. */
function ends(slices: readonly AcrSlice[]): AcrSlices | undefined {
  const [first, last] = [slices[0], slices.at(-1)];
  if (!first || !last) return undefined;
  const band = findRampBand(first.slice, first.disc);
  if (!band || findRampBand(last.slice, last.disc)) return undefined;
  const { angleRad } = band;
  const frame = ({ slice, disc }: AcrSlice): PhantomFrame => ({ slice, disc, angleRad });
  const thickness = sliceThickness(frame(first), band);
  const position1 = slicePosition(frame(first));
  const position11 = slicePosition(frame(last));
  if (!thickness || !position1 || !position11) return undefined;
  const numbered = slices.map((slice, i) => ({ ...slice, number: i + 1 }));
  if (!areInPlace(numbered)) return undefined;
  return { slices: numbered, angleRad, band, thickness, position1, position11 };
}
