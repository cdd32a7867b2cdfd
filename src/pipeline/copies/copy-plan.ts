import { existsSync, rmSync, statSync } from 'node:fs';
import type { Journal } from '../../io/journal.js';
import { keyOf } from '../../io/journal.js';
import type { JournalEntry, JournalInput } from '../../io/journal-entry.js';
import { proofOf } from '../../io/journal-proof.js';
import { planResumption, unprovenFiles } from '../../io/journal-resume.js';
import { joinPath, pathToText } from '../../io/path-bytes.js';
import type { StateFolder } from '../../io/state-folder.js';
import { writing } from '../../io/write-file-error.js';
import { readReleases } from '../quarantine/release-log.js';
import type { FileForCopy, InputFile, RefusedFile } from './copies.js';
import { CopiesError } from './copies-error.js';
import type { CopyGroup, FileToCopy, RefusedToKeep } from './copy-job.js';
import { stoodBefore } from './stood-before.js';

/** A file as the journal knows it. */
export interface PlannedFile {
  readonly given: InputFile | FileForCopy<unknown>;
  readonly input: JournalInput;
  /** Of its output; undefined where it gets none. */
  readonly name: string | undefined;
}

/** What is to be done, and what an interrupted run has done. */
export interface CopyPlan<Work> {
  /** All files, those that were refused before last. */
  readonly files: readonly PlannedFile[];
  /** Proven entries of written copies, by the number of their file. */
  readonly done: ReadonlyMap<number, JournalEntry>;
  /** What is left, by output name. */
  readonly groups: readonly CopyGroup<Work>[];
  /** What gets no output. */
  readonly refused: readonly RefusedToKeep[];
}

/**
 * Works out what is left to do after an interruption. Only copies that were written and are proven count as done: what
 * was refused is tried again, since its reason may be gone.
 * @throws CopiesError `inputs-vanished` @throws StateError, AtomicWriteError
 */
export function planCopies<Work>(
  given: { readonly files: readonly FileForCopy<Work>[]; readonly refusedBefore?: readonly RefusedFile[] },
  folder: StateFolder,
  journal: Journal,
): CopyPlan<Work> {
  const { refusedBefore = [] } = given;
  const files = [
    ...given.files.map((file) => planned(file, file.name)),
    ...refusedBefore.map((file) => planned(file, undefined)),
  ];
  const roots = { out: folder.out, quarantine: folder.quarantinePath };
  const resumption = planResumption(
    files.map(({ input }) => input),
    journal,
    // Refused ones are kept again anyway: that costs no more than proving them.
    (entry) => (entry.outcome === 'written' ? proofOf(entry, roots) : 'whole'),
  );
  const names = new Set(files.map(({ name }) => name));
  refuseStale(journal.entries, names);
  const done = doneOf(files, resumption.done);
  const redone = resumption.redo.map(({ entry }) => entry);
  const stood = stoodBefore(folder, journal, names);
  removeUnproven(folder, { done: [...done.values()], redone, names, stood });
  const nameless = given.files.filter(({ name }) => name === undefined);
  const refused = [...nameless.map((file) => ({ ...file, code: 'uid-unusable' })), ...refusedBefore];
  return { files, done, groups: groupsOf(given.files, { done, stood }), refused: refused.map(toKeep) };
}

function doneOf(files: readonly PlannedFile[], entries: readonly JournalEntry[]): Map<number, JournalEntry> {
  const byInput = new Map(files.map((file) => [keyOf(file.input), file]));
  const done = new Map<number, JournalEntry>();
  for (const entry of entries) {
    const file = byInput.get(keyOf(entry.input));
    if (file && isCopy(entry) && file.name === entry.output?.path) done.set(file.given.file, entry);
  }
  return done;
}

function isCopy({ outcome }: JournalEntry): boolean {
  return outcome === 'written';
}

/** Copies of files that are gone, or are other instances now, would stand without anything to vouch for them. */
function refuseStale(entries: Iterable<JournalEntry>, names: ReadonlySet<string | undefined>): void {
  for (const entry of entries) {
    if (!isCopy(entry) || names.has(entry.output?.path)) continue;
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
    stood,
  }: {
    done: JournalEntry[];
    redone: JournalEntry[];
    names: ReadonlySet<string | undefined>;
    stood: ReadonlySet<string>;
  },
): void {
  const written = folder.resumed ? unproven(folder, done, { names, stood }) : [];
  const known = redone.flatMap((entry) => (isCopy(entry) && entry.output ? [entry.output.path] : []));
  // What a person let go from the quarantine stands in the log of releases.
  const letGo = new Set(
    readReleases(folder.path).steps.flatMap((step) => ('output' in step ? [step.output.path] : [])),
  );
  for (const name of new Set([...written, ...known])) {
    const path = joinPath(folder.out, Buffer.from(name));
    if (names.has(name) && !letGo.has(name)) writing(path, () => rmSync(path, { force: true }));
  }
}

/** What stands in the output under the names of the run, is not proven, and did not stand there before it. */
function unproven(
  { out, fresh }: StateFolder,
  done: readonly JournalEntry[],
  { names, stood }: { names: ReadonlySet<string | undefined>; stood: ReadonlySet<string> },
): string[] {
  if (fresh) return unprovenFiles(out, done).files.map(String);
  const proven = new Set(done.map(({ output }) => output?.path));
  return [...names].flatMap((name) => {
    const isOurs = name !== undefined && !stood.has(name) && !proven.has(name);
    return isOurs && existsSync(joinPath(out, Buffer.from(name))) ? [name] : [];
  });
}

function planned(given: InputFile, name: string | undefined): PlannedFile {
  const { root, path, full, bytes } = given;
  const input = { root, ...pathToText(path), size: bytes, mtimeMs: mtimeOf(full) };
  return { given, input, name };
}

/** A file that cannot be looked at has none; copying it tells why. */
function mtimeOf(path: Uint8Array): number {
  try {
    return statSync(Buffer.from(path), { throwIfNoEntry: false })?.mtimeMs ?? -1;
  } catch {
    return -1;
  }
}

function groupsOf<Work>(
  files: readonly FileForCopy<Work>[],
  { done, stood }: { done: ReadonlyMap<number, JournalEntry>; stood: ReadonlySet<string> },
): CopyGroup<Work>[] {
  const standing = new Map<string, string>();
  for (const { output } of done.values()) if (output) standing.set(output.path, output.sha256);
  const byName = new Map<string, FileForCopy<Work>[]>();
  for (const file of files) {
    if (file.name === undefined || done.has(file.file)) continue;
    const same = byName.get(file.name);
    if (same) same.push(file);
    else byName.set(file.name, [file]);
  }
  return [...byName].map(([name, same]) => {
    const proven = standing.get(name);
    const before = { ...(proven !== undefined && { proven }), ...(stood.has(name) && { stood: true }) };
    return { name, ...before, files: same.map(toCopy) };
  });
}

function toCopy<Work>(given: FileForCopy<Work>): FileToCopy<Work> {
  const { file, full, bytes, sha256, patientID, work, studyUID, seriesUID, sopInstanceUID } = given;
  const uids = { studyUID, seriesUID, sopInstanceUID };
  return {
    ...{ file, path: full, size: bytes, uids, work },
    ...(sha256 !== undefined && { sha256 }),
    ...(patientID !== undefined && { patientID }),
  };
}

function toKeep({ file, full, code, detail }: RefusedFile): RefusedToKeep {
  return { file, path: full, code, ...(detail !== undefined && { detail }) };
}
