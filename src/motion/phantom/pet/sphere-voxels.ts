import type { Vector3 } from '../../../study/vectors.js';
import type { PhantomImage } from '../phantom-image.js';

/** A ball: its centre in the image's own axes, mm from the first voxel along i, j, k. */
export interface Ball {
  readonly centreMm: Vector3;
  readonly radiusMm: number;
}

/** What the voxels have whose centres lie in a ball. */
interface BallValues {
  readonly voxels: number;
  readonly sum: number;
  readonly max: number;
}

/** Sum and largest of the voxels whose centres lie in a ball. */
export function ballValues(
  { values, dims, spacingMm }: PhantomImage,
  { centreMm, radiusMm }: Ball,
): BallValues {
  const [nx, ny] = dims;
  const range = (axis: 0 | 1 | 2): readonly [number, number] => [
    Math.max(0, Math.ceil((centreMm[axis] - radiusMm) / spacingMm[axis])),
    Math.min(dims[axis] - 1, Math.floor((centreMm[axis] + radiusMm) / spacingMm[axis])),
  ];
  const [[i0, i1], [j0, j1], [k0, k1]] = [range(0), range(1), range(2)];
  let [voxels, sum, max] = [0, 0, Number.NEGATIVE_INFINITY];
  for (let k = k0; k <= k1; k++) {
    const z2 = (k * spacingMm[2] - centreMm[2]) ** 2;
    for (let j = j0; j <= j1; j++) {
      const yz2 = z2 + (j * spacingMm[1] - centreMm[1]) ** 2;
      for (let i = i0; i <= i1; i++) {
        if (yz2 + (i * spacingMm[0] - centreMm[0]) ** 2 > radiusMm * radiusMm) continue;
        const value = values[(k * ny + j) * nx + i] ?? 0;
        voxels++;
        sum += value;
        if (value > max) max = value;
      }
    }
  }
  return { voxels, sum, max };
}

/** Whether a ball lies wholly within the volume that the voxels take. */
export function isInside({ dims, spacingMm }: PhantomImage, { centreMm, radiusMm }: Ball): boolean {
  return ([0, 1, 2] as const).every(
    (axis) =>
      centreMm[axis] - radiusMm >= -spacingMm[axis] / 2 &&
      centreMm[axis] + radiusMm <= (dims[axis] - 0.5) * spacingMm[axis],
  );
}
