import { prepareReference } from '../../../src/motion/realign/reference.js';
import { inverseRigid, type Matrix4, type MotionGrid, product } from '../../../src/motion/rigid.js';
import { type SliceMeasures, sliceMeasures } from '../../../src/motion/slices/slice-measures.js';
import { prepareSlices, type SliceReference } from '../../../src/motion/slices/slice-reference.js';
import { type MemoryRun, type MemoryRunOptions, memoryRun } from '../../helpers/motion/memory-run.js';

/** A run with the figures of its slices, at the true movements. */
export interface MeasuredRun {
  readonly run: MemoryRun;
  readonly prepared: SliceReference;
  /** Reference → each volume. */
  readonly transforms: readonly Matrix4[];
  readonly measures: readonly SliceMeasures[];
}

/** Makes a run and measures its slices against one of its volumes. */
export function measuredRun(options: MemoryRunOptions, reference = 0): MeasuredRun {
  const run = memoryRun(options);
  const values = run.volumes[reference] ?? new Float32Array(0);
  const prepared = prepareSlices(prepareReference(values, run.grid));
  const back = inverseRigid(run.transforms[reference] ?? new Float64Array(16));
  const transforms = run.transforms.map((transform) => product(transform, back));
  const measures = run.volumes.map((volume, n) =>
    sliceMeasures(prepared, { values: volume, grid: run.grid }, transforms[n] ?? new Float64Array(16)),
  );
  return { run, prepared, transforms, measures };
}

/** Slices of every second number, beginning with `first`. */
export function everySecond({ dims }: Pick<MotionGrid, 'dims'>, first: 0 | 1): number[] {
  return Array.from({ length: dims[2] }, (_, slice) => slice).filter((slice) => slice % 2 === first);
}

/** The finite ones. */
export function finite(values: ArrayLike<number> | undefined): number[] {
  return Array.from(values ?? []).filter(Number.isFinite);
}
