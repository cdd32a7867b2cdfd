import { rmSync, statSync } from 'node:fs';
import type { Journal } from '../../../io/journal.js';
import { keyOf } from '../../../io/journal.js';
import type { JournalEntry, JournalInput } from '../../../io/journal-entry.js';
import { proofOf } from '../../../io/journal-proof.js';
import { planResumption, unprovenFiles } from '../../../io/journal-resume.js';
import { joinPath, pathToText } from '../../../io/path-bytes.js';
import type { StateFolder } from '../../../io/state-folder.js';
import { writing } from '../../../io/write-file-error.js';
import type { CopyOptions, FileForCopy } from './copies.js';
import { CopiesError } from './copies-error.js';
import type { CopyGroup, InstanceUids } from './copy-job.js';
import { areUsable, mappedUids, outputName, uidMapOf } from './output-name.js';

/** A file with what is known of its copy before it is made. */
export interface PlannedFile {
  readonly given: FileForCopy;
  readonly input: JournalInput;
  /** Relative to the output folder; undefined where the instance has no usable UIDs. */
  readonly name: string | undefined;
  /** Those of the copy. */
  readonly uids: InstanceUids;
}

/** What is to be done, and what an interrupted run has done. */
export interface CopyPlan {
  readonly files: readonly PlannedFile[];
  /** Proven entries of written copies, by the number of their file. */
  readonly done: ReadonlyMap<number, JournalEntry>;
  /** What is left, by output name. */
  readonly groups: readonly CopyGroup[];
}

/**
 * Works out every output name, and what is left to do after an interruption. Only copies that were written and are
 * proven count as done: what was refused is tried again, since its reason may be gone.
 * @throws CopiesError `uid-key-missing`, `inputs-vanished`
 */
export function planCopies(options: CopyOptions, folder: StateFolder, journal: Journal): CopyPlan {
  const files = options.files.map((given) => planned(given, options.uidKey));
  const roots = { out: folder.out, quarantine: folder.quarantinePath };
  const resumption = planResumption(
    files.map(({ input }) => input),
    journal,
    (entry) => proofOf(entry, roots),
  );
  const names = new Set(files.map(({ name }) => name));
  refuseStale(journal.entries, names);
  const done = doneOf(files, resumption.done);
  const redone = resumption.redo.map(({ entry }) => entry);
  removeUnproven(folder, { done: [...done.values()], redone, names });
  return { files, done, groups: groupsOf(files, done) };
}

function doneOf(files: readonly PlannedFile[], entries: readonly JournalEntry[]): Map<number, JournalEntry> {
  const byInput = new Map(files.map((file) => [keyOf(file.input), file.given.file]));
  const done = new Map<number, JournalEntry>();
  for (const entry of entries) {
    const file = byInput.get(keyOf(entry.input));
    if (file !== undefined && entry.outcome === 'written') done.set(file, entry);
  }
  return done;
}

/** Copies of files that are gone, or are other instances now, would stand without anything to vouch for them. */
function refuseStale(entries: Iterable<JournalEntry>, names: ReadonlySet<string | undefined>): void {
  for (const { output } of entries) {
    if (!output || names.has(output.path)) continue;
    const message =
      'files that the interrupted run has copied are gone or changed: bring them back, or begin anew with other folders';
    throw new CopiesError('inputs-vanished', message);
  }
}

/**
 * Takes away what the interrupted run has written and nobody vouches for: copies that were changed or whose input was,
 * and such as it wrote just before it ended. They are made again, or refused; none may stay by accident. Files of other
 * names are strangers, and left alone.
 * @throws AtomicWriteError when one cannot be removed
 */
function removeUnproven(
  folder: StateFolder,
  {
    done,
    redone,
    names,
  }: { done: JournalEntry[]; redone: JournalEntry[]; names: ReadonlySet<string | undefined> },
): void {
  const isOurs = folder.resumed && folder.fresh;
  const written = isOurs ? unprovenFiles(folder.out, done).files.map(String) : [];
  const known = redone.flatMap(({ output }) => (output ? [output.path] : []));
  for (const name of new Set([...written, ...known])) {
    const path = joinPath(folder.out, Buffer.from(name));
    if (names.has(name)) writing(path, () => rmSync(path, { force: true }));
  }
}

function planned(given: FileForCopy, uidKey: Uint8Array | undefined): PlannedFile {
  const { root, path, full, bytes, assignment } = given;
  const uids = mappedUids(given, uidMapOf(assignment, uidKey));
  const name = areUsable(given) ? outputName(assignment, uids) : undefined;
  const input = { root, ...pathToText(path), size: bytes, mtimeMs: mtimeOf(full) };
  return { given, input, name, uids };
}

/** A file that cannot be looked at has none; copying it tells why. */
function mtimeOf(path: Uint8Array): number {
  return statSync(Buffer.from(path), { throwIfNoEntry: false })?.mtimeMs ?? -1;
}

function groupsOf(files: readonly PlannedFile[], done: ReadonlyMap<number, JournalEntry>): CopyGroup[] {
  const standing = new Map<string, string>();
  for (const { output } of done.values()) if (output) standing.set(output.path, output.sha256);
  const byName = new Map<string, PlannedFile[]>();
  for (const file of files) {
    if (file.name === undefined || done.has(file.given.file)) continue;
    const same = byName.get(file.name);
    if (same) same.push(file);
    else byName.set(file.name, [file]);
  }
  return [...byName].map(([name, same]) => {
    const proven = standing.get(name);
    return {
      name,
      ...(proven !== undefined && { proven }),
      files: same.map(({ given }) => toCopy(given)),
    };
  });
}

function toCopy(given: FileForCopy): CopyGroup['files'][number] {
  const { file, full, bytes, patientID, assignment, studyUID, seriesUID, sopInstanceUID } = given;
  const uids = { studyUID, seriesUID, sopInstanceUID };
  return { file, path: full, size: bytes, uids, ...(patientID !== undefined && { patientID }), assignment };
}
