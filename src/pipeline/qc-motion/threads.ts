import { inOrder } from '../../io/pool.js';
import { runHereOrThere, type ThreadOptions } from '../run-here-or-there.js';
import { motionHandler } from './motion-handler.js';
import type {
  AlignJob,
  AlignResult,
  FollowJob,
  FollowResult,
  MotionJob,
  MotionResult,
  ReadJob,
  ReadResult,
  ResampleJob,
  ResampleResult,
  TemporalJob,
  TemporalResult,
} from './motion-job.js';
import type { ImageJob, ImageResult, PhantomJob, PhantomJobResult } from './stills/still-job.js';

/** Module of the pool's threads. */
export const MOTION_WORKER = new URL('./qc-worker.js', import.meta.url);

/** Fewer voxels than this, over all volumes, are measured on the main thread: starting threads would take longer. */
const POOL_FROM_VOXELS = 4e6;

/** Where the jobs of a run are done. */
export interface Threads {
  read(job: ReadJob): Promise<ReadResult>;
  align(jobs: Iterable<AlignJob>): AsyncGenerator<AlignResult>;
  resample(jobs: Iterable<ResampleJob>): AsyncGenerator<ResampleResult>;
  follow(jobs: Iterable<FollowJob>): AsyncGenerator<FollowResult>;
  temporal(jobs: Iterable<TemporalJob>): AsyncGenerator<TemporalResult>;
  images(jobs: Iterable<ImageJob>): AsyncGenerator<ImageResult>;
  phantoms(jobs: Iterable<PhantomJob>): AsyncGenerator<PhantomJobResult>;
}

/** The threads for a run of so many voxels: the pool's, or this one. Results do not depend on which. */
export async function threadsFor(voxels: number, options: ThreadOptions): Promise<Threads> {
  const isSmall = voxels < POOL_FROM_VOXELS;
  const { run, inFlight } = await runHereOrThere<MotionJob, MotionResult>(isSmall, motionHandler, options);
  return {
    read: (job) => run(job) as Promise<ReadResult>,
    align: (all) => inOrder(all, (job) => run(job) as Promise<AlignResult>, inFlight),
    resample: (all) => inOrder(all, (job) => run(job) as Promise<ResampleResult>, inFlight),
    follow: (all) => inOrder(all, (job) => run(job) as Promise<FollowResult>, inFlight),
    temporal: (all) => inOrder(all, (job) => run(job) as Promise<TemporalResult>, inFlight),
    images: (all) => inOrder(all, (job) => run(job) as Promise<ImageResult>, inFlight),
    phantoms: (all) => inOrder(all, (job) => run(job) as Promise<PhantomJobResult>, inFlight),
  };
}
