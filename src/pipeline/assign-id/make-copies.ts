import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Finding, finding } from '../../findings/finding.js';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import { deriveKey } from '../../identity/project-key.js';
import { deliveryNamed } from '../../identity/registry/deliveries.js';
import { addRelease, type ReleasedFile } from '../../identity/registry/releases.js';
import { joinPath, pathToText, textToPath } from '../../io/path-bytes.js';
import type { CopyCounts, ReadingRow } from '../../report/assign-id-sections.js';
import type { FileEntry, Root } from '../../report/envelope.js';
import type { Inputs } from '../scan/inputs.js';
import type { Scan } from '../scan/scan.js';
import { concealedOf } from './concealed.js';
import type { Copies, FileForCopy } from './copies/copies.js';
import type { CopyAssignment } from './copies/copy-job.js';
import { writeCopies } from './copies/write-copies.js';
import type { DeliveredPatients } from './delivered.js';
import type { AssignIdOptions } from './options.js';
import type { Prepared } from './prepare.js';
import type { Settled } from './settle.js';

/** What copies are made from. */
export interface CopyInput {
  readonly options: AssignIdOptions;
  readonly out: string;
  readonly prepared: Prepared;
  readonly crosswalk: Crosswalk;
  readonly found: Scan;
  readonly inputs: Inputs;
  readonly delivered: DeliveredPatients;
  readonly settled: readonly Settled[];
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
 * Writes a copy of every file of every assigned patient, and records in the crosswalk which files there are of whom.
 * @throws CopiesError, StateError; what was written stands in the journal, for `--resume`
 */
export async function makeCopies(input: CopyInput): Promise<CopyReport> {
  const { options, out, prepared, inputs, settled } = input;
  const files = filesForCopy(input);
  const copies = await writeCopies({
    files,
    trial: prepared.context.trial,
    uidKey: deriveKey(prepared.projectKey, 'uid'),
    out,
    state: options.state ?? `${resolve(out)}.state`,
    inputs: inputs.roots.map(textToPath),
    run: digestOf(files, prepared, options.blinded),
    resume: options.resume,
    append: options.append,
    jobs: options.jobs,
    signal: options.signal,
    progress: options.progress,
  });
  recordReleases(input, copies);
  const written = copies.written.length + copies.duplicates.length;
  const refused = copies.refused.length;
  return {
    counts: { written, refused, notAssigned: input.found.instances.size - written - refused },
    findings: [...refusedFindings(copies, input.found), ...identifiedFindings(settled)],
    readings: options.blinded ? readingsOf(files, copies) : undefined,
    roots: [{ id: 0, path: resolve(out) }],
    files: copies.written.map((copy) => entryOf(copy, input.found)),
  };
}

/** The files of assigned patients, in the order of the input, with what each becomes. */
function filesForCopy({ options, prepared, found, inputs, delivered, settled }: CopyInput): FileForCopy[] {
  const { instances, files } = found;
  const roots = new Map(inputs.roots.map((root) => [root.id, textToPath(root)]));
  const assignments = settled.map((own) => assignmentsOf(own, prepared, options.blinded));
  const forCopy: FileForCopy[] = [];
  for (let instance = 0; instance < instances.size; instance++) {
    const { studyUID, seriesUID, patient } = instances.header(instance);
    const assignment = assignments[delivered.patientOf(instance)]?.get(studyUID);
    if (!assignment) continue;
    const file = instances.file(instance);
    const path = files.path(file);
    const root = files.root(file);
    forCopy.push({
      file,
      root,
      path,
      full: joinPath(roots.get(root) ?? Buffer.alloc(0), path),
      bytes: files.bytes(file),
      patientID: patient.id,
      studyUID,
      seriesUID,
      sopInstanceUID: instances.sopInstanceUID(instance),
      assignment,
    });
  }
  return forCopy;
}

/** What the files of each study of a patient become; nothing without a subject. */
function assignmentsOf(
  settled: Settled,
  { context }: Prepared,
  isBlinded: boolean,
): Map<string, CopyAssignment> {
  const { patient, subject, visits, studies } = settled;
  const assignments = new Map<string, CopyAssignment>();
  if (!subject) return assignments;
  for (const [i, { studyUID }] of patient.studies.entries()) {
    const study = studies.get(studyUID);
    if (!study) continue;
    const planned = visits?.planned[i];
    const visit = context.trial.visits.find(({ id }) => id === planned?.visit);
    const { generation, readingId } = study;
    const site = context.site.id;
    if (isBlinded && readingId !== undefined) {
      const concealed = concealedOf(settled, i, context);
      assignments.set(studyUID, { kind: 'blinded', generation, site, readingId, concealed });
    } else {
      assignments.set(studyUID, {
        kind: subject.kind,
        generation,
        site,
        subject: subject.id,
        offsetDays: planned?.offsetDays ?? null,
        ...(visit && { visit }),
      });
    }
  }
  return assignments;
}

/** Tells one run from another: a run is resumed only with the assignments and the trial that it began with. */
function digestOf(files: readonly FileForCopy[], { config }: Prepared, isBlinded: boolean): string {
  const hash = createHash('sha256').update(JSON.stringify([config, isBlinded]));
  for (const { root, path, assignment } of files)
    hash.update(JSON.stringify([root, assignment])).update(path);
  return hash.digest('hex');
}

function recordReleases({ crosswalk, settled, found, out, run }: CopyInput, { written }: Copies): void {
  const byStudy = new Map<string, ReleasedFile[]>();
  for (const { file, path, sha256, sopInstanceUID } of written) {
    const { studyUID } = found.instances.header(found.files.instance(file) ?? 0);
    const released = byStudy.get(studyUID) ?? [];
    released.push({ path, sha256, sopInstanceUID });
    byStudy.set(studyUID, released);
  }
  if (byStudy.size === 0) return;
  crosswalk.write((writer) => {
    const delivery = deliveryNamed(writer, run).row;
    for (const { studies } of settled) {
      for (const [studyUID, { row }] of studies) {
        const files = byStudy.get(studyUID);
        if (files) addRelease(writer, row, { delivery, folder: resolve(out), files }, { name: 'release' });
      }
    }
  });
}

/** Files that were not copied, by their path: the report lists the copies, not the input. */
function refusedFindings({ refused }: Copies, { files }: Scan): Finding[] {
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

function readingsOf(files: readonly FileForCopy[], { written }: Copies): ReadingRow[] {
  const copied = new Set(written.map(({ file }) => file));
  const counts = new Map<string, number>();
  for (const { file, assignment } of files) {
    if (assignment.kind !== 'blinded' || !copied.has(file)) continue;
    counts.set(assignment.readingId, (counts.get(assignment.readingId) ?? 0) + 1);
  }
  // Their own order tells nothing of subjects, and the input's would.
  return [...counts]
    .map(([readingId, count]) => ({ readingId, files: count }))
    .sort((a, b) => (a.readingId < b.readingId ? -1 : 1));
}

function entryOf({ path, bytes, sha256, file, ...uids }: Copies['written'][number], found: Scan): FileEntry {
  const { transferSyntax } = found.instances.header(found.files.instance(file) ?? 0);
  const { sopInstanceUID, seriesUID, studyUID } = uids;
  return { root: 0, path, kind: 'dicom', bytes, sopInstanceUID, seriesUID, studyUID, transferSyntax, sha256 };
}
