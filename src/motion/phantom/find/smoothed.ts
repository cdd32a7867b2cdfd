import type { Slice2d } from './slice-2d.js';

/** The mean of 3 × 3 pixels, of those within the image: an edge's half height stays where it is, and noise goes. */
export function smoothed(slice: Slice2d): Slice2d {
  const { values, columns, rows } = slice;
  const across = new Float32Array(values.length);
  const out = new Float32Array(values.length);
  meanOfThree(values, across, { lines: rows, length: columns, step: 1, next: columns });
  meanOfThree(across, out, { lines: columns, length: rows, step: columns, next: 1 });
  return { ...slice, values: out };
}

/** How values lie in lines: places from one to the next within a line, and from line to line. */
interface Lines {
  readonly lines: number;
  readonly length: number;
  readonly step: number;
  readonly next: number;
}

function meanOfThree(from: Float32Array, to: Float32Array, { lines, length, step, next }: Lines): void {
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < length; i++) {
      const at = line * next + i * step;
      const before = i > 0 ? (from[at - step] ?? 0) : 0;
      const after = i < length - 1 ? (from[at + step] ?? 0) : 0;
      const count = 1 + (i > 0 ? 1 : 0) + (i < length - 1 ? 1 : 0);
      to[at] = (before + (from[at] ?? 0) + after) / count;
    }
  }
}
