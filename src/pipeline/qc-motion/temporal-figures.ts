import type { MotionGrid } from '../../motion/rigid.js';
import { smoothness } from '../../motion/spatial/smoothness.js';
import { type Dvars, dvarsFrom } from '../../motion/temporal/dvars.js';
import type { VoxelRange } from '../../motion/temporal/masked-series.js';
import { outlierFractions } from '../../motion/temporal/outliers.js';
import {
  driftPercent,
  globalSignal,
  nonSteadyStateVolumes,
  qualityIndex,
} from '../../motion/temporal/volume-figures.js';
import type { GroupStore, TemporalResult } from './motion-job.js';
import type { Threads } from './threads.js';

/** Voxels of one job: a fixed number, so that sums do not depend on how many threads there are. */
const JOB_VOXELS = 8192;

/** What a group does over time; arrays have a value a member. */
export interface TemporalFigures {
  readonly dvars: Dvars;
  /** Share of the mask's voxels, percent. */
  readonly outlierPercent: Float64Array;
  readonly qualityIndex: Float64Array;
  readonly globalSignal: Float64Array;
  /** NaN where it cannot be told. */
  readonly nonSteadyState: number;
  /** Members that the figures of the group are of. */
  readonly volumes: number;
  readonly driftPercent: number;
  /** Median over the mask, volumes that are not steady left out; NaN where it cannot be told. */
  readonly tsnr: number;
  /** Geometric mean of three axes, mm; NaN where it cannot be told. */
  readonly smoothnessMm: number;
}

function* ranges(voxels: number): Generator<VoxelRange> {
  for (let from = 0; from < voxels; from += JOB_VOXELS)
    yield { from, to: Math.min(voxels, from + JOB_VOXELS) };
}

function* jobsOf(store: GroupStore) {
  for (const range of ranges(store.voxels)) yield { kind: 'temporal', store, range } as const;
}

/** Without the volumes at the beginning that are not steady. */
function steadyPart(store: GroupStore, skip: number): GroupStore {
  const from = skip * store.voxels;
  const { raw, realigned } = store;
  return {
    ...store,
    members: store.members - skip,
    raw: raw.subarray(from),
    realigned: realigned.subarray(from),
  };
}

/** Works out what a group does over time from the values of the volumes that were measured, in time order. */
export async function temporalFigures(
  store: GroupStore,
  {
    threads,
    mask,
    grid,
  }: { readonly threads: Threads; readonly mask: Uint8Array; readonly grid: MotionGrid },
): Promise<TemporalFigures> {
  const { members: volumes, voxels } = store;
  const rawSeries = { volumes, voxels, values: store.raw };
  const signal = globalSignal(rawSeries);
  const nonSteadyState = nonSteadyStateVolumes(signal);
  const skip = Number.isNaN(nonSteadyState) ? 0 : nonSteadyState;
  const results = await all(threads.temporal(jobsOf(store)));
  const steady = steadyPart(store, skip);
  const inSteadyState = skip > 0 ? await all(threads.temporal(jobsOf(steady))) : results;
  const series = { volumes: steady.members, voxels, values: steady.realigned };
  return {
    dvars: dvarsFrom(results.map(({ dvars }) => dvars)),
    outlierPercent: outlierFractions(results.map(({ outliers }) => outliers)).map((share) => 100 * share),
    qualityIndex: qualityIndex(rawSeries, joined(results, voxels)),
    globalSignal: signal,
    nonSteadyState,
    volumes: signal.filter((value) => !Number.isNaN(value)).length,
    driftPercent: driftPercent(signal.subarray(skip)),
    tsnr: medianOf(inSteadyState.flatMap(({ statistics }) => [...statistics.tsnr])),
    // Neighbours are needed: of a run so long that voxels were left out it cannot be told.
    smoothnessMm: store.step === 1 ? smoothness(series, { mask, grid }).geometricMm : Number.NaN,
  };
}

async function all<T>(results: AsyncGenerator<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const result of results) found.push(result);
  return found;
}

function joined(results: readonly TemporalResult[], voxels: number): Float32Array {
  const median = new Float32Array(voxels);
  let at = 0;
  for (const { rawMedian } of results) {
    median.set(rawMedian, at);
    at += rawMedian.length;
  }
  return median;
}

function medianOf(values: readonly number[]): number {
  const known = Float64Array.from(values.filter((value) => Number.isFinite(value))).sort();
  const middle = (known.length - 1) / 2;
  return known.length === 0
    ? Number.NaN
    : ((known[Math.floor(middle)] ?? 0) + (known[Math.ceil(middle)] ?? 0)) / 2;
}
