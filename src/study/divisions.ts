import { COLUMN, columnOf } from './frame-columns.js';
import { fieldOfViewMm, inPlaneOffsets } from './in-plane.js';
import { sameThickness } from './plane-families.js';
import { placesOf } from './slice-grid.js';
import { type FrameSet, isUnsettled, makeStack, type Stack } from './stack.js';

/** For each frame of a stack the number of the part it belongs to; undefined when this way gives no parts. */
type Division = (frames: FrameSet, stack: Stack) => readonly number[] | undefined;

/** A jump by more than this share of the field of view leads to another slab (stations, left and right). */
const SLAB_SHARE = 0.5;
/** Slabs may overlap by this share of the shorter one; what overlaps more is a repetition. */
const MAX_OVERLAP = 0.5;

/**
 * Takes a stack apart where its frames are not one stack: slabs beside each other, parts of different thickness,
 * overlapping slabs of several acquisitions. Each way counts only where the parts that it makes are explained by it;
 * else the stack stays as it is.
 */
export function divided(frames: FrameSet, stack: Stack): Stack[] {
  if (stack.moved) return [stack];
  for (const [division, accepts] of DIVISIONS) {
    const numbers = division(frames, stack);
    if (!numbers) continue;
    const parts = partsOf(frames, stack, numbers);
    if (parts.length > 1 && accepts(parts)) return parts.flatMap((part) => divided(frames, part));
  }
  return [stack];
}

function partsOf(frames: FrameSet, stack: Stack, numbers: readonly number[]): Stack[] {
  const rows = new Map<number, number[]>();
  for (const [i, row] of stack.frames.entries()) {
    const number = numbers[i] ?? 0;
    const part = rows.get(number);
    if (part) part.push(row);
    else rows.set(number, [row]);
  }
  return [...rows.values()].map((part) => {
    const thicknesses = part.map((row) => frames.planes[frames.table.get(row, COLUMN.plane)]?.thicknessMm);
    const mixedThickness = thicknesses.some((mm) => !sameThickness(mm, thicknesses[0]));
    const plane = mixedThickness ? stack.plane : { ...stack.plane, thicknessMm: thicknesses[0] };
    return makeStack(frames, { plane, frames: part, mixedThickness });
  });
}

/** Slabs beside each other: stations of a whole-body scan, left and right breast. */
const bySlab: Division = (frames, stack) => {
  const field = fieldOfViewMm(stack.plane);
  if (!field) return undefined;
  const { alongRow, alongColumn } = inPlaneOffsets(frames.table, stack);
  const width = SLAB_SHARE * field[0];
  const height = SLAB_SHARE * field[1];
  const across = placesOf(alongRow, width);
  const down = placesOf(alongColumn, height);
  if (across.length * down.length < 2) return undefined;
  return alongRow.map((mm, i) => rank(across, mm) * down.length + rank(down, alongColumn[i] ?? 0));
};

/** Parts of different Slice Thickness: a head CT of 5 and 10 mm, two reconstructions in one series. */
const byThickness: Division = ({ table, planes }, stack) => {
  if (!stack.mixedThickness || !isQuestionable(stack)) return undefined;
  const distinct: (number | undefined)[] = [];
  return stack.frames.map((row) => {
    const thickness = planes[table.get(row, COLUMN.plane)]?.thicknessMm;
    const known = distinct.findIndex((mm) => sameThickness(mm, thickness));
    return known >= 0 ? known : distinct.push(thickness) - 1;
  });
};

/** Slabs that follow each other, one an acquisition (PS3.3 C.7.6.1: Acquisition Number). */
const byAcquisition: Division = ({ table }, stack) => {
  // Gaps in a grid that is regular otherwise are losses, even where acquisitions meet.
  if (!isUnsettled(stack) && !isCrowded(stack)) return undefined;
  const column = columnOf('AcquisitionNumber');
  const numbers = stack.frames.map((row) => table.get(row, column));
  return numbers.some(Number.isNaN) ? undefined : numbers;
};

const DIVISIONS: readonly (readonly [Division, (parts: readonly Stack[]) => boolean])[] = [
  [bySlab, () => true],
  [byThickness, (parts) => parts.every(isWhole)],
  [
    byAcquisition,
    (parts) => parts.every((part) => isWhole(part) && !isCrowded(part)) && followEachOther(parts),
  ],
];

/** Something about the stack wants an explanation. */
function isQuestionable(stack: Stack): boolean {
  return isUnsettled(stack) || stack.grid.gaps > 0 || isCrowded(stack);
}

function isCrowded({ frames, grid }: Stack): boolean {
  return frames.length > grid.places.length;
}

/** A regular stack without gaps. */
function isWhole(stack: Stack): boolean {
  return stack.grid.places.length > 1 && !isUnsettled(stack) && stack.grid.gaps === 0;
}

/** True when the parts lie one behind the other, overlapping little. */
function followEachOther(parts: readonly Stack[]): boolean {
  const spans = parts
    .map(({ grid: { places } }) => ({ from: places[0] ?? 0, to: places[places.length - 1] ?? 0 }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  return spans.every((span, i) => {
    const before = spans[i - 1];
    if (!before) return true;
    const shorter = Math.min(span.to - span.from, before.to - before.from);
    return before.to - span.from <= MAX_OVERLAP * shorter;
  });
}

function rank(starts: readonly number[], mm: number): number {
  let number = 0;
  while (number + 1 < starts.length && (starts[number + 1] ?? 0) <= mm) number++;
  return number;
}
