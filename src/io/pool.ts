/** Runs jobs on threads, and gives their results in the order of the jobs. */
export interface Pool<Job, Result> {
  run(job: Job): Promise<Result>;
  close(): Promise<void>;
}

/** Old-generation limit of a thread, MB: a header may come to 256 MiB, and no thread may take all memory. */
const THREAD_HEAP_MB = 1024;
/** Young generation of a thread, MB: small, so that many short-lived headers do not add up to a large process. */
const THREAD_YOUNG_MB = 4;

/**
 * Opens a pool of threads.
 * @param worker URL of a module whose default export handles one job
 * @param threads how many to start
 * @param shared what each thread finds as its `workerData`: cloned once a thread, not once a job
 */
export async function openPool<Job, Result>(
  worker: URL,
  threads: number,
  shared?: unknown,
): Promise<Pool<Job, Result>> {
  const { Piscina } = await import('piscina');
  const pool = new Piscina<Job, Result>({
    filename: worker.href,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    workerData: shared,
    resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB, maxYoungGenerationSizeMb: THREAD_YOUNG_MB },
  });
  return { run: (job) => pool.run(job), close: () => pool.destroy() };
}

/**
 * Runs a stream of jobs with a bounded number in flight, results in input order: memory stays bounded however many
 * jobs there are, and nothing depends on how many threads there are.
 */
export async function* inOrder<Job, Result>(
  jobs: Iterable<Job>,
  run: (job: Job) => Promise<Result>,
  inFlight: number,
): AsyncGenerator<Result> {
  const pending: Promise<Result>[] = [];
  for (const job of jobs) {
    const started = run(job);
    started.catch(() => undefined); // awaited below, in order; an early failure must not count as unhandled
    pending.push(started);
    if (pending.length >= inFlight) {
      const next = pending.shift();
      if (next) yield await next;
    }
  }
  for (const result of pending) yield await result;
}
