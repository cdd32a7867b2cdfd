import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { writePart10 } from '../../../../fixtures/writer/part10.js';
import { readPart10 } from '../../../../src/dicom/part10.js';
import { FileSource } from '../../../../src/io/file-source.js';
import type {
  AssignShared,
  CopyAssignment,
} from '../../../../src/pipeline/assign-id/copies/copy-assignment.js';
import { copyName } from '../../../../src/pipeline/assign-id/copies/copy-name.js';
import type { CopyOptions, FileForCopy } from '../../../../src/pipeline/copies/copies.js';
import { NO_PROGRESS } from '../../../../src/report/progress.js';
import { TRIAL } from '../../../identity/insertion/trial.js';
import { type Given, image, written } from '../../../study/build.js';

const made: string[] = [];
afterAll(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A key for UIDs. */
export const KEY = Uint8Array.from({ length: 32 }, (_, i) => i);

/** What copies of a subject are made into. */
export const SUBJECT: CopyAssignment = { kind: 'subject', generation: 0, site: '01', subject: 'S01-0007' };
/** What blinded copies are made into. */
export const BLINDED: Extract<CopyAssignment, { kind: 'blinded' }> = {
  kind: 'blinded',
  generation: 0,
  site: '01',
  readingId: 'R-001',
  concealed: ['S01-0007', 'MRN4711', 'Doe^Jane'],
};

/** What copies with research identifiers are written by. */
export type AssignCopies = CopyOptions<AssignShared, CopyAssignment>;

const WORKER = '../../../../src/pipeline/assign-id/copies/copy-worker.js';

/** A delivery in a folder of its own, and where its copies go. */
export interface TestDelivery {
  readonly folder: string;
  readonly options: AssignCopies;
}

/** The bytes of an instance of the one patient. */
export function instance(sop: number, own: Given = {}): Buffer {
  const given = { SOPInstanceUID: `1.2.3.${sop}`, SeriesInstanceUID: '1.2.3', StudyInstanceUID: '1.2' };
  const patient = { PatientID: 'MRN4711', PatientName: 'Doe^Jane', StudyDate: '20230515' };
  return writePart10(written(image({ ...patient, ...given, ...own })));
}

/** Writes files and gives the options that copy them all. */
export function delivery(
  files: Readonly<Record<string, Uint8Array>>,
  assignment: CopyAssignment = SUBJECT,
): TestDelivery {
  const folder = mkdtempSync(join(tmpdir(), 'corelab-copies-'));
  made.push(folder);
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'cd', path)), { recursive: true });
    writeFileSync(join(folder, 'cd', path), bytes);
  }
  const run = 'ab'.repeat(32);
  const options: AssignCopies = {
    files: Object.keys(files).map((path, file) => listed(folder, path, file, assignment)),
    shared: { id: run, trial: TRIAL, uidKey: KEY },
    worker: new URL(WORKER, import.meta.url),
    out: join(folder, 'out'),
    state: join(folder, 'state'),
    inputs: [join(folder, 'cd')],
    run,
    jobs: 1,
    signal: new AbortController().signal,
    progress: NO_PROGRESS,
  };
  return { folder, options };
}

function listed(
  folder: string,
  path: string,
  file: number,
  assignment: CopyAssignment,
): FileForCopy<CopyAssignment> {
  const full = Buffer.from(join(folder, 'cd', path));
  const source = new FileSource(full);
  const { dataset } = readPart10(source);
  source.close();
  const uids = {
    studyUID: dataset.string('StudyInstanceUID') ?? '',
    seriesUID: dataset.string('SeriesInstanceUID') ?? '',
    sopInstanceUID: dataset.string('SOPInstanceUID') ?? '',
  };
  return {
    file,
    root: 0,
    path: Buffer.from(path),
    full,
    bytes: statSync(full).size,
    ...uids,
    ...copyName(assignment, uids, KEY),
    patientID: dataset.string('PatientID') ?? '',
    work: assignment,
  };
}

/** Files below the output folder, by relative path. */
export function outputs(folder: string): Record<string, Buffer> {
  const found = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' }).sort();
  const files = found.filter((path) => statSync(join(folder, 'out', path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, 'out', path))]));
}

/** The same delivery in a folder of its own. */
export function again({ folder, options }: TestDelivery): TestDelivery {
  const other = mkdtempSync(join(tmpdir(), 'corelab-copies-'));
  made.push(other);
  cpSync(join(folder, 'cd'), join(other, 'cd'), { recursive: true, preserveTimestamps: true });
  const files = options.files.map((file) => ({
    ...file,
    full: Buffer.from(join(other, 'cd', file.path.toString())),
  }));
  const places = { out: join(other, 'out'), state: join(other, 'state'), inputs: [join(other, 'cd')] };
  return { folder: other, options: { ...options, ...places, files } };
}
