import { prepareReference, type Reference } from '../../motion/realign/reference.js';
import type { Matrix4 } from '../../motion/rigid.js';
import { prepareSlices, type SliceReference } from '../../motion/slices/slice-reference.js';
import { type GhostRegions, ghostRegions } from '../../motion/spatial/ghost.js';
import { dvarsSums } from '../../motion/temporal/dvars.js';
import { outlierCounts } from '../../motion/temporal/outliers.js';
import { voxelStatistics } from '../../motion/temporal/voxel-statistics.js';
import type { PlannedVolume } from '../../study/volume/plan.js';
import { followPrediction, resampleVolumes } from './diffusion-handler.js';
import { codeOf, keep, loadEach, measureVolume } from './handle-volume.js';
import type {
  AlignJob,
  AlignResult,
  MotionJob,
  MotionResult,
  ReadJob,
  ReadResult,
  SharedReference,
  TemporalJob,
  TemporalResult,
} from './motion-job.js';
import { imageMeasures, phantomMeasures } from './stills/still-handler.js';

/** References that a thread keeps prepared: chunks of one group follow each other. */
const KEPT = 2;

/** What a thread keeps from job to job. */
class MotionMemory {
  private readonly references = new Map<string, SliceReference>();
  private readonly regions = new WeakMap<Reference, GhostRegions>();

  referenceOf({ key, values, grid }: SharedReference): SliceReference {
    const known = this.references.get(key);
    if (known) return known;
    const [oldest] = this.references.keys();
    if (oldest !== undefined && this.references.size >= KEPT) this.references.delete(oldest);
    const made = prepareSlices(prepareReference(values, grid));
    this.references.set(key, made);
    return made;
  }

  /** Where the ghost of a reference is looked for; undefined where nothing tells along which axis. */
  regionsOf(reference: Reference, axis: AlignJob['phaseAxis']): GhostRegions | undefined {
    const known = this.regions.get(reference);
    if (known || !axis) return known;
    const made = ghostRegions(reference.mask, { grid: reference.grid, axis });
    this.regions.set(reference, made);
    return made;
  }
}

/** A handler of the jobs of `qc-motion` that keeps what it has prepared. */
export function motionHandler(): (job: MotionJob) => Promise<MotionResult> {
  const memory = new MotionMemory();
  return async (job) => {
    if (job.kind === 'read') return readVolume(job);
    if (job.kind === 'align') return alignVolumes(job, memory);
    if (job.kind === 'temporal') return temporalFigures(job);
    if (job.kind === 'image') return imageMeasures(job);
    if (job.kind === 'phantom') return phantomMeasures(job);
    const shell = memory.referenceOf(job.reference);
    if (job.kind === 'resample') return resampleVolumes(job, shell);
    return followPrediction(job, shell, memory.regionsOf(shell.reference, job.phaseAxis));
  };
}

async function readVolume({ plan, files }: ReadJob): Promise<ReadResult> {
  for await (const loaded of loadEach([plan], files)) {
    if ('error' in loaded) return { error: codeOf(loaded.error) };
    const { dims, affine, spacingMm, orthogonal, maxDeviationMm, sliceSpacingFrom } = loaded.grid;
    const grid = { dims, affine, spacingMm, orthogonal, maxDeviationMm, sliceSpacingFrom };
    return { values: loaded.values, grid };
  }
  return { error: 'no-volume' };
}

async function alignVolumes(job: AlignJob, memory: MotionMemory): Promise<AlignResult> {
  const prepared = memory.referenceOf(job.reference);
  const { reference } = prepared;
  const memberOf = new Map<PlannedVolume, number>(job.volumes.map(({ plan, member }) => [plan, member]));
  const plans = job.volumes.map(({ plan }) => plan);
  const results: AlignResult[number][] = [];
  // A volume begins where the one before it was found; a job's first where the reference is.
  let start: Matrix4 | undefined;
  for await (const loaded of loadEach(plans, job.files)) {
    try {
      if ('error' in loaded) throw loaded.error;
      const regions = memory.regionsOf(reference, job.phaseAxis);
      const measures = measureVolume({ passes: job.passes, regions }, prepared, { ...loaded, start });
      const { transform } = measures.alignment;
      keep(job.store, { reference, ...loaded }, { member: memberOf.get(loaded.plan) ?? 0, transform });
      start = transform;
      results.push(measures);
    } catch (error) {
      results.push({ error: codeOf(error) });
    }
  }
  return results;
}

function temporalFigures({ store, range }: TemporalJob): TemporalResult {
  const { members: volumes, voxels } = store;
  const raw = { volumes, voxels, values: store.raw };
  const realigned = { volumes, voxels, values: store.realigned };
  return {
    dvars: dvarsSums(realigned, range),
    outliers: outlierCounts(raw, range),
    statistics: voxelStatistics(realigned, range),
    rawMedian: voxelStatistics(raw, range).median,
  };
}
