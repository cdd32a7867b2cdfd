/** The smallest box of a frame that holds the voxels of a segment. */
export interface FramePart {
  /** Slice or place that it lies in. */
  readonly slice: number;
  /** Column and row of its first voxel in the whole matrix. */
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
  /** 1 inside, 0 outside; columns fastest. */
  readonly inside: Uint8Array;
  /** Voxels inside. */
  readonly count: number;
}

/** A box of a frame: first and last column and row. */
export interface FrameBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** One frame's values. */
interface FrameValues {
  readonly values: ArrayLike<number>;
  readonly columns: number;
  readonly rows: number;
}

/**
 * The smallest box of the values from `least` on, which is more than 0.
 * @returns undefined where there is none
 */
export function boxFrom({ values, columns, rows }: FrameValues, least: number): FrameBox | undefined {
  let [left, right, top, bottom] = [columns, -1, -1, -1];
  const words = wordsOf(values, columns);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    if (words && isEmptyRow(words, start / 4, columns / 4)) continue;
    let first = 0;
    while (first < columns && (values[start + first] ?? 0) < least) first++;
    if (first === columns) continue;
    let last = columns - 1;
    while ((values[start + last] ?? 0) < least) last--;
    if (top < 0) top = row;
    bottom = row;
    if (first < left) left = first;
    if (last > right) right = last;
  }
  return top < 0 ? undefined : { left, right, top, bottom };
}

/** Four bytes at a time, where rows begin at multiples of four: segmentations are empty for the most part. */
function wordsOf(values: ArrayLike<number>, columns: number): Uint32Array | undefined {
  if (!(values instanceof Uint8Array) || columns % 4 !== 0 || values.byteOffset % 4 !== 0) return undefined;
  return new Uint32Array(values.buffer, values.byteOffset, values.length >> 2);
}

function isEmptyRow(words: Uint32Array, from: number, count: number): boolean {
  for (let at = from; at < from + count; at++) if (words[at] !== 0) return false;
  return true;
}

/** The voxels of a box whose values lie from `least` to `most`, as 0 and 1. */
export function insideOf(frame: FrameValues, box: FrameBox, range: { least: number; most: number }) {
  const { least, most } = range;
  const columns = box.right - box.left + 1;
  const rows = box.bottom - box.top + 1;
  const inside = new Uint8Array(columns * rows);
  const { values } = frame;
  let to = 0;
  let count = 0;
  for (let row = box.top; row <= box.bottom; row++) {
    const start = row * frame.columns + box.left;
    for (let at = start; at < start + columns; at++, to++) {
      const value = values[at] ?? 0;
      if (value < least || value > most) continue;
      inside[to] = 1;
      count++;
    }
  }
  return { columns, rows, inside, count };
}
