import { finiteMedian } from '../../slices/robust.js';
import {
  type PhantomFrame,
  passes,
  profileAlongX,
  profileAlongY,
  type Span,
  within,
} from './phantom-frame.js';

/** A bar that a wedge of 45° makes at the phantom's top: where it lies and ends, mm from the disc's centre. */
export interface WedgeBar {
  readonly xMm: number;
  readonly fromMm: number;
  readonly endMm: number;
}

/** Both bars, and by how much the right one is longer. */
export interface SlicePosition {
  /** Right bar less left bar, mm. */
  readonly differenceMm: number;
  readonly left: WedgeBar;
  readonly right: WedgeBar;
}

/** Where the bars are sure to be if there are any: depths below the phantom's top, mm, and how far aside. */
const DEPTH_MM = { from: 9, to: 15 } as const;
const ASIDE_MM = 26;
/** Both bars together: 12 mm in the phantom. */
const WIDTH_MM = { least: 7, most: 18 } as const;
const OFF_CENTRE_MM = 8;
/** How deep their ends are looked for. The insert of slice 11 begins at 52 mm. */
const DEEPEST_MM = 49;
/** Water beside the bars: how far from their outer edges, mm. */
const BESIDE_MM = { from: 4, to: 9 } as const;
/** Half the width of a bar that is sampled, as a share of the width of both. */
const SAMPLED = 0.14;
/** A slice so far from its place (half of this) is not the slice: slices lie 10 mm apart, so that the next has 20. */
const LARGEST_DIFFERENCE_MM = 15;

/**
 * The position of slice 1 or 11 by the bars of two crossed wedges of 45° at the top: right bar less left bar, as the
 * image is looked at. A slice too far towards the head has the longer bar on the right: positive.
 * ACR Large and Medium Phantom Test Guidance, slice position accuracy.
 * @returns undefined where the bars do not show
 */
export function slicePosition(frame: PhantomFrame): SlicePosition | undefined {
  const { inside, halfAxesMm } = frame.disc;
  const topMm = -halfAxesMm[1];
  const depths: Span = [topMm + DEPTH_MM.from, topMm + DEPTH_MM.to];
  const across = profileAlongX(frame, [-ASIDE_MM, ASIDE_MM], depths);
  const [xMm, dark] = darkest(across.values, across);
  const level = (inside + dark) / 2;
  if (!(dark < 0.5 * inside)) return undefined;
  const from = passes(across, level, { startMm: xMm, towards: -1, staysMm: 2 });
  const to = passes(across, level, { startMm: xMm, towards: 1, staysMm: 2 });
  if (from === undefined || to === undefined) return undefined;
  const [width, middle] = [to - from, (from + to) / 2];
  if (width < WIDTH_MM.least || width > WIDTH_MM.most || Math.abs(middle) > OFF_CENTRE_MM) return undefined;
  const water = waterBeside(frame, [from, to], topMm);
  const left = barAt(frame, { x: middle - width / 4, half: SAMPLED * width, topMm, water });
  const right = barAt(frame, { x: middle + width / 4, half: SAMPLED * width, topMm, water });
  if (!left || !right) return undefined;
  const differenceMm = right.endMm - left.endMm;
  return Math.abs(differenceMm) <= LARGEST_DIFFERENCE_MM ? { differenceMm, left, right } : undefined;
}

/** Where the middle third of a profile is darkest, and how dark. */
function darkest(
  values: Float64Array,
  { fromMm, stepMm }: { fromMm: number; stepMm: number },
): [number, number] {
  let [best, value] = [0, Number.POSITIVE_INFINITY];
  for (let i = Math.floor(values.length / 3); i < (2 * values.length) / 3; i++) {
    const here = values[i] ?? Number.NaN;
    if (here < value) [best, value] = [i, here];
  }
  return [fromMm + best * stepMm, value];
}

function waterBeside(frame: PhantomFrame, [from, to]: Span, topMm: number): number {
  const y: Span = [topMm + DEPTH_MM.from, topMm + DEEPEST_MM];
  const sides: Span[] = [
    [from - BESIDE_MM.to, from - BESIDE_MM.from],
    [to + BESIDE_MM.from, to + BESIDE_MM.to],
  ];
  return finiteMedian(sides.flatMap((x) => Array.from(profileAlongY(frame, x, y).values)));
}

interface Bar {
  readonly x: number;
  readonly half: number;
  readonly topMm: number;
  readonly water: number;
}

/** A bar's end: where it is half as bright as the water, coming from the dark. */
function barAt(frame: PhantomFrame, { x, half, topMm, water }: Bar): WedgeBar | undefined {
  const y: Span = [topMm + DEPTH_MM.from, topMm + DEEPEST_MM];
  const profile = profileAlongY(frame, [x - half, x + half], y);
  const dark = finiteMedian(within(profile, [y[0], y[0] + 3]));
  const level = (dark + water) / 2;
  if (!(dark < 0.4 * water)) return undefined;
  const endMm = passes(profile, level, { startMm: y[0], towards: 1, staysMm: 3 });
  return endMm === undefined ? undefined : { xMm: x, fromMm: topMm, endMm };
}
