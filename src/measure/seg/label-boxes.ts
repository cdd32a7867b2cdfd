import type { FrameBox } from './frame-part.js';

/** Where the labels of a frame of a label map lie. */
interface LabelBoxes {
  /** By the label's index in `labels`; undefined where the frame does not hold it. */
  readonly boxes: readonly (FrameBox | undefined)[];
  /** Pixels whose value is no label and not the background. */
  readonly unknown: number;
}

/** No label: the background, or one that is not asked for. */
const NONE = 0;
const UNKNOWN = 0xffff;

/** Finds the boxes of all labels of a frame in one pass. Made once for all frames. */
export class LabelFinder {
  /** Value of a pixel → index of its label from 1, or what it is instead. */
  private readonly indexOf = new Uint16Array(0x10000).fill(UNKNOWN);

  /**
   * @param labels values that are looked for
   * @param ignored values that are known, and not looked for
   */
  constructor(
    private readonly labels: readonly number[],
    ignored: readonly number[],
  ) {
    for (const value of ignored) this.indexOf[value] = NONE;
    for (const [n, value] of labels.entries()) this.indexOf[value] = n + 1;
  }

  /** @param values of one frame, columns fastest */
  find(values: ArrayLike<number>, columns: number): LabelBoxes {
    const edges = new Int32Array(4 * (this.labels.length + 1));
    for (let n = 0; n <= this.labels.length; n++) edges.set([columns, -1, -1, -1], 4 * n);
    const { indexOf } = this;
    let unknown = 0;
    for (let start = 0, row = 0; start < values.length; start += columns, row++) {
      for (let column = 0; column < columns; ) {
        const value = values[start + column] ?? 0;
        const first = column;
        do column++;
        while (column < columns && values[start + column] === value);
        const index = indexOf[value] ?? UNKNOWN;
        if (index === NONE) continue;
        if (index === UNKNOWN) unknown += column - first;
        else widen(edges, 4 * index, { first, last: column - 1, row });
      }
    }
    return { boxes: this.labels.map((_, n) => boxAt(edges, 4 * (n + 1))), unknown };
  }
}

/** Four edges a label: left, right, top, bottom. */
function widen(edges: Int32Array, at: number, run: { first: number; last: number; row: number }): void {
  if (run.first < (edges[at] ?? 0)) edges[at] = run.first;
  if (run.last > (edges[at + 1] ?? 0)) edges[at + 1] = run.last;
  if ((edges[at + 2] ?? 0) < 0) edges[at + 2] = run.row;
  edges[at + 3] = run.row;
}

function boxAt(edges: Int32Array, at: number): FrameBox | undefined {
  const [left = 0, right = -1, top = 0, bottom = -1] = edges.subarray(at, at + 4);
  return right < 0 ? undefined : { left, right, top, bottom };
}
