import { finiteMedian, robustDeviation } from '../../slices/robust.js';
import type { FoundDisc, Slice2d } from '../find/find-disc.js';
import { type PhantomFrame, passes, profileAlongY } from './phantom-frame.js';

/** The dark bar across the middle of slices 1 to 4 that holds the two ramps. */
export interface RampBand {
  /** How far it is turned, clockwise. */
  readonly angleRad: number;
  /** Distance of its middle line from the disc's centre, downwards, mm. */
  readonly middleMm: number;
  readonly heightMm: number;
}

/** Columns that the bar is looked for in: beside the ramps, which are not dark; mm from the centre. */
const COLUMNS = { from: 22, to: 54, step: 2 } as const;
/** It is looked for so far above and below the centre, mm. */
const REACH_MM = 19;
/** About 10 mm in the phantom. */
const HEIGHT_MM = { least: 7, most: 16 } as const;
/** Of the columns so many must show it. */
const LEAST_SHARE = 0.8;
/** Its edges lie on lines to within this, mm. */
const STRAIGHT_MM = 1;
/** A phantom that is turned farther was not set up. */
const LARGEST_ANGLE_RAD = (8 * Math.PI) / 180;

/**
 * Finds the bar of the ramps by what it looks like: a straight dark band of its height across the middle with water
 * above and below.
 * @returns undefined where there is none
 */
export function findRampBand(slice: Slice2d, disc: FoundDisc): RampBand | undefined {
  const frame = { slice, disc, angleRad: 0 };
  const level = (disc.inside + disc.outside) / 2;
  const found: { x: number; middle: number; height: number }[] = [];
  let columns = 0;
  for (let distance = COLUMNS.from; distance <= COLUMNS.to; distance += COLUMNS.step) {
    for (const x of [-distance, distance]) {
      columns++;
      const segment = darkSegment(frame, x, level);
      if (segment) found.push({ x, ...segment });
    }
  }
  const on = (wanted: number): boolean => wanted >= LEAST_SHARE * columns;
  if (!on(found.length)) return undefined;
  const left = found.filter(({ x }) => x < 0);
  const right = found.filter(({ x }) => x > 0);
  // Theil–Sen: the median of the slopes from every column on the left to every one on the right.
  const slope = finiteMedian(left.flatMap((a) => right.map((b) => (b.middle - a.middle) / (b.x - a.x))));
  const middle = finiteMedian(found.map((column) => column.middle - slope * column.x));
  const off = found.map((column) => column.middle - middle - slope * column.x);
  const straight = off.filter((mm) => Math.abs(mm) <= STRAIGHT_MM).length;
  const angleRad = Math.atan(slope);
  const isSure =
    on(straight) && robustDeviation(off) < STRAIGHT_MM && Math.abs(angleRad) <= LARGEST_ANGLE_RAD;
  if (!isSure) return undefined;
  const cos = Math.cos(angleRad);
  return {
    angleRad,
    middleMm: middle * cos,
    heightMm: finiteMedian(found.map(({ height }) => height)) * cos,
  };
}

/** The dark segment of a column that lies nearest to the middle and has the bar's height. */
function darkSegment(
  frame: PhantomFrame,
  x: number,
  level: number,
): { middle: number; height: number } | undefined {
  const profile = profileAlongY(frame, [x - 1, x + 1], [-REACH_MM, REACH_MM]);
  let best: { middle: number; height: number } | undefined;
  for (let i = 1; i < profile.values.length - 1; i++) {
    const startMm = profile.fromMm + i * profile.stepMm;
    const [before, here] = [profile.values[i - 1] ?? Number.NaN, profile.values[i] ?? Number.NaN];
    if (!(before >= level && here < level)) continue;
    const top = passes(profile, level, { startMm, towards: -1, staysMm: 1 });
    const bottom = passes(profile, level, { startMm, towards: 1, staysMm: 1 });
    if (top === undefined || bottom === undefined) continue;
    const segment = { middle: (top + bottom) / 2, height: bottom - top };
    if (segment.height < HEIGHT_MM.least || segment.height > HEIGHT_MM.most) continue;
    if (!best || Math.abs(segment.middle) < Math.abs(best.middle)) best = segment;
  }
  return best;
}
