import { resolve as absolute } from 'node:path';
import { type Finding, finding } from '../../findings/finding.js';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import { deriveKey } from '../../identity/project-key.js';
import { pathToText, textToPath } from '../../io/path-bytes.js';
import { StateFolder } from '../../io/state-folder.js';
import type { CopyCounts, ReadingRow } from '../../report/assign-id-sections.js';
import type { FileEntry, Root } from '../../report/envelope.js';
import type { Copies, FileForCopy } from '../copies/copies.js';
import { writeCopies } from '../copies/write-copies.js';
import type { Inputs } from '../scan/inputs.js';
import type { Scan } from '../scan/scan.js';
import type { AssignShared, CopyAssignment } from './copies/copy-assignment.js';
import { type CopySource, digestOf, filesForCopy } from './files-for-copy.js';
import type { AssignIdOptions } from './options.js';
import { beginReleases, recordReleases } from './record-releases.js';
import type { Settled } from './settle.js';

/** What copies are made from. */
export interface CopyInput extends CopySource {
  readonly out: string;
  readonly crosswalk: Crosswalk;
  /** ID of the run. */
  readonly run: string;
}

/** What a report says of copies. */
export interface CopyReport {
  readonly counts: CopyCounts;
  readonly findings: readonly Finding[];
  readonly readings: readonly ReadingRow[] | undefined;
  readonly roots: readonly Root[];
  readonly files: readonly FileEntry[];
}

/**
 * Refuses an output that copies could not be written to, before anything is assigned.
 * @throws StateError
 */
export function refuseOutput(options: AssignIdOptions, out: string, inputs: Inputs): void {
  StateFolder.check({ out, ...placesOf(options, inputs) });
}

/**
 * Refuses a run that is not the one to be completed, while what was assigned can still be undone.
 * @throws StateError
 */
export function refuseOtherRun(input: CopySource & { readonly out: string }): void {
  const { options, out, prepared, inputs } = input;
  const run = digestOf(filesForCopy(input), prepared, options.blinded);
  StateFolder.check({ out, ...placesOf(options, inputs), run });
}

/** Where a run reads and writes besides its output, and how it goes together with earlier ones. */
function placesOf({ state, out = '', resume, append }: AssignIdOptions, { roots }: Inputs) {
  const inputs = roots.map(textToPath);
  return { state: state ?? `${absolute(out)}.state`, inputs, resume, append };
}

/**
 * Writes a copy of every file of every assigned patient, and records in the crosswalk which files there are of whom.
 * @throws CopiesError, StateError; what was written stands in the journal, for `--resume`
 */
export async function makeCopies(input: CopyInput): Promise<CopyReport> {
  const { options, out, prepared, inputs, settled } = input;
  const files = filesForCopy(input);
  if (files.length === 0) return nothingCopied(input);
  beginReleases(input);
  const run = digestOf(files, prepared, options.blinded);
  const uidKey = deriveKey(prepared.projectKey, 'uid');
  const copies = await writeCopies<AssignShared, CopyAssignment, never>({
    files,
    shared: { id: run, trial: prepared.context.trial, uidKey },
    worker: new URL('./copies/copy-worker.js', import.meta.url),
    out,
    ...placesOf(options, inputs),
    run,
    jobs: options.jobs,
    signal: options.signal,
    progress: options.progress,
  });
  const superseded = recordReleases(input, copies, input.found);
  const written = copies.written.length + copies.duplicates.length;
  const refused = copies.refused.length;
  return {
    counts: { written, refused, notAssigned: input.found.instances.size - written - refused },
    findings: [
      ...refusedFindings(copies, input.found),
      ...superseded,
      ...(options.blinded ? [] : identifiedFindings(settled)),
    ],
    readings: options.blinded ? readingsOf(files, copies) : undefined,
    roots: [{ id: 0, path: absolute(out) }],
    files: inOrder(copies.written, options.blinded).map((copy) => entryOf(copy, input.found)),
  };
}

/** Nobody was assigned: no output folder is made, and no state that a later run would have to complete. */
function nothingCopied({ options, out, found }: CopyInput): CopyReport {
  return {
    counts: { written: 0, refused: 0, notAssigned: found.instances.size },
    findings: [],
    readings: options.blinded ? [] : undefined,
    roots: [{ id: 0, path: absolute(out) }],
    files: [],
  };
}

/** Of blinded copies the order of the input would tell whose they are: theirs is that of their reading IDs. */
function inOrder(written: Copies<never>['written'], isBlinded: boolean): Copies<never>['written'] {
  return isBlinded ? written.toSorted((a, b) => (a.path < b.path ? -1 : 1)) : written;
}

/** Files that were not copied, by their path: the report lists the copies, not the input. */
function refusedFindings({ refused }: Copies<never>, { files }: Scan): Finding[] {
  return refused.map(({ file, code }) =>
    finding('copy-refused', {
      subject: { name: pathToText(files.path(file)).path },
      actual: code,
      params: { reason: code },
    }),
  );
}

/** A copy with the subject's ID is not a de-identified one: that is said of every patient whose headers say no more. */
function identifiedFindings(settled: readonly Settled[]): Finding[] {
  return settled
    .filter(({ subject, patient }) => subject && !patient.isPhantom && !patient.isDeidentified)
    .map(({ patient }) => finding('copy-identified', { subject: { name: `patient ${patient.index + 1}` } }));
}

function readingsOf(files: readonly FileForCopy<CopyAssignment>[], { written }: Copies<never>): ReadingRow[] {
  const copied = new Set(written.map(({ file }) => file));
  const counts = new Map<string, number>();
  for (const { file, work: assignment } of files) {
    if (assignment.kind !== 'blinded' || !copied.has(file)) continue;
    counts.set(assignment.readingId, (counts.get(assignment.readingId) ?? 0) + 1);
  }
  // Their own order tells nothing of subjects, and the input's would.
  return [...counts]
    .map(([readingId, count]) => ({ readingId, files: count }))
    .sort((a, b) => (a.readingId < b.readingId ? -1 : 1));
}

function entryOf(
  { path, bytes, sha256, file, ...uids }: Copies<never>['written'][number],
  found: Scan,
): FileEntry {
  const { transferSyntax } = found.instances.header(found.files.instance(file) ?? 0);
  const { sopInstanceUID, seriesUID, studyUID } = uids;
  return { root: 0, path, kind: 'dicom', bytes, sopInstanceUID, seriesUID, studyUID, transferSyntax, sha256 };
}
