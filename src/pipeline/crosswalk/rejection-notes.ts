import { randomUUID } from 'node:crypto';
import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { NewAttributes } from '../../dicom/new-object/new-object.js';
import { civilFromDays } from '../../dicom/values/dates.js';
import { type Finding, finding } from '../../findings/finding.js';
import type { Reader } from '../../identity/crosswalk/contract.js';
import { ASSERTED } from '../../identity/insertion/asserted.js';
import { ethicsApproval } from '../../identity/insertion/ethics-approval.js';
import { contentOf } from '../../identity/registry/contents.js';
import { deliveriesOf } from '../../identity/registry/deliveries.js';
import type { Subject } from '../../identity/registry/subjects.js';
import { type RejectedInstance, rejectionNote } from '../../identity/rejection-note/rejection-note.js';
import { releasedUid } from '../../identity/released-uid.js';
import type { Trial } from '../../identity/trial/trial.js';
import { writePieces } from '../../io/write-file.js';
import type { NoteRow } from '../../report/crosswalk-sections.js';
import { IMPLEMENTATION } from '../implementation.js';
import { CrosswalkCommandError } from './crosswalk-command-error.js';

/** A study that has wrong copies, as it was when they were made. */
export interface WrongStudy {
  /** Row of the study. */
  readonly row: number;
  readonly studyUID: string;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly visit: string | null;
  readonly offsetDays: number | null;
  readonly generation: number;
  /** Number of the correction's audit record, where it was made before: later deliveries made no wrong copies. */
  readonly until?: number;
}

/** original: copies of `assign-id --out`, which keep UIDs and dates. deid: de-identified ones, whose UIDs are derived. */
export type Copies = 'original' | 'deid';

/** How the notes are written. */
export interface NoteOptions {
  readonly folder: string;
  readonly copies: Copies;
  /** The project's sub-key for UIDs; undefined where there is none. */
  readonly uidKey: Uint8Array | undefined;
}

/** A note that is to be written. */
export interface PlannedNote {
  readonly study: WrongStudy;
  readonly copies: Copies;
  readonly uidOf: (uid: string) => string;
  /** `FOLDER/<Study Instance UID of the copies>.dcm` */
  readonly path: string;
}

/**
 * Plans a note for each study, named by the study's UID in the copies; what has its file already is told apart.
 * @throws CrosswalkCommandError `uid-key-missing`, `notes-not-a-folder`
 */
export function planNotes(
  studies: readonly WrongStudy[],
  { folder, copies, uidKey }: NoteOptions,
): { readonly open: readonly PlannedNote[]; readonly written: readonly PlannedNote[] } {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? true;
  if (!isFolder) {
    throw new CrosswalkCommandError(
      'notes-not-a-folder',
      `--notes ${folder} is no folder; nothing was changed`,
    );
  }
  const planned = studies.map((study) => {
    const uidOf = uidMap(study, copies, uidKey);
    return { study, copies, uidOf, path: join(folder, `${uidOf(study.studyUID)}.dcm`) };
  });
  const exists = ({ path }: PlannedNote): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  return { open: planned.filter((note) => !exists(note)), written: planned.filter(exists) };
}

/** What became of the UIDs of a study in its copies: they stay in the first generation of `assign-id --out` alone. */
function uidMap(
  { generation }: WrongStudy,
  copies: Copies,
  uidKey: Uint8Array | undefined,
): (uid: string) => string {
  if (copies === 'original' && generation === 0) return (uid) => uid;
  if (uidKey) return (uid) => releasedUid(uidKey, uid, generation);
  const message =
    'the UIDs of these copies were derived with the project key: give it with --key-file; nothing was changed';
  throw new CrosswalkCommandError('uid-key-missing', message);
}

/** Of whom the copies are, wrongly, and in which trial. */
export interface WrongSubject {
  readonly subject: Subject;
  readonly trial: Trial;
}

/** What was written, and a finding for each note that was not. */
export interface NotesWritten {
  readonly notes: readonly NoteRow[];
  readonly findings: readonly Finding[];
}

/** Writes the notes, each whole or not at all, and replaces no file; a failure is a finding, and the next is tried. */
export async function writeNotes(
  reader: Reader,
  planned: readonly PlannedNote[],
  wrong: WrongSubject,
): Promise<NotesWritten> {
  const notes: NoteRow[] = [];
  const findings: Finding[] = [];
  for (const note of planned) {
    const { studyUID } = note.study;
    try {
      const bytes = await noteBytes(reader, note, wrong);
      writePieces(note.path, [bytes], { mode: 0o644, sync: true });
      notes.push({ path: note.path, studyUID });
    } catch (error) {
      const subject = { studyUID };
      findings.push(finding('rejection-note-missing', { subject, params: { reason: codeOf(error) } }));
    }
  }
  return { notes, findings };
}

/** The code of a typed error; any other is a fault of this program and thrown on. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^[a-z]+(-[a-z]+)*$/.test(code)) return code;
  throw error;
}

function noteBytes(reader: Reader, note: PlannedNote, wrong: WrongSubject): Promise<Uint8Array> {
  const { study, copies, uidOf } = note;
  return rejectionNote({
    subject: wrong.subject.id,
    studyUID: uidOf(study.studyUID),
    // The date of de-identified copies is not known here, and may be empty: PS3.3 C.7.2.1, type 2.
    ...(copies === 'original' && { studyDate: dicomDate(study.day) }),
    instances: instancesOf(reader, note),
    attributes: trialAttributes(study, wrong),
    at: new Date(),
    implementation: IMPLEMENTATION,
    newUid: () => `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`,
  });
}

/** Every instance of the study that came until it was corrected, each once, by the UIDs of its copy. */
function instancesOf(reader: Reader, { study, uidOf }: PlannedNote): RejectedInstance[] {
  const instances = new Map<string, RejectedInstance>();
  const deliveries = new Set(deliveriesOf(reader, study.row, study.until).map(({ row }) => row));
  for (const series of contentOf(reader, study.row, deliveries)) {
    const seriesUID = uidOf(series.seriesUID);
    for (const { sopClassUID, sopInstanceUID } of series.instances) {
      const uid = uidOf(sopInstanceUID);
      if (!instances.has(uid)) instances.set(uid, { seriesUID, sopClassUID, sopInstanceUID: uid });
    }
  }
  return [...instances.values()];
}

/** The attributes that the copies were given: a note shares those of patient and study. PS3.3 C.7.1.3, C.7.2.3. */
function trialAttributes(study: WrongStudy, { trial, subject }: WrongSubject): NewAttributes {
  const site = trial.sites.find(({ id }) => id === subject.site) ?? { id: subject.site };
  const visit = trial.visits.find(({ id }) => id === study.visit);
  const approval = ethicsApproval(trial, site.id, dicomDate(study.day));
  const { id, kind } = subject;
  const facts = { trial, site, id, visit, offsetDays: study.offsetDays, approval, isSiteConcealed: false };
  const attributes: Record<string, string | number | null> = {};
  for (const { keyword, of } of ASSERTED) {
    const value = of[kind]?.(facts);
    if (value !== undefined) attributes[keyword] = value;
  }
  return attributes;
}

/** Days since 1970-01-01 as a DA value. */
function dicomDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  const digits = (value: number, width: number): string => String(value).padStart(width, '0');
  return digits(year, 4) + digits(month, 2) + digits(day, 2);
}
