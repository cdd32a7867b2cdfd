import type { Slice2d } from '../find/find-disc.js';

/** Pixels of two images that were taken one after the other: what their noise has in common. */
export interface SharedNoise {
  /** Correlation of what each pixel differs by from the mean of its four neighbours; 0 where an image has none. */
  readonly correlation: number;
  /** Share of the pixels that are the same in both. */
  readonly equalShare: number;
}

/**
 * How much of two images' noise is the same. Each pixel less the mean of its neighbours leaves noise, and of the object
 * what is as fine as a pixel. Factors between the images, and offsets, make no difference to the correlation.
 * @param pixels indices; those at the border of the image are passed over
 */
export function sharedNoise(first: Slice2d, second: Slice2d, pixels: Iterable<number>): SharedNoise {
  const { columns, rows } = first;
  let [both, one, other, equal, count] = [0, 0, 0, 0, 0];
  for (const at of pixels) {
    const column = at % columns;
    if (column === 0 || column === columns - 1 || at < columns || at >= columns * (rows - 1)) continue;
    const a = detail(first.values, at, columns);
    const b = detail(second.values, at, columns);
    both += a * b;
    one += a * a;
    other += b * b;
    if (first.values[at] === second.values[at]) equal++;
    count++;
  }
  const size = Math.sqrt(one * other);
  return { correlation: size > 0 ? both / size : 0, equalShare: count > 0 ? equal / count : 0 };
}

function detail(values: Float32Array, at: number, columns: number): number {
  const near =
    (values[at - 1] ?? 0) + (values[at + 1] ?? 0) + (values[at - columns] ?? 0) + (values[at + columns] ?? 0);
  return (values[at] ?? 0) - near / 4;
}
