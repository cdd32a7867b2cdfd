import { finiteMedian, robustDeviation } from '../../slices/robust.js';
import { crossing, sampleAt } from '../find/edge-position.js';
import type { Slice2d } from '../find/find-disc.js';
import type { PointMm } from '../find/fit-ellipse.js';
import { largestComponent } from '../find/largest-component.js';
import { twoLevels } from '../find/levels.js';
import { smoothed } from '../find/smoothed.js';
import type { NotFoundReason } from '../phantom-image.js';

/** The phantom's length on the sagittal localizer, and the line it was measured on, mm from the first pixel's centre. */
export interface LocalizerLength {
  readonly lengthMm: number;
  readonly from: PointMm;
  readonly to: PointMm;
}

/** The phantom as the localizer shows it: 148 mm long, 190 mm high; what is found may differ by this, mm. */
const LENGTH = { mm: 148, tolerance: 12 } as const;
const HEIGHT = { mm: 190, tolerance: 12 } as const;
/** The part of the phantom's height that its length is measured over: the middle, beside the bubble at the top. */
const MIDDLE_SHARE = 0.5;
const LINES = 61;
const PER_PIXEL = 4;
/** Both ends are straight to within this, mm. */
const STRAIGHT_MM = 1.5;
const LEAST_SHARE = 0.7;

/**
 * The length of the phantom: between its two ends at half height, as the median over lines through the middle half,
 * perpendicular to the ends. ACR Large and Medium Phantom Test Guidance, geometric accuracy.
 */
export function localizerLength(slice: Slice2d): LocalizerLength | { readonly notFound: NotFoundReason } {
  const soft = smoothed(slice);
  const levels = twoLevels(soft.values);
  const object = levels && largestComponent({ ...soft, level: levels.half });
  if (!levels || !object || object.pixels < 100) return { notFound: 'no-object' };
  const { centre } = object;
  const search = { slice: soft, level: levels.half };
  const sides = ([0, 1] as const).map((axis) => extent(search, axis, centre, 0));
  if (sides.some((side) => side === 'cut-off')) return { notFound: 'cut-off' };
  const [across, down] = sides;
  if (typeof across !== 'object' || typeof down !== 'object') return { notFound: 'other-shape' };
  const near = (mm: number, of: { mm: number; tolerance: number }): boolean =>
    Math.abs(mm - of.mm) <= of.tolerance;
  const lies = near(across.lengthMm, LENGTH) && near(down.lengthMm, HEIGHT);
  const stands = near(down.lengthMm, LENGTH) && near(across.lengthMm, HEIGHT);
  if (!lies && !stands) return { notFound: 'other-size' };
  const axis = lies ? 0 : 1;
  const found = extent(search, axis, centre, (MIDDLE_SHARE / 2) * (lies ? down : across).lengthMm);
  return typeof found === 'object' ? found : { notFound: found ?? 'other-shape' };
}

interface Search {
  readonly slice: Slice2d;
  readonly level: number;
}

interface Line {
  /** Where it lies beside the object's middle, mm. */
  readonly beside: number;
  readonly first: number;
  readonly last: number;
}

/** Length along an axis over lines up to `halfMm` beside the middle; undefined where the ends are not straight. */
function extent(
  search: Search,
  axis: 0 | 1,
  centre: readonly [number, number],
  halfMm: number,
): LocalizerLength | 'cut-off' | undefined {
  const { spacingMm } = search.slice;
  const middle = axis === 0 ? centre[1] * spacingMm[1] : centre[0] * spacingMm[0];
  const at = (along: number, beside: number): PointMm =>
    axis === 0 ? [along, middle + beside] : [middle + beside, along];
  const lines: Line[] = [];
  for (let line = 0; line < LINES; line++) {
    const beside = halfMm * ((2 * line) / (LINES - 1) - 1);
    const ends = endsOf(search, (along) => at(along, beside), axis);
    if (ends === 'cut-off') return ends;
    if (ends) lines.push({ beside, ...ends });
  }
  if (lines.length < LEAST_SHARE * LINES) return undefined;
  const slant = halfMm > 0 ? (slope(lines, 'first') + slope(lines, 'last')) / 2 : 0;
  const first = lines.map((line) => line.first - slant * line.beside);
  const last = lines.map((line) => line.last - slant * line.beside);
  if (Math.max(robustDeviation(first), robustDeviation(last)) > STRAIGHT_MM) return undefined;
  const [from, to] = [finiteMedian(first), finiteMedian(last)];
  // Across the slanting ends the phantom is shorter than along the axis: by the cosine, and the line turns with it.
  const cos = Math.cos(Math.atan(slant));
  const [half, aside] = [((to - from) * cos ** 2) / 2, (slant * (to - from) * cos ** 2) / 2];
  const along = (from + to) / 2;
  return { lengthMm: (to - from) * cos, from: at(along - half, aside), to: at(along + half, -aside) };
}

/** How an end slants, by Theil and Sen: the median of the slopes from lines on one side to lines on the other. */
function slope(lines: readonly Line[], end: 'first' | 'last'): number {
  const [upper, lower] = [lines.slice(0, lines.length >> 1), lines.slice(lines.length >> 1)];
  return finiteMedian(upper.flatMap((a) => lower.map((b) => (b[end] - a[end]) / (b.beside - a.beside))));
}

/** Where a line enters and leaves the object, mm along an axis; cut-off where it is inside at the image's edge. */
function endsOf(
  { slice, level }: Search,
  at: (along: number) => PointMm,
  axis: 0 | 1,
): { first: number; last: number } | 'cut-off' | undefined {
  const count = axis === 0 ? slice.columns : slice.rows;
  const spacing = slice.spacingMm[axis];
  const values = Float64Array.from({ length: (count - 1) * PER_PIXEL + 1 }, (_, i) => {
    const [x, y] = at((i / PER_PIXEL) * spacing);
    return sampleAt(slice, x / slice.spacingMm[0], y / slice.spacingMm[1]);
  });
  if ((values[0] ?? 0) >= level || (values.at(-1) ?? 0) >= level) return 'cut-off';
  const first = values.findIndex((value) => value >= level);
  const last = values.findLastIndex((value) => value >= level);
  if (first < 0) return undefined;
  const step = spacing / PER_PIXEL;
  const enters = crossing(values[first - 1] ?? 0, values[first] ?? 0, level) ?? 0;
  const leaves = crossing(values[last] ?? 0, values[last + 1] ?? 0, level) ?? 0;
  return { first: (first - 1 + enters) * step, last: (last + leaves) * step };
}
