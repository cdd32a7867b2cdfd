import type { Slice2d } from '../find/find-disc.js';
import type { AdcSpec } from '../phantom-spec.js';
import { discContrast } from './disc-contrast.js';
import { LARGEST_TURN_DEG, type PlacedVial, settleVials } from './settle-vials.js';

const TURN_STEP_DEG = 1;
/** A disc whose contrast is less is none: its surroundings are more than half as bright. */
const LEAST_CONTRAST = 0.3;
/** Another layout that fits as well as this share of the best makes it unsure which vial is which. */
const ALIKE = 0.85;

interface Layout {
  readonly turnDeg: number;
  /** Centre of the first vial, pixels. */
  readonly column: number;
  readonly row: number;
  readonly score: number;
}

/**
 * Finds vials by their layout, shifted anywhere and turned by at most 20°, in the image of the least weighting: where
 * every vial has a disc that is brighter than what is round it.
 * @returns the vials in the order of the layout, or undefined where they are not there, or fit in more than one way
 */
export function findVials(image: Slice2d, vials: AdcSpec['vials']): readonly PlacedVial[] | undefined {
  const contrasts = contrastsOf(image, vials);
  const best = search(image, vials, contrasts);
  if (!best) return undefined;
  const reach = Math.min(...vials.map(({ radiusMm }) => radiusMm));
  const other = search(image, vials, contrasts, (layout) => shiftMm(image, vials, [best, layout]) > reach);
  if (other && other.score >= ALIKE * best.score) return undefined;
  return settleVials(
    image,
    vials.map((vial) => ({ vial, at: placeOf(image, vial, best) })),
  );
}

function contrastsOf(image: Slice2d, vials: AdcSpec['vials']): readonly Float32Array[] {
  const byRadius = new Map<number, Float32Array>();
  return vials.map(({ radiusMm }) => {
    const known = byRadius.get(radiusMm) ?? discContrast(image, radiusMm);
    byRadius.set(radiusMm, known);
    return known;
  });
}

function search(
  image: Slice2d,
  vials: AdcSpec['vials'],
  contrasts: readonly Float32Array[],
  isAllowed: (layout: Layout) => boolean = () => true,
): Layout | undefined {
  const { columns, rows } = image;
  let best: Layout | undefined;
  for (let turnDeg = -LARGEST_TURN_DEG; turnDeg <= LARGEST_TURN_DEG; turnDeg += TURN_STEP_DEG) {
    const offsets = vials.map((vial) => offsetOf(image, vial, turnDeg).map(Math.round));
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const score = scoreAt(image, contrasts, { offsets, column, row });
        if (score <= (best?.score ?? 0)) continue;
        const layout = { turnDeg, column, row, score };
        if (isAllowed(layout)) best = layout;
      }
    }
  }
  return best;
}

/** Sum of the contrasts of all vials; 0 where one of them is no disc, or not in the image. */
function scoreAt(
  { columns, rows }: Slice2d,
  contrasts: readonly Float32Array[],
  at: { readonly offsets: readonly (readonly number[])[]; readonly column: number; readonly row: number },
): number {
  let sum = 0;
  for (let v = 0; v < contrasts.length; v++) {
    const offset = at.offsets[v];
    const x = at.column + (offset?.[0] ?? 0);
    const y = at.row + (offset?.[1] ?? 0);
    if (x < 0 || y < 0 || x >= columns || y >= rows) return 0;
    const contrast = contrasts[v]?.[y * columns + x] ?? 0;
    if (contrast < LEAST_CONTRAST) return 0;
    sum += contrast;
  }
  return sum;
}

/** Of a vial from the first, in pixels, the layout turned from row towards column. */
function offsetOf(
  { spacingMm }: Slice2d,
  { positionMm: [x, y] }: AdcSpec['vials'][number],
  turnDeg: number,
): [number, number] {
  const turn = (turnDeg * Math.PI) / 180;
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return [(c * x - s * y) / spacingMm[0], (s * x + c * y) / spacingMm[1]];
}

function placeOf(
  image: Slice2d,
  vial: AdcSpec['vials'][number],
  { column, row, turnDeg }: Layout,
): [number, number] {
  const [x, y] = offsetOf(image, vial, turnDeg);
  return [column + x, row + y];
}

/** How far the vial lies from itself that moves most between two layouts, mm. */
function shiftMm(image: Slice2d, vials: AdcSpec['vials'], [a, b]: readonly [Layout, Layout]): number {
  const [dx, dy] = image.spacingMm;
  const shifts = vials.map((vial) => {
    const [ax, ay] = placeOf(image, vial, a);
    const [bx, by] = placeOf(image, vial, b);
    return Math.hypot((ax - bx) * dx, (ay - by) * dy);
  });
  return Math.max(...shifts);
}
