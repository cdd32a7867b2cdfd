import { inOrder, type Pool, type SharedPool } from '../../io/pool.js';
import { measureHandler } from './measure-handler.js';
import type {
  MeasureJob,
  MeasureResult,
  ReadSource,
  ReadSourcesJob,
  RegionsJob,
  RegionsResult,
} from './measure-job.js';

/** Module of the pool's threads. */
export const MEASURE_WORKER = new URL('./measure-worker.js', import.meta.url);

/** Fewer bytes of objects than this are read on the main thread: starting threads would take longer. */
const POOL_FROM_BYTES = 8e6;

/** Where the jobs of a run are done. */
export interface Threads {
  read(jobs: Iterable<ReadSourcesJob>): AsyncGenerator<readonly ReadSource[]>;
  regions(jobs: Iterable<RegionsJob>): AsyncGenerator<RegionsResult>;
}

/** What {@link threadsFor} needs. */
export interface ThreadOptions {
  readonly pool: SharedPool;
  readonly jobs: number;
  readonly signal: AbortSignal;
}

/** The threads for so many bytes: the pool's, or this one. Results do not depend on which. */
export async function threadsFor(bytes: number, { pool, jobs, signal }: ThreadOptions): Promise<Threads> {
  const isSmall = jobs < 2 || bytes < POOL_FROM_BYTES;
  const lent: Pick<Pool<MeasureJob, MeasureResult>, 'run'> = isSmall
    ? { run: measureHandler }
    : await pool.lend<MeasureJob, MeasureResult>();
  const run = async (job: MeasureJob): Promise<MeasureResult> => {
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
    read: (all) => inOrder(all, (job) => run(job) as Promise<readonly ReadSource[]>, inFlight),
    regions: (all) => inOrder(all, (job) => run(job) as Promise<RegionsResult>, inFlight),
  };
}
