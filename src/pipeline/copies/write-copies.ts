import { Journal } from '../../io/journal.js';
import { makeFolders } from '../../io/make-folders.js';
import { removeLeftovers } from '../../io/output-folder.js';
import { pathToText } from '../../io/path-bytes.js';
import { StateFolder } from '../../io/state-folder.js';
import { writing } from '../../io/write-file-error.js';
import { actorOf } from '../actor.js';
import type { Copies, CopyOptions } from './copies.js';
import { CopiesError } from './copies-error.js';
import type { CopiedFile, CopyJob, SharedWork, Stopped } from './copy-job.js';
import { type CopyPlan, planCopies } from './copy-plan.js';
import { copiesOf, entryOf } from './results.js';
import { runJobs } from './run-jobs.js';

/** Output names a job: few, so that a run that is stopped ends soon, and a crash loses little. */
const BATCH_NAMES = 16;

/**
 * Writes the copies of a delivery below the output folder, each whole or not at all, in as many threads as wanted. What
 * was done stands in a journal, so that a run that was interrupted, or stopped by a full disk, is completed with
 * `resume`. Inputs are only read. Every file is written, a duplicate, or refused with a reason; with a quarantine, what
 * is refused is copied there. Nothing depends on the number of threads.
 * @throws StateError, JournalDamaged as {@link StateFolder.open} and {@link Journal.open}
 * @throws CopiesError when the disk fails, or an input of the interrupted run is gone
 * @throws AtomicWriteError when the journal cannot be written
 * @throws the signal's reason when it is aborted; what was begun is brought to its end
 */
export async function writeCopies<Shared extends SharedWork, Work, Detail>(
  options: CopyOptions<Shared, Work>,
): Promise<Copies<Detail>> {
  const { state, out, inputs, run, keyFingerprint, resume = false, append = false } = options;
  const key = keyFingerprint === undefined ? {} : { keyFingerprint };
  const folder = StateFolder.open({ state, out, inputs, run, ...key, resume, append });
  try {
    if (options.quarantine) {
      const path = folder.quarantinePath;
      writing(path, () => makeFolders(path, 0o700));
      removeLeftovers(path);
    }
    const journal = Journal.open(folder.journalPath, run);
    try {
      const plan = planCopies(options, folder, journal);
      const copied = await copyAll<Shared, Work, Detail>(plan, { options, folder, journal });
      folder.finish();
      return copiesOf(plan, options, copied);
    } finally {
      journal.close();
    }
  } finally {
    folder.close();
  }
}

interface Run<Shared extends SharedWork, Work> {
  readonly options: CopyOptions<Shared, Work>;
  readonly folder: StateFolder;
  readonly journal: Journal;
}

async function copyAll<Shared extends SharedWork, Work, Detail>(
  plan: CopyPlan<Work>,
  { options, folder, journal }: Run<Shared, Work>,
): Promise<Map<number, CopiedFile<Detail>>> {
  const { jobs, signal, worker, shared, pool, progress, operator } = options;
  const byFile = new Map(plan.files.map((file) => [file.given.file, file]));
  const copied = new Map<number, CopiedFile<Detail>>();
  const ranBy = actorOf(operator);
  let stopped: Stopped | undefined;
  let died = false;
  let noted = false;
  signal.throwIfAborted();
  const toDo = jobsOf(plan, options, folder);
  for await (const result of runJobs<Shared, Work, Detail>(toDo, { jobs, signal, worker, shared, pool })) {
    if (!noted && result.files.some(({ kind }) => kind === 'quarantined')) {
      options.noteQuarantine?.(journal.path);
      noted = true;
    }
    journal.append(result.files.flatMap((file) => entryOf(file, byFile.get(file.file), ranBy)));
    for (const file of result.files) copied.set(file.file, file);
    options.onBatch?.(result);
    stopped ??= result.stopped;
    died ||= result.died ?? false;
    progress.update(plan.done.size + copied.size, plan.files.length, 'files');
  }
  if (died) for (const place of [folder.out, folder.quarantinePath]) removeLeftovers(place);
  if (stopped) throw stoppedError(stopped, folder);
  signal.throwIfAborted();
  return copied;
}

function jobsOf<Work>(
  { groups, refused }: CopyPlan<Work>,
  { quarantine = false }: Pick<CopyOptions<SharedWork, Work>, 'quarantine'>,
  { out, quarantinePath }: StateFolder,
): CopyJob<SharedWork, Work>[] {
  const jobs: CopyJob<SharedWork, Work>[] = [];
  const all = { out, ...(quarantine && { quarantine: quarantinePath }) };
  for (let at = 0; at < groups.length; at += BATCH_NAMES)
    jobs.push({ ...all, groups: groups.slice(at, at + BATCH_NAMES) });
  // Without a quarantine there is nothing to do with them.
  for (let at = 0; quarantine && at < refused.length; at += BATCH_NAMES)
    jobs.push({ ...all, groups: [], refused: refused.slice(at, at + BATCH_NAMES) });
  return jobs;
}

function stoppedError({ code, path }: Stopped, { out, quarantinePath }: StateFolder): CopiesError {
  const quarantine = pathToText(quarantinePath).path;
  const place = path.startsWith(`${quarantine}/`)
    ? `quarantine ${quarantine}`
    : `output ${pathToText(out).path}`;
  const message = `the disk of the ${place} failed (${code}): mend it or make room, then complete the run with --resume`;
  return new CopiesError(code, message);
}
