import { inOrder } from '../../io/pool.js';
import { runHereOrThere, type ThreadOptions } from '../run-here-or-there.js';
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

/** The threads for so many bytes: the pool's, or this one. Results do not depend on which. */
export async function threadsFor(bytes: number, options: ThreadOptions): Promise<Threads> {
  const isSmall = bytes < POOL_FROM_BYTES;
  const { run, inFlight } = await runHereOrThere<MeasureJob, MeasureResult>(
    isSmall,
    () => measureHandler,
    options,
  );
  return {
    read: (all) => inOrder(all, (job) => run(job) as Promise<readonly ReadSource[]>, inFlight),
    regions: (all) => inOrder(all, (job) => run(job) as Promise<RegionsResult>, inFlight),
  };
}
