import { interleaveGroups } from '../../../motion/slices/interleave.js';
import type { StillImage } from '../../../rules/motion/image/still-images.js';

/** More passes than this leave too few slices in each. */
const MOST_PASSES = 4;

/**
 * Slices of each pass of a 2D acquisition, as their times tell; where nothing tells, every other slice, as most 2D
 * sequences take them. One pass where slices are not excited one by one.
 */
export function passesOf({ kind, plan, sliceTimesS }: StillImage): readonly (readonly number[])[] {
  const all = plan.slices.map((_, slice) => slice);
  if (kind !== 'multislice') return [all];
  const passes = sliceTimesS ? interleaveGroups(sliceTimesS) : [];
  if (passes.length > 0 && passes.length <= MOST_PASSES) return passes;
  return [0, 1].map((parity) => all.filter((slice) => slice % 2 === parity));
}
