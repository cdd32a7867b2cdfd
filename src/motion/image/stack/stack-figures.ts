import type { ImageMasks } from '../contrast/image-masks.js';
import type { Absent, ImageVolume, Measured } from '../image-volume.js';
import { type SliceContents, sliceContents } from './slice-contents.js';
import { sliceJitter } from './slice-jitter.js';
import { sliceShifts } from './slice-shift.js';

/** Figures of the slices of a stack against each other. */
export type StackFigureName = 'emptySlices' | 'duplicateSlices' | 'sliceShiftMm' | 'sliceJitterPercent';

/** A slice as it lies among its neighbours. Slices are numbered from 0 along row × column. */
export interface SliceFacts {
  readonly slice: number;
  /** Mean over the object's voxels of the slice; NaN where it has none. */
  readonly mean: number;
  readonly isEmpty: boolean;
  /** The first slice with exactly the same pixels. */
  readonly duplicateOf?: number;
  /** Deviation of the slice's brightness from what its neighbours make expected, %; signed; NaN where not told. */
  readonly jitterPercent: number;
  /** In-plane displacement against its neighbours of other groups, mm; NaN where not told. */
  readonly shiftMm: number;
}

/** What is known of a stack besides its values. */
export interface StackFactsIn {
  readonly modality: 'MR' | 'CT' | 'PT';
  /** All slices are excited together: they cannot lie otherwise than their neighbours. */
  readonly is3d: boolean;
  /**
   * Slices that were acquired together, pass by pass; from slice times, or odd and even slices where nothing tells;
   * fewer than two where the slices are not interleaved.
   */
  readonly groups: readonly (readonly number[])[];
}

/** What was measured of a stack. */
export interface StackMeasures {
  readonly figures: Readonly<Partial<Record<StackFigureName, Measured>>>;
  readonly slices: readonly SliceFacts[];
}

/** Fewer slices have no neighbours that tell anything. */
const FEWEST_SLICES = 5;
/** A slice with less than this share of the bright voxels of the largest one is not compared. */
const COMPARED_SHARE = 0.1;
/** Nothing attenuates nothing: CT numbers count from −1000 HU. PS3.3 C.11.1.1.2. */
const ZERO = { MR: 0, PT: 0, CT: -1000 } as const;

/**
 * Measures the slices of a volume against each other; `masks` is undefined where no object was found. Volumes of slices
 * that were excited together have only `emptySlices` and `duplicateSlices`; displacement is measured in MR alone.
 */
export function stackFigures(
  image: ImageVolume,
  masks: ImageMasks | undefined,
  facts: StackFactsIn,
): StackMeasures {
  const contents = sliceContents(image, masks);
  const figures: Partial<Record<StackFigureName, Measured>> = {
    emptySlices: contents.empty.reduce((sum, one) => sum + one, 0),
    duplicateSlices: contents.duplicateOf.reduce((sum, first) => sum + (first < 0 ? 0 : 1), 0),
  };
  const unknown = new Float64Array(image.dims[2]).fill(Number.NaN);
  if (facts.modality === 'MR' && facts.is3d)
    return { figures, slices: described(contents, unknown, unknown) };
  const compared = comparedSlices(contents);
  const absent = whyNot(masks, compared);
  if (!masks || absent) {
    if (facts.modality === 'MR') figures.sliceShiftMm = absent ?? { absent: 'no-signal' };
    figures.sliceJitterPercent = absent ?? { absent: 'no-signal' };
    return { figures, slices: described(contents, unknown, unknown) };
  }
  const skipped = compared.map((one) => 1 - one);
  const zero = ZERO[facts.modality];
  const jitter = sliceJitter({ image, threshold: masks.threshold, zero, skipped });
  figures.sliceJitterPercent = jitter.percent;
  if (facts.modality !== 'MR') return { figures, slices: described(contents, jitter.percents, unknown) };
  const shifts = sliceShifts({ image, groups: facts.groups, skipped });
  figures.sliceShiftMm = shifts.distanceMm;
  return { figures, slices: described(contents, jitter.percents, shifts.shiftMm) };
}

/** 1 for slices with enough of the object to be compared, and for dark ones between such. */
function comparedSlices({ constant, empty, bright }: SliceContents): Uint8Array {
  const most = bright.reduce((max, n) => Math.max(max, n), 0);
  const shows = bright.map((n, slice) => (!empty[slice] && n > 0 && n >= COMPARED_SHARE * most ? 1 : 0));
  const [first, last] = [shows.indexOf(1), shows.lastIndexOf(1)];
  // A slice that lost most of its signal has few bright voxels: it is compared, not passed over.
  return Uint8Array.from(shows, (_, n) => (n >= first && n <= last && !constant[n] && !empty[n] ? 1 : 0));
}

function whyNot(masks: ImageMasks | undefined, compared: Uint8Array): Absent | undefined {
  if (compared.length < FEWEST_SLICES) return { absent: 'too-few-slices' };
  if (!masks) return { absent: 'no-signal' };
  if (compared.reduce((sum, one) => sum + one, 0) < FEWEST_SLICES) return { absent: 'too-few-slices' };
  return undefined;
}

function described(
  { empty, duplicateOf, means }: SliceContents,
  jitter: Float64Array,
  shiftMm: Float64Array,
): SliceFacts[] {
  return Array.from(empty, (one, slice): SliceFacts => {
    const first = duplicateOf[slice] ?? -1;
    return {
      slice,
      mean: means[slice] ?? Number.NaN,
      isEmpty: one === 1,
      ...(first < 0 ? {} : { duplicateOf: first }),
      jitterPercent: jitter[slice] ?? Number.NaN,
      shiftMm: shiftMm[slice] ?? Number.NaN,
    };
  });
}
