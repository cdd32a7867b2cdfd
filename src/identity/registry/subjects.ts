import { randomInt } from 'node:crypto';
import type { Action, Reader, Row, Writer } from '../crosswalk/contract.js';
import type { SubjectStatus } from '../person/evidence.js';
import { RegistryError } from './registry-error.js';

/** subject: a person in the trial. phantom: an object that qualifies a scanner; it is not enrolled. */
export type SubjectKind = 'subject' | 'phantom';

/** A subject of a trial, or a phantom. */
export interface Subject {
  readonly row: number;
  /** Row of the trial. */
  readonly trial: number;
  /** Row of the person; undefined for phantoms and for subjects whose studies came without a record number. */
  readonly person: number | undefined;
  readonly site: string;
  /** Clinical Trial Subject ID (0012,0040), or the scanner-qualification ID. */
  readonly id: string;
  readonly kind: SubjectKind;
  readonly status: SubjectStatus;
  /** Row of the subject that took its place. */
  readonly replacedBy: number | undefined;
  /** Days that are added to every date of the subject. */
  readonly shiftDays: number;
}

/** A new subject, without the ID. */
export interface NewSubject {
  readonly trial: number;
  readonly person: number | undefined;
  readonly site: string;
  readonly kind: SubjectKind;
}

/** An ID with its sequence number, where it came from a pattern; `scope` is the site for patterns with {site}. */
export interface AllocatedId {
  readonly id: string;
  readonly scope: string;
  readonly sequence: number | undefined;
}

/** Dates are moved into the past by one to ten years, so that none lies in the future and none stays. */
const SHIFT_DAYS = { least: 366, most: 3652 };

/** A row of `subjects`. */
export function subjectOf(row: Row): Subject {
  const optional = (value: unknown): number | undefined => (value === null ? undefined : Number(value));
  return {
    row: row.id,
    trial: Number(row.trial),
    person: optional(row.person),
    site: String(row.site),
    id: String(row.subject),
    kind: row.kind as SubjectKind,
    status: row.status as SubjectStatus,
    replacedBy: optional(row.replaced_by),
    shiftDays: Number(row.shift_days),
  };
}

/** @throws RangeError for a row that there is not */
export function subjectInRow(reader: Reader, row: number): Subject {
  const found = reader.row('subjects', 'id = ?', row);
  if (!found) throw new RangeError('no such subject in the crosswalk');
  return subjectOf(found);
}

/** The subject with an ID, retired ones included. */
export function findSubject(reader: Reader, trial: number, id: string): Subject | undefined {
  const row = reader.row('subjects', 'trial = ? AND subject = ?', trial, id);
  return row && subjectOf(row);
}

/** @throws RegistryError `subject-unknown` */
export function subjectNamed(reader: Reader, trial: number, id: string): Subject {
  const subject = findSubject(reader, trial, id);
  if (!subject)
    throw new RegistryError('subject-unknown', `the crosswalk has no subject ${id} in this trial`);
  return subject;
}

/** All subjects and phantoms of a trial, in the order of their IDs. */
export function subjectsOf(reader: Reader, trial: number): Subject[] {
  return reader.rows('subjects', 'trial = ? ORDER BY subject', trial).map(subjectOf);
}

/**
 * Adds a subject with a date shift of its own, drawn at random; a phantom's dates are not shifted.
 * @throws RegistryError `subject-taken` when the ID was ever given out in the trial
 */
export function addSubject(writer: Writer, subject: NewSubject, given: AllocatedId, action: Action): Subject {
  const { trial, person, site, kind } = subject;
  if (findSubject(writer, trial, given.id)) {
    throw new RegistryError('subject-taken', `the ID ${given.id} was given out before`);
  }
  const values = {
    trial,
    person: person ?? null,
    site,
    subject: given.id,
    kind,
    scope: given.scope,
    sequence: freeSequence(writer, subject, given) ?? null,
    status: 'active',
    replaced_by: null,
    shift_days: kind === 'phantom' ? 0 : -randomInt(SHIFT_DAYS.least, SHIFT_DAYS.most + 1),
    note: null,
  };
  return subjectInRow(writer, writer.insert('subjects', values, action));
}

/** The number of an ID, unless an ID of an earlier pattern has it: then the ID itself is what is not given out again. */
function freeSequence(
  reader: Reader,
  { trial, kind }: NewSubject,
  { scope, sequence }: AllocatedId,
): number | undefined {
  if (sequence === undefined) return undefined;
  const where = 'trial = ? AND kind = ? AND scope = ? AND sequence = ?';
  return reader.row('subjects', where, trial, kind, scope, sequence) ? undefined : sequence;
}

/** The subjects that a person is, over all trials. */
export function subjectsOfPerson(reader: Reader, person: number): Subject[] {
  return reader.rows('subjects', 'person = ?', person).map(subjectOf);
}
