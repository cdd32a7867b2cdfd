import { inOrder, openPool, type SharedPool } from '../../io/pool.js';
import type { Copier } from './copy-batch.js';
import type { CopiedFile, CopyGroup, CopyJob, CopyResult, SharedWork } from './copy-job.js';

/** How jobs are run. */
export interface JobRunner<Shared> {
  readonly jobs: number;
  /** Aborted: no new job is begun, and those that were begun are brought to their end. */
  readonly signal: AbortSignal;
  readonly worker: URL;
  readonly shared: Shared;
  /** Threads of `worker` that did other work before; what is shared goes to them with each job, and should be small. */
  readonly pool?: SharedPool | undefined;
}

type Job<Work> = CopyJob<SharedWork, Work>;

/** Fewer files than this are copied on the main thread: starting threads would take longer. */
const POOL_FROM_FILES = 64;

/**
 * Runs jobs, on threads where they are many; results come in the order of the jobs. A job whose thread died is done
 * again name by name, so that only the file that killed it is lost to view.
 */
export async function* runJobs<Shared extends SharedWork, Work, Detail>(
  jobs: readonly Job<Work>[],
  { jobs: threads, signal, worker, shared, pool }: JobRunner<Shared>,
): AsyncGenerator<CopyResult<Detail>> {
  const count = jobs.reduce((sum, job) => sum + countOf(job), 0);
  let stopped = false;
  function* wanted(): Generator<Job<Work>> {
    for (const job of jobs) {
      if (signal.aborted || stopped) return;
      yield job;
    }
  }
  const isPooled = threads > 1 && count >= POOL_FROM_FILES;
  const run = { threads, worker, shared, pool };
  const runner = isPooled ? await onThreads<Work, Detail>(run) : await onThisThread<Work, Detail>(run);
  const begun = new Set<Promise<unknown>>();
  const begin = (job: Job<Work>): Promise<CopyResult<Detail>> => {
    const running = runner.run(job);
    begun.add(running);
    return running.finally(() => begun.delete(running));
  };
  try {
    for await (const result of inOrder(wanted(), begin, isPooled ? threads * 2 : 1)) {
      stopped ||= result.stopped !== undefined;
      yield result;
    }
  } finally {
    // Whoever takes the results may have failed: a thread that is ended in the middle of a file leaves a part of it.
    await Promise.allSettled(begun);
    await runner.close();
  }
}

interface Runner<Work, Detail> {
  run(job: Job<Work>): Promise<CopyResult<Detail>>;
  close(): Promise<void>;
}

interface Start {
  readonly threads: number;
  readonly worker: URL;
  readonly shared: SharedWork;
  readonly pool: SharedPool | undefined;
}

async function onThisThread<Work, Detail>({ worker, shared }: Start): Promise<Runner<Work, Detail>> {
  const module = (await import(worker.href)) as { default: Copier<SharedWork, Work, Detail> };
  return {
    run: async (job) => {
      await new Promise(setImmediate); // signals and progress get their turn
      return module.default({ ...job, shared });
    },
    close: async () => undefined,
  };
}

/** What is shared goes to a thread when it begins, not with each job: it may be large. */
async function onThreads<Work, Detail>({
  threads,
  worker,
  shared,
  pool: lent,
}: Start): Promise<Runner<Work, Detail>> {
  const pool = await (lent
    ? lent.lend<Job<Work>, CopyResult<Detail>>()
    : openPool<Job<Work>, CopyResult<Detail>>(worker, threads, shared));
  const run = lent ? (job: Job<Work>) => pool.run({ ...job, shared }) : pool.run;
  return { run: (job) => run(job).catch(() => oneByOne(job, run)), close: () => pool.close() };
}

/** The rest of the job, file by file where one killed the thread; what cannot be done is refused and kept aside. */
async function oneByOne<Work, Detail>(
  job: Job<Work>,
  run: (job: Job<Work>) => Promise<CopyResult<Detail>>,
): Promise<CopyResult<Detail>> {
  const files: CopiedFile<Detail>[] = [];
  const { groups, refused, ...rest } = job;
  const parts: Job<Work>[] = groups.map((group) => ({ ...rest, groups: [group], again: true }));
  if (refused) parts.push({ ...rest, groups: [], refused });
  for (const part of parts) {
    const result = await run(part).catch(() => lost(part, run));
    files.push(...result.files);
    if (result.stopped) return { files, stopped: result.stopped, died: true };
  }
  return { files, died: true };
}

/** What no thread could make is quarantined like what a maker refused; that reads nothing but bytes. */
async function lost<Work, Detail>(
  { groups, refused = [], ...rest }: Job<Work>,
  run: (job: Job<Work>) => Promise<CopyResult<Detail>>,
): Promise<CopyResult<Detail>> {
  const code = 'internal-error';
  const files = groups.flatMap((group: CopyGroup<Work>) => group.files);
  const given = [...files.map(({ file, path }) => ({ file, path, code })), ...refused];
  const gone = (): CopyResult<Detail> => ({
    files: given.map(({ file }) =>
      rest.quarantine ? { file, kind: 'quarantined', code, unkept: code } : { file, kind: 'refused', code },
    ),
  });
  return rest.quarantine ? run({ ...rest, groups: [], refused: given }).catch(gone) : gone();
}

function countOf({ groups, refused = [] }: Job<unknown>): number {
  return groups.reduce((sum, { files }) => sum + files.length, refused.length);
}
