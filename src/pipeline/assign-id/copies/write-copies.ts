import { Journal } from '../../../io/journal.js';
import type { NewEntry } from '../../../io/journal-entry.js';
import { removeLeftovers } from '../../../io/output-folder.js';
import { StateFolder } from '../../../io/state-folder.js';
import type { WriteErrorCode } from '../../../io/write-file-error.js';
import type { Copies, CopyOptions } from './copies.js';
import { CopiesError } from './copies-error.js';
import type { CopiedFile, CopyJob } from './copy-job.js';
import { type CopyPlan, type PlannedFile, planCopies } from './copy-plan.js';
import { runJobs } from './run-jobs.js';

/** Output names a job: few, so that a run that is stopped ends soon, and a crash loses little. */
const BATCH_NAMES = 16;

/**
 * Writes the copies of a delivery below the output folder, each whole or not at all, in as many threads as wanted. What
 * was done stands in a journal, so that a run that was interrupted, or stopped by a full disk, is completed with
 * `resume`. Inputs are only read. Every file is written, a duplicate, or refused with a reason; nothing depends on the
 * number of threads.
 * @throws StateError, JournalDamaged as {@link StateFolder.open} and {@link Journal.open}
 * @throws CopiesError when the disk fails, an input of the interrupted run is gone, or a key for UIDs is missing
 * @throws AtomicWriteError when the journal cannot be written
 * @throws the signal's reason when it is aborted; what was begun is brought to its end
 */
export async function writeCopies(options: CopyOptions): Promise<Copies> {
  const { state, out, inputs, run, resume = false, append = false } = options;
  const folder = StateFolder.open({ state, out, inputs, run, resume, append });
  try {
    const journal = Journal.open(folder.journalPath, run);
    try {
      const plan = planCopies(options, folder, journal);
      const copied = await copyAll(plan, { options, folder, journal });
      folder.finish();
      return copiesOf(plan, copied);
    } finally {
      journal.close();
    }
  } finally {
    folder.close();
  }
}

interface Run {
  readonly options: CopyOptions;
  readonly folder: StateFolder;
  readonly journal: Journal;
}

async function copyAll(plan: CopyPlan, { options, folder, journal }: Run): Promise<Map<number, CopiedFile>> {
  const { jobs, signal, worker, progress } = options;
  const byFile = new Map(plan.files.map((file) => [file.given.file, file]));
  const copied = new Map<number, CopiedFile>();
  let stopped: WriteErrorCode | undefined;
  let died = false;
  signal.throwIfAborted();
  for await (const result of runJobs(jobsOf(plan, options, folder), { jobs, signal, worker })) {
    journal.append(result.files.flatMap((file) => entryOf(file, byFile.get(file.file))));
    for (const file of result.files) copied.set(file.file, file);
    stopped ??= result.stopped;
    died ||= result.died ?? false;
    progress.update(plan.done.size + copied.size, plan.files.length, 'files');
  }
  if (died) removeLeftovers(folder.out);
  if (stopped) throw stoppedError(stopped);
  signal.throwIfAborted();
  return copied;
}

function jobsOf({ groups }: CopyPlan, { trial, uidKey }: CopyOptions, { out }: StateFolder): CopyJob[] {
  const jobs: CopyJob[] = [];
  for (let at = 0; at < groups.length; at += BATCH_NAMES) {
    jobs.push({ out, trial, ...(uidKey && { uidKey }), groups: groups.slice(at, at + BATCH_NAMES) });
  }
  return jobs;
}

function entryOf(copied: CopiedFile, planned: PlannedFile | undefined): NewEntry[] {
  if (!planned) return [];
  const { input, name = '' } = planned;
  if (copied.kind !== 'written') return [{ input, outcome: 'skipped', detail: copied }];
  const { size, sha256 } = copied;
  return [{ input, outcome: 'written', output: { path: name, size, sha256 } }];
}

function stoppedError(code: WriteErrorCode): CopiesError {
  const message = `the disk of the output failed (${code}): mend it or make room, then complete the run with --resume`;
  return new CopiesError(code, message);
}

function copiesOf(plan: CopyPlan, copied: ReadonlyMap<number, CopiedFile>): Copies {
  const written: Copies['written'][number][] = [];
  const duplicates: Copies['duplicates'][number][] = [];
  const refused: Copies['refused'][number][] = [];
  for (const { given, name: path, uids } of plan.files) {
    const { file } = given;
    const { studyUID, seriesUID, sopInstanceUID } = uids;
    const output = plan.done.get(file)?.output;
    const result = copied.get(file);
    const whole = output ?? (result?.kind === 'written' ? result : undefined);
    if (path === undefined) refused.push({ file, code: 'uid-unusable' });
    else if (whole) {
      const { size: bytes, sha256 } = whole;
      written.push({ file, path, bytes, sha256, studyUID, seriesUID, sopInstanceUID });
    } else if (result?.kind === 'duplicate') duplicates.push({ file, path });
    // A file of which no thread said anything is not passed over in silence.
    else refused.push({ file, code: result?.kind === 'refused' ? result.code : 'internal-error' });
  }
  return { written, duplicates, refused, resumed: plan.done.size };
}
