import type { SharedPool } from '../io/pool.js';

/** What {@link runHereOrThere} needs. */
export interface ThreadOptions {
  readonly pool: SharedPool;
  readonly jobs: number;
  readonly signal: AbortSignal;
}

/** Runs one job, and how many may be under way. */
interface JobRunner<Job, Result> {
  readonly run: (job: Job) => Promise<Result>;
  readonly inFlight: number;
}

/**
 * Runs jobs on the pool's threads, or small work on this one: starting threads would take longer. Results do not depend
 * on which. An interrupt ends either.
 * @param makeHandler the handler that a thread of the pool has, for this one
 */
export async function runHereOrThere<Job, Result>(
  isSmall: boolean,
  makeHandler: () => (job: Job) => Promise<Result>,
  { pool, jobs, signal }: ThreadOptions,
): Promise<JobRunner<Job, Result>> {
  const isHere = isSmall || jobs < 2;
  const lent = isHere ? { run: makeHandler() } : await pool.lend<Job, Result>();
  const run = async (job: Job): Promise<Result> => {
    signal.throwIfAborted();
    // This thread looks at signals between jobs.
    if (isHere) await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    return lent.run(job).catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    });
  };
  return { run, inFlight: isHere ? 1 : jobs * 2 };
}
