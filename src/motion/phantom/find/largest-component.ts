/** Pixels that hang together. */
export interface Component {
  readonly pixels: number;
  /** Mean of the pixels' columns and rows. */
  readonly centre: readonly [number, number];
  /** First and last column, first and last row. */
  readonly box: readonly [number, number, number, number];
}

/** An image whose pixels at or above a level are looked at. */
export interface Above {
  readonly values: Float32Array;
  readonly columns: number;
  readonly rows: number;
  readonly level: number;
}

/**
 * The largest group of pixels at or above a level that touch along their sides.
 * @returns undefined where no pixel is
 */
export function largestComponent({ values, columns, rows, level }: Above): Component | undefined {
  // A margin of one pixel that is never above, so that no neighbour needs to be looked at for the image's edge.
  const width = columns + 2;
  const waiting = new Uint8Array(width * (rows + 2));
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      if ((values[j * columns + i] ?? 0) >= level) waiting[(j + 1) * width + i + 1] = 1;
    }
  }
  const stack = new Int32Array(columns * rows);
  let best: Component | undefined;
  for (let start = 0; start < waiting.length; start++) {
    if (!waiting[start]) continue;
    const component = taken(waiting, { width, stack, start });
    if (!best || component.pixels > best.pixels) best = component;
  }
  return best;
}

/** Takes the component of a pixel out of what is waiting. */
function taken(
  waiting: Uint8Array,
  { width, stack, start }: { width: number; stack: Int32Array; start: number },
): Component {
  const box: [number, number, number, number] = [width, 0, Number.POSITIVE_INFINITY, 0];
  let [size, pixels, sumI, sumJ] = [1, 0, 0, 0];
  const add = (at: number): void => {
    if (!waiting[at]) return;
    waiting[at] = 0;
    stack[size++] = at;
  };
  stack[0] = start;
  waiting[start] = 0;
  while (size > 0) {
    const at = stack[--size] ?? 0;
    const i = (at % width) - 1;
    const j = Math.floor(at / width) - 1;
    pixels++;
    sumI += i;
    sumJ += j;
    if (i < box[0]) box[0] = i;
    if (i > box[1]) box[1] = i;
    if (j < box[2]) box[2] = j;
    if (j > box[3]) box[3] = j;
    add(at - 1);
    add(at + 1);
    add(at - width);
    add(at + width);
  }
  return { pixels, centre: [sumI / pixels, sumJ / pixels], box };
}
