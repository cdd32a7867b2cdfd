import type { Slice2d } from '../find/find-disc.js';
import type { AdcSpec } from '../phantom-spec.js';
import { INNER } from './disc-contrast.js';

/** A vial where it was found. */
export interface PlacedVial {
  readonly vial: AdcSpec['vials'][number];
  /** Centre: column and row, pixels, fractions of them too. */
  readonly at: readonly [number, number];
}

/** How far a phantom may be turned in the image's plane; farther, rings of vials look alike. */
export const LARGEST_TURN_DEG = 20;
/** A turn is measured better than this, degrees. */
const TURN_TOLERANCE_DEG = 1;
/** How far a vial may lie from where the layout has it, once that lies as well as it can. */
const LARGEST_RESIDUAL_MM = 3;
/** How much the radius of what is bright may differ from that of the vial. */
const RADIUS_SHARE = 0.25;
/** As far as this from the centre, in radii, a vial is looked at. */
const REACH = 1.3;

/**
 * Moves each vial to the middle of what is bright there, and asks whether they lie as declared.
 * @returns undefined where one has another size or lies more than 3 mm from its place, or all are turned by more than 20°
 */
export function settleVials(
  image: Slice2d,
  placed: readonly PlacedVial[],
): readonly PlacedVial[] | undefined {
  const settled: PlacedVial[] = [];
  for (const { vial, at } of placed) {
    const first = brightPart(image, at, vial.radiusMm);
    const found = first && brightPart(image, first.at, vial.radiusMm);
    if (!found || Math.abs(found.radiusMm / vial.radiusMm - 1) > RADIUS_SHARE) return undefined;
    settled.push({ vial, at: found.at });
  }
  const { residualMm, turnDeg } = rigidFit(image, settled);
  const isTurned = Math.abs(turnDeg) > LARGEST_TURN_DEG + TURN_TOLERANCE_DEG;
  return residualMm <= LARGEST_RESIDUAL_MM && !isTurned ? settled : undefined;
}

interface BrightPart {
  readonly at: [number, number];
  /** Of a circle of its area. */
  readonly radiusMm: number;
}

/** What is brighter than half way between the vial and its surroundings. */
function brightPart(image: Slice2d, at: readonly [number, number], radiusMm: number): BrightPart | undefined {
  const { values, columns } = image;
  const [dx, dy] = image.spacingMm;
  const inside: number[] = [];
  const about: number[] = [];
  const pixels = pixelsWithin(image, at, REACH * radiusMm);
  for (const { index, distanceMm } of pixels) {
    if (distanceMm <= INNER * radiusMm) inside.push(values[index] ?? 0);
    else if (distanceMm > 1.1 * radiusMm) about.push(values[index] ?? 0);
  }
  const half = (middle(inside) + middle(about)) / 2;
  let [count, x, y] = [0, 0, 0];
  for (const { index } of pixels) {
    if (!((values[index] ?? 0) > half)) continue;
    count++;
    x += index % columns;
    y += Math.floor(index / columns);
  }
  if (count === 0) return undefined;
  return { at: [x / count, y / count], radiusMm: Math.sqrt((count * dx * dy) / Math.PI) };
}

/** Pixels of a disc: their index in the image, and how far they are from its centre. */
export function pixelsWithin(
  { columns, rows, spacingMm: [dx, dy] }: Omit<Slice2d, 'values'>,
  [cx, cy]: readonly [number, number],
  radiusMm: number,
): { readonly index: number; readonly distanceMm: number }[] {
  const found: { index: number; distanceMm: number }[] = [];
  const [reachX, reachY] = [radiusMm / dx, radiusMm / dy];
  for (let y = Math.max(0, Math.ceil(cy - reachY)); y <= Math.min(rows - 1, cy + reachY); y++) {
    for (let x = Math.max(0, Math.ceil(cx - reachX)); x <= Math.min(columns - 1, cx + reachX); x++) {
      const distanceMm = Math.hypot((x - cx) * dx, (y - cy) * dy);
      if (distanceMm <= radiusMm) found.push({ index: y * columns + x, distanceMm });
    }
  }
  return found;
}

function middle(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1] ?? 0;
}

/** Turn of the best rigid fit in the plane (Schönemann 1966, Psychometrika 31:1), and the largest distance that is left. */
function rigidFit(
  { spacingMm }: Slice2d,
  placed: readonly PlacedVial[],
): { readonly residualMm: number; readonly turnDeg: number } {
  const points = placed.map(({ vial, at }) => ({
    p: vial.positionMm,
    q: [at[0] * spacingMm[0], at[1] * spacingMm[1]] as const,
  }));
  const meanOf = (pick: (point: (typeof points)[number]) => number): number =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [px, py] = [meanOf(({ p }) => p[0]), meanOf(({ p }) => p[1])];
  const [qx, qy] = [meanOf(({ q }) => q[0]), meanOf(({ q }) => q[1])];
  const sine = meanOf(({ p, q }) => (p[0] - px) * (q[1] - qy) - (p[1] - py) * (q[0] - qx));
  const cosine = meanOf(({ p, q }) => (p[0] - px) * (q[0] - qx) + (p[1] - py) * (q[1] - qy));
  const turn = Math.atan2(sine, cosine);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const residuals = points.map(({ p, q }) => {
    const [x, y] = [p[0] - px, p[1] - py];
    return Math.hypot(q[0] - qx - (c * x - s * y), q[1] - qy - (s * x + c * y));
  });
  return { residualMm: Math.max(...residuals), turnDeg: (turn * 180) / Math.PI };
}
