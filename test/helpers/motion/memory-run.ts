import { type StackShape, stack } from '../../../fixtures/cd/geometry.js';
import type { Faults } from '../../../fixtures/motion/faults.js';
import { MAX_STORED } from '../../../fixtures/motion/forms/volume-series.js';
import { magnitude } from '../../../fixtures/motion/noise.js';
import { BRAIN_SIGNAL, type SoftObject } from '../../../fixtures/motion/object.js';
import { GRIDS, RUNS } from '../../../fixtures/motion/recipes.js';
import { type RigidParameters, rigidMatrix } from '../../../fixtures/motion/rigid.js';
import { type RunOptions, volumeSignal } from '../../../fixtures/motion/run.js';
import type { Matrix4, MotionGrid } from '../../../src/motion/rigid.js';

/** A run of volumes in memory. */
export interface MemoryRun {
  readonly grid: MotionGrid;
  readonly volumes: readonly Float32Array[];
  /** Truth: a point's position at volume 0 → its position at each volume, patient LPS, mm. */
  readonly transforms: readonly Matrix4[];
  /** Truth about the grid's centre. */
  readonly motion: readonly RigidParameters[];
}

/** How it is made. */
export interface MemoryRunOptions {
  /** Default `GRIDS.small`. */
  readonly shape?: StackShape;
  /** The movement of each volume; the first should stand still. */
  readonly motion: readonly RigidParameters[];
  /** Standard deviation of the noise as a share of the brain's signal; default 0.01. */
  readonly noiseShare?: number;
  readonly object?: SoftObject;
  readonly faults?: Faults;
  /** Makes the noise another one. */
  readonly seed?: string;
}

/** Where the voxels of a stack lie. */
export function gridOf(shape: StackShape): MotionGrid {
  const [first] = stack({ ...shape, slices: shape.slices });
  if (!first) throw new RangeError('no slices');
  const { row, column, position } = first;
  const normal = [
    row[1] * column[2] - row[2] * column[1],
    row[2] * column[0] - row[0] * column[2],
    row[0] * column[1] - row[1] * column[0],
  ];
  const line = (axis: 0 | 1 | 2): number[] => [
    row[axis] * shape.pixelMm,
    column[axis] * shape.pixelMm,
    (normal[axis] ?? 0) * shape.stepMm,
    position[axis],
  ];
  return {
    dims: [shape.columns, shape.rows, shape.slices],
    affine: Float64Array.of(...line(0), ...line(1), ...line(2), 0, 0, 0, 1),
    spacingMm: [shape.pixelMm, shape.pixelMm, shape.stepMm],
  };
}

/** Volumes of an analytic head with known motion, with Rician noise, rounded to whole numbers as scanners store them. */
export function memoryRun(options: MemoryRunOptions): MemoryRun {
  const { shape = GRIDS.small, motion, noiseShare = 0.01, seed = 'memory run' } = options;
  const [anyRun] = RUNS;
  if (!anyRun) throw new RangeError('no recipes');
  const planes = stack(shape);
  const run: RunOptions = {
    ...{ intro: anyRun.intro, about: '', form: 'siemens-mosaic', shape, motion },
    ...(options.object ? { object: options.object } : {}),
    ...(options.faults ? { faults: options.faults } : {}),
  };
  const sigma = noiseShare * BRAIN_SIGNAL;
  const volumes = motion.map((_, volume) =>
    Float32Array.from(
      magnitude(volumeSignal(run, planes, volume), { sigma, seed: `${seed} ${volume}`, max: MAX_STORED }),
    ),
  );
  const transforms = motion.map((one) => Float64Array.from(rigidMatrix(one, shape.centre)));
  return { grid: gridOf(shape), volumes, transforms, motion };
}
