import type { Plane, Vector } from '../../../fixtures/anatomy.js';
import { type Grid, planesOf } from '../../../fixtures/cd/geometry.js';
import { magnitude } from '../../../fixtures/motion/noise.js';
import { EPI_SIGNALS, SOFT_HEAD, type SoftObject } from '../../../fixtures/motion/object.js';
import { renderPlane } from '../../../fixtures/motion/render.js';
import { rigidMatrix, STILL } from '../../../fixtures/motion/rigid.js';
import type { ThumbnailVolume } from '../../../src/report/plots/thumbnail-volume.js';

/** The axial grid of the echo-planar runs. */
export const HEAD_GRID: Grid = {
  rows: 64,
  columns: 64,
  slices: 30,
  spacingMm: [3.4, 3.4],
  stepMm: 4,
  row: [1, 0, 0],
  column: [0, 1, 0],
  centre: [0, 0, 0],
};

/** Voxel → patient of planes. */
export function affineOf(planes: readonly Plane[]): Float64Array {
  const [first, second] = planes as [Plane, Plane];
  const columns: Vector[] = [
    first.row.map((v) => v * first.spacingMm[1]) as unknown as Vector,
    first.column.map((v) => v * first.spacingMm[0]) as unknown as Vector,
    first.position.map((v, i) => (second.position[i] ?? 0) - v) as unknown as Vector,
    first.position,
  ];
  const rows = [0, 1, 2].map((r) => columns.map((column) => column[r] ?? 0));
  return Float64Array.from([...rows.flat(), 0, 0, 0, 1]);
}

/** How a head is imaged. */
export interface HeadOptions {
  readonly grid?: Grid;
  readonly object?: SoftObject;
  /** Standard deviation of the noise in stored values; default 14. */
  readonly sigma?: number;
  /** Added to the position of each slice: shears the stack as a tilted gantry does. */
  readonly shearMm?: Vector;
}

/** The soft head with noise, its mask one tenth of the 98th percentile. */
export function headVolume({
  grid = HEAD_GRID,
  object = SOFT_HEAD,
  sigma = 14,
  shearMm = [0, 0, 0],
}: HeadOptions = {}) {
  const planes = planesOf(grid).map((plane, k): Plane => {
    const position = plane.position.map((v, i) => v + k * (shearMm[i] ?? 0)) as unknown as Vector;
    return { ...plane, position };
  });
  const transform = rigidMatrix(STILL, [0, 0, 0]);
  const imaging = { object, signals: EPI_SIGNALS, edgeMm: 2, transform };
  const signal = planes.flatMap((plane) => [...renderPlane(plane, imaging)]);
  const values = Float32Array.from(magnitude(signal, { sigma, seed: 'thumbnail', max: 4095 }));
  const limit = 0.1 * (values.toSorted()[Math.floor(0.98 * values.length)] ?? 0);
  const volume: ThumbnailVolume = {
    dims: [grid.columns, grid.rows, grid.slices],
    spacingMm: [grid.spacingMm[1], grid.spacingMm[0], grid.stepMm],
    values,
    mask: Uint8Array.from(values, (value) => (value >= limit ? 1 : 0)),
    affine: affineOf(planes),
  };
  return volume;
}

/** Patient position of a voxel, LPS mm. */
export function positionOf({ affine, dims }: ThumbnailVolume, voxel: number): Vector {
  const index = [
    voxel % dims[0],
    Math.floor(voxel / dims[0]) % dims[1],
    Math.floor(voxel / (dims[0] * dims[1])),
    1,
  ];
  return [0, 1, 2].map((r) =>
    index.reduce((sum, v, c) => sum + v * (affine[r * 4 + c] ?? 0), 0),
  ) as unknown as Vector;
}

const SCALP = SOFT_HEAD[0];
if (!SCALP) throw new Error('a head without a scalp');
const { centreMm, radiiMm } = SCALP;

/** Points on the soft head's skin, about 5 mm apart: a distance of 15 mm is found to 0.3 mm. */
export const SKIN: readonly Vector[] = Array.from({ length: 60 }, (_, a) =>
  Array.from({ length: 80 }, (_, b): Vector => {
    const [polar, azimuth] = [((a + 0.5) * Math.PI) / 60, (b * 2 * Math.PI) / 80];
    const unit = [Math.sin(polar) * Math.cos(azimuth), Math.sin(polar) * Math.sin(azimuth), Math.cos(polar)];
    return unit.map((v, i) => (centreMm[i] ?? 0) + v * (radiiMm[i] ?? 0)) as unknown as Vector;
  }),
).flat();

/** Distance of a position from the skin, mm; negative outside the head. */
export function belowSkinMm(at: Vector): number {
  const relative = at.reduce((sum, v, i) => sum + ((v - (centreMm[i] ?? 0)) / (radiiMm[i] ?? 1)) ** 2, 0);
  let least = Number.POSITIVE_INFINITY;
  for (const [x, y, z] of SKIN) {
    const square = (at[0] - x) ** 2 + (at[1] - y) ** 2 + (at[2] - z) ** 2;
    if (square < least) least = square;
  }
  return Math.sqrt(least) * (relative < 1 ? 1 : -1);
}
