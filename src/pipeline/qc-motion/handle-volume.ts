import { DicomError } from '../../dicom/errors.js';
import { PixelError } from '../../dicom/pixels/pixel-error.js';
import { FileError } from '../../io/file-source.js';
import { MotionError } from '../../motion/motion-error.js';
import { alignVolume } from '../../motion/realign/align.js';
import type { Reference } from '../../motion/realign/reference.js';
import { resampleMask } from '../../motion/realign/resample.js';
import type { Matrix4 } from '../../motion/rigid.js';
import { parityScore } from '../../motion/slices/slice-events.js';
import { sliceMeasures } from '../../motion/slices/slice-measures.js';
import type { SliceReference } from '../../motion/slices/slice-reference.js';
import { withinVolume } from '../../motion/slices/within-volume.js';
import { type GhostRegions, ghostToSignal } from '../../motion/spatial/ghost.js';
import type { Volume } from '../../study/volume/assemble.js';
import type { PlannedVolume } from '../../study/volume/plan.js';
import { instanceFiles } from '../volumes/job-files.js';
import type { JobInstance } from '../volumes/job-instance.js';
import { loadVolumes } from '../volumes/load-series-volumes.js';
import type { AlignJob, GroupStore, VolumeMeasures } from './motion-job.js';

/** A volume's values in single precision. */
export interface Loaded {
  readonly values: Float32Array;
  readonly grid: Volume;
}

/** Volumes in their order, each read when it is asked for; an error in the place of one that cannot be. */
export async function* loadEach(
  plans: readonly PlannedVolume[],
  files: readonly JobInstance[],
): AsyncGenerator<{ readonly plan: PlannedVolume } & (Loaded | { readonly error: unknown })> {
  for await (const loaded of loadVolumes({ volumes: plans, files: instanceFiles(files) })) {
    const { plan } = loaded;
    if ('error' in loaded) yield { plan, error: loaded.error };
    else yield { plan, values: singlePrecision(loaded.volume), grid: loaded.volume };
  }
}

function singlePrecision({ values }: Volume): Float32Array {
  return values instanceof Float32Array ? values : Float32Array.from(values);
}

/** The code of an error that a volume may have; others are faults of the program, and pass through. */
export function codeOf(error: unknown): string {
  const isTyped =
    error instanceof PixelError ||
    error instanceof DicomError ||
    error instanceof FileError ||
    error instanceof MotionError;
  if (!isTyped) throw error;
  return error.code;
}

/** Aligns a volume, and measures its slices against the reference. */
export function measureVolume(
  { passes, regions }: Pick<AlignJob, 'passes'> & { readonly regions: GhostRegions | undefined },
  prepared: SliceReference,
  { values, grid, start }: Loaded & { readonly start: Matrix4 | undefined },
): VolumeMeasures {
  const { reference } = prepared;
  const alignment = alignVolume(reference, values, grid, start);
  const { transform } = alignment;
  const volume = { values, grid };
  const slices = sliceMeasures(prepared, volume, transform);
  const within =
    passes.length > 1 ? withinVolume(prepared, volume, { transform, groups: passes }) : undefined;
  return {
    alignment,
    slices,
    parityScore: parityScore(slices),
    withinVolumeMm: within?.displacementMm ?? Number.NaN,
    ghost: regions ? ghostToSignal(values, regions) : Number.NaN,
  };
}

/** Puts a volume's mask voxels into the group's store, as they are and realigned. */
export function keep(
  { raw, realigned, voxels, step }: GroupStore,
  { reference, values, grid }: Loaded & { readonly reference: Reference },
  { member, transform }: { readonly member: number; readonly transform: Matrix4 },
): void {
  const moved = new Float32Array(reference.maskVoxels);
  resampleMask(reference, { values, grid }, transform, moved);
  const { mask } = reference;
  const from = member * voxels;
  let inMask = 0;
  let kept = 0;
  for (let voxel = 0; voxel < mask.length; voxel++) {
    if (mask[voxel] !== 1) continue;
    if (inMask % step === 0) {
      raw[from + kept] = values[voxel] ?? Number.NaN;
      realigned[from + kept] = moved[inMask] ?? Number.NaN;
      kept++;
    }
    inMask++;
  }
}
