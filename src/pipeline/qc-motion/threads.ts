import { inOrder, type Pool, type SharedPool } from '../../io/pool.js';
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

/** What {@link threadsFor} needs. */
export interface ThreadOptions {
  readonly pool: SharedPool;
  readonly jobs: number;
  readonly signal: AbortSignal;
}

/** The threads for a run of so many voxels: the pool's, or this one. Results do not depend on which. */
export async function threadsFor(voxels: number, { pool, jobs, signal }: ThreadOptions): Promise<Threads> {
  const isSmall = jobs < 2 || voxels < POOL_FROM_VOXELS;
  const lent: Pick<Pool<MotionJob, MotionResult>, 'run'> = isSmall
    ? { run: motionHandler() }
    : await pool.lend<MotionJob, MotionResult>();
  const run = async (job: MotionJob): Promise<MotionResult> => {
    signal.throwIfAborted();
    // This thread looks at signals between jobs.
    if (isSmall) await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    return lent.run(job).catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    });
  };
  const inFlight = isSmall ? 1 : jobs * 2;
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
