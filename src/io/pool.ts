/** Runs jobs on threads, and gives their results in the order of the jobs. */
export interface Pool<Job, Result> {
  run(job: Job): Promise<Result>;
  close(): Promise<void>;
}

/** A pool for several kinds of job, one after the other: threads that are warm are not started twice. */
export interface SharedPool {
  /** The threads for one kind of job, which the worker module tells from others; closing ends this use alone. */
  lend<Job, Result>(): Promise<Pool<Job, Result>>;
  /** Ends the threads, if there are any. */
  close(): Promise<void>;
}

/** Old-generation limit of a thread, MB: a header may come to 256 MiB, and no thread may take all memory. */
const THREAD_HEAP_MB = 1024;
/** Young generation of a thread, MB: small, so that many short-lived headers do not add up to a large process. */
const THREAD_YOUNG_MB = 4;
/** The same where files are made anew, with many more objects a header: fewer collections, which cost more than memory. */
const MAKER_YOUNG_MB = 16;

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
  youngMb = THREAD_YOUNG_MB,
): Promise<Pool<Job, Result>> {
  const { Piscina } = await import('piscina');
  const pool = new Piscina<Job, Result>({
    filename: worker.href,
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    workerData: shared,
    resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB, maxYoungGenerationSizeMb: youngMb },
  });
  return { run: (job) => pool.run(job), close: () => pool.destroy() };
}

/** A pool whose threads are started when it is first lent. @param worker as {@link openPool} takes it */
export function sharedPool(worker: URL, threads: number): SharedPool {
  let opened: Promise<Pool<unknown, unknown>> | undefined;
  return {
    lend: async <Job, Result>() => {
      opened ??= openPool(worker, threads, undefined, MAKER_YOUNG_MB);
      const pool = (await opened) as Pool<Job, Result>;
      return { run: pool.run, close: async () => undefined };
    },
    close: async () => (await opened)?.close(),
  };
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
