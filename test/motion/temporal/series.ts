import { normalPairs } from '../../../fixtures/motion/noise.js';
import type { MaskedSeries } from '../../../src/motion/temporal/masked-series.js';

/** A series of voxels that are given one by one, each over time. */
export function seriesOf(courses: readonly (readonly number[])[]): MaskedSeries {
  const voxels = courses.length;
  const volumes = courses[0]?.length ?? 0;
  const values = new Float64Array(volumes * voxels);
  for (const [n, course] of courses.entries()) {
    for (const [v, value] of course.entries()) values[v * voxels + n] = value;
  }
  return { volumes, voxels, values };
}

/** Normal deviates, of standard deviation 1, that are the same for the same seed. */
export function deviates(seed: string, count: number): number[] {
  const pairs = normalPairs(seed);
  return Array.from({ length: count }, () => {
    pairs.draw();
    return pairs.a;
  });
}

/** Voxels of different brightness and the same white noise of standard deviation 10. */
export function noisyCourses(
  seed: string,
  { voxels, volumes }: { voxels: number; volumes: number },
): number[][] {
  const noise = deviates(seed, voxels * volumes);
  return Array.from({ length: voxels }, (_, n) =>
    noise.slice(n * volumes, (n + 1) * volumes).map((deviate) => 500 + 3 * (n % 200) + 10 * deviate),
  );
}

/** A copy with every value changed; `n` is the voxel, `v` the volume. */
export function changed(
  courses: readonly (readonly number[])[],
  change: (value: number, n: number, v: number) => number,
): number[][] {
  return courses.map((course, n) => course.map((value, v) => change(value, n, v)));
}

/** Root mean square. */
export function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
}
