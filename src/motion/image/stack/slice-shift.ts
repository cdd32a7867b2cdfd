import { smooth } from '../../realign/smooth.js';
import type { ImageVolume, Measured } from '../image-volume.js';
import { groupDistanceMm, type RelativeShift } from './group-positions.js';
import { planeShift } from './plane-shift.js';
import { pixelsOf } from './slice-contents.js';

/** What the displacement of slices is told from. */
export interface ShiftInput {
  readonly image: ImageVolume;
  readonly groups: readonly (readonly number[])[];
  /** Slices that are compared with nothing and nothing with them. */
  readonly skipped: Uint8Array;
}

/** How slices lie against each other. */
export interface SliceShifts {
  /** Largest distance in the plane between groups, mm. */
  readonly distanceMm: Measured;
  /** Distance of each slice from where its neighbours of other groups put it, mm; NaN where it is not told. */
  readonly shiftMm: Float64Array;
}

/** Along an axis of more pixels than this only every second, third … is compared. */
const SAMPLES = 128;
/** Smoothing before the comparison, in compared pixels: noise goes, and what is between pixels can be interpolated. */
const FWHM_SAMPLES = 2;
/** Slices that resemble the mean of their neighbours less than this do not tell where they lie. */
const LEAST_CORRELATION = 0.85;

/** Measures the in-plane displacement of each slice against its neighbours of other groups, and that of the groups. */
export function sliceShifts({ image, groups, skipped }: ShiftInput): SliceShifts {
  const [columns, rows, slices] = image.dims;
  const shiftMm = new Float64Array(slices).fill(Number.NaN);
  if (groups.length < 2) return { distanceMm: { absent: 'not-interleaved' }, shiftMm };
  const groupOf = new Int32Array(slices).fill(-1);
  for (const [group, members] of groups.entries()) for (const slice of members) groupOf[slice] = group;
  const stride = Math.max(1, Math.round(Math.max(columns, rows) / SAMPLES));
  const fwhm = FWHM_SAMPLES * stride;
  const values = smooth(image.values, image, [fwhm * image.spacingMm[0], fwhm * image.spacingMm[1], 0]);
  const reference = new Float32Array(columns * rows);
  const shifts: RelativeShift[] = [];
  for (let slice = 1; slice < slices - 1; slice++) {
    const [group, before, after] = [slice, slice - 1, slice + 1].map((n) =>
      skipped[n] ? -1 : (groupOf[n] ?? -1),
    ) as [number, number, number];
    if (group < 0 || before < 0 || after < 0 || before === group || after === group) continue;
    const moved = pixelsOf({ values, dims: image.dims }, slice);
    meanOf(reference, values, { slice, size: columns * rows });
    const found = planeShift({ columns, rows, moved, reference, stride });
    if (!found || found.correlation < LEAST_CORRELATION) continue;
    const mm = [found.shift[0] * image.spacingMm[0], found.shift[1] * image.spacingMm[1]] as const;
    shiftMm[slice] = Math.hypot(...mm);
    shifts.push({ group, neighbours: [before, after], mm });
  }
  return { distanceMm: groupDistanceMm(shifts, groups.length), shiftMm };
}

/** The mean of the slices before and behind one. */
function meanOf(
  out: Float32Array,
  values: Float32Array,
  { slice, size }: { slice: number; size: number },
): void {
  const [before, after] = [(slice - 1) * size, (slice + 1) * size];
  for (let i = 0; i < size; i++) out[i] = ((values[before + i] ?? 0) + (values[after + i] ?? 0)) / 2;
}
