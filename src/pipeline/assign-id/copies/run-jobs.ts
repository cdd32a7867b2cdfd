import { inOrder, openPool } from '../../../io/pool.js';
import type { CopiedFile, CopyGroup, CopyJob, CopyResult } from './copy-job.js';

/** How jobs are run. */
export interface JobRunner {
  readonly jobs: number;
  /** Aborted: no new job is begun, and those that were begun are brought to their end. */
  readonly signal: AbortSignal;
  readonly worker?: URL | undefined;
}

/** Fewer files than this are copied on the main thread: starting threads would take longer. */
const POOL_FROM_FILES = 64;

/**
 * Runs jobs, on threads where they are many; results come in the order of the jobs. A job whose thread died is done
 * again name by name, so that only the file that killed it is lost to view.
 */
export async function* runJobs(
  jobs: readonly CopyJob[],
  { jobs: threads, signal, worker }: JobRunner,
): AsyncGenerator<CopyResult> {
  const count = jobs.reduce((sum, job) => sum + filesOf(job).length, 0);
  let stopped = false;
  function* wanted(): Generator<CopyJob> {
    for (const job of jobs) {
      if (signal.aborted || stopped) return;
      yield job;
    }
  }
  const isPooled = threads > 1 && count >= POOL_FROM_FILES;
  const runner = isPooled ? await onThreads(threads, worker) : await onThisThread();
  try {
    for await (const result of inOrder(wanted(), runner.run, isPooled ? threads * 2 : 1)) {
      stopped ||= result.stopped !== undefined;
      yield result;
    }
  } finally {
    await runner.close();
  }
}

interface Runner {
  run(job: CopyJob): Promise<CopyResult>;
  close(): Promise<void>;
}

async function onThisThread(): Promise<Runner> {
  const { copier } = await import('./copy-batch.js');
  const copy = copier();
  return {
    run: async (job) => {
      await new Promise(setImmediate); // signals and progress get their turn
      return copy(job);
    },
    close: async () => undefined,
  };
}

async function onThreads(threads: number, worker: URL | undefined): Promise<Runner> {
  const url = worker ?? new URL('./copy-worker.js', import.meta.url);
  const pool = await openPool<CopyJob, CopyResult>(url, threads);
  return { run: (job) => pool.run(job).catch(() => oneByOne(job, pool.run)), close: () => pool.close() };
}

async function oneByOne(job: CopyJob, run: (job: CopyJob) => Promise<CopyResult>): Promise<CopyResult> {
  const files: CopiedFile[] = [];
  for (const group of job.groups) {
    const result = await run({ ...job, groups: [group], again: true }).catch(() => lost(group));
    files.push(...result.files);
    if (result.stopped) return { files, stopped: result.stopped, died: true };
  }
  return { files, died: true };
}

function lost(group: CopyGroup): CopyResult {
  return { files: group.files.map(({ file }) => ({ file, kind: 'refused', code: 'internal-error' })) };
}

function filesOf(job: CopyJob): CopyGroup['files'] {
  return job.groups.flatMap(({ files }) => files);
}
