import { divided } from './divisions.js';
import { followMotion } from './motion.js';
import { planeKey } from './plane.js';
import { planeFamilies } from './plane-families.js';
import { type FrameSet, isUnsettled, makeStack, type Stack } from './stack.js';

/**
 * Sorts frames into stacks by orientation, matrix and pixel spacing, largest first; volumes that were moved slightly
 * against each other make one stack, slabs and parts of different thickness make one each. Nothing depends on the
 * order of the frames.
 * @param rows rows of the frame table; frames without a plane are left out
 */
export function stacksOf(frames: FrameSet, rows: readonly number[]): Stack[] {
  const families = planeFamilies(frames, rows);
  let stacks = families.map((family) => makeStack(frames, family));
  if (families.length > 1 || stacks.some(isUnsettled)) {
    const moved = followMotion(frames, families);
    if (moved) stacks = [moved.stack, ...moved.rest.map((family) => makeStack(frames, family))];
  }
  return stacks.flatMap((stack) => divided(frames, stack)).sort(inOrder);
}

function inOrder(a: Stack, b: Stack): number {
  const keys = [planeKey(a.plane), planeKey(b.plane)] as const;
  return (
    b.frames.length - a.frames.length ||
    (keys[0] < keys[1] ? -1 : Number(keys[0] > keys[1])) ||
    (a.grid.places[0] ?? 0) - (b.grid.places[0] ?? 0)
  );
}
