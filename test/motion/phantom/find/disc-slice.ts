import { random } from '../../../../fixtures/random.js';
import type { Slice2d } from '../../../../src/motion/phantom/find/find-disc.js';

/** A disc or ellipse in a slice, for tests. Places and sizes in mm from the image's first pixel. */
export interface DiscSlice {
  readonly columns?: number;
  readonly rows?: number;
  readonly spacingMm?: readonly [number, number];
  readonly centreMm: readonly [number, number];
  readonly halfAxesMm: readonly [number, number];
  readonly inside?: number;
  readonly outside?: number;
  /** Standard deviation of the noise. */
  readonly noise?: number;
  /** What the signal at a place, mm from the centre, is multiplied with. */
  readonly times?: (x: number, y: number) => number;
}

/** The slice: edges as soft as a pixel, by parts of pixels. */
export function discSlice(of: DiscSlice): Slice2d {
  const { columns = 128, rows = 128, spacingMm = [1, 1], centreMm, halfAxesMm } = of;
  const { inside = 1000, outside = 0, noise = 0, times = () => 1 } = of;
  const source = random('disc slice');
  const values = new Float32Array(columns * rows);
  const parts = [-0.4, -0.2, 0, 0.2, 0.4];
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      let share = 0;
      for (const v of parts) {
        for (const u of parts) {
          const x = (i + u) * spacingMm[0] - centreMm[0];
          const y = (j + v) * spacingMm[1] - centreMm[1];
          if (Math.hypot(x / halfAxesMm[0], y / halfAxesMm[1]) <= 1) share += times(x, y) / 25;
        }
      }
      values[j * columns + i] = outside + (inside - outside) * share + noise * source.normal();
    }
  }
  return { values, columns, rows, spacingMm };
}
