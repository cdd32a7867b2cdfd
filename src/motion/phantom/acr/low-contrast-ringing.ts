import type { Slice2d } from '../find/find-disc.js';
import type { Insert } from './low-contrast-insert.js';

/** The insert's edge rings inwards over this much, mm. */
const DEPTH_MM = 14;
/** Width of a step of the profile, pixels: the ripple of a sharp edge is two pixels long. */
const STEP_PIXELS = 0.5;
/** Fewer pixels do not tell a step's mean. */
const LEAST_PIXELS = 12;

/**
 * Takes away the ripple that the insert's edge makes all round it (Gibbs): the mean over the circle about the insert's
 * centre, of the pixels that `isClear` admits, less its mean over the whole depth. What is not the same all round stays.
 */
export function withoutRinging(
  slice: Slice2d,
  insert: Insert,
  isClear: (column: number, row: number) => boolean,
): Slice2d {
  const { columns, rows, spacingMm } = slice;
  const stepMm = STEP_PIXELS * Math.max(...spacingMm);
  const first = insert.radiusMm - DEPTH_MM;
  const count = Math.ceil(DEPTH_MM / stepMm) + 1;
  const [sums, counts] = [new Float64Array(count), new Float64Array(count)];
  const over = (visit: (at: number, step: number, place: readonly [number, number]) => void): void => {
    for (let at = 0; at < columns * rows; at++) {
      const [column, row] = [at % columns, Math.floor(at / columns)];
      const mm = Math.hypot(
        (column - insert.centre[0]) * spacingMm[0],
        (row - insert.centre[1]) * spacingMm[1],
      );
      if (mm >= first && mm <= insert.radiusMm) visit(at, (mm - first) / stepMm, [column, row]);
    }
  };
  over((at, step, place) => {
    if (!isClear(...place)) return;
    const nearest = Math.round(step);
    sums[nearest] = (sums[nearest] ?? 0) + (slice.values[at] ?? 0);
    counts[nearest] = (counts[nearest] ?? 0) + 1;
  });
  const known = Array.from(counts.keys()).filter((n) => (counts[n] ?? 0) >= LEAST_PIXELS);
  const meanOf = (n: number): number => (sums[n] ?? 0) / (counts[n] ?? 1);
  const level = known.reduce((sum, n) => sum + meanOf(n), 0) / known.length;
  const ripple = Float64Array.from(counts, (pixels, n) => (pixels >= LEAST_PIXELS ? meanOf(n) - level : 0));
  const values = Float32Array.from(slice.values);
  over((at, step) => {
    const below = Math.min(count - 2, Math.floor(step));
    const share = step - below;
    const here = (ripple[below] ?? 0) * (1 - share) + (ripple[below + 1] ?? 0) * share;
    values[at] = (values[at] ?? 0) - here;
  });
  return { ...slice, values };
}
