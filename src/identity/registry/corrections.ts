import type { Action, Writer } from '../crosswalk/contract.js';
import type { PersonEvidence } from '../person/evidence.js';
import type { Visit } from '../trial/trial.js';
import { addPerson, knownPerson, relearn } from './people.js';
import { RegistryError } from './registry-error.js';
import { placeMoved, recountStaying } from './replacing.js';
import { type RecordedStudy, studiesOf } from './studies.js';
import { type AllocatedId, addSubject, type Subject } from './subjects.js';

/** A study that changed hands, as it was before. Every copy of it bears a wrong ID. */
export interface MovedStudy extends RecordedStudy {
  /** The ID that its copies bear. */
  readonly wrongId: string;
}

/** What a correction did. */
export interface Correction {
  /** The subject that the studies are of now. */
  readonly subject: Subject;
  readonly moved: readonly MovedStudy[];
}

/**
 * Two subjects are one person: `drop`'s studies, record numbers and names become `keep`'s, and its ID is never used again.
 * The studies get `keep`'s date shift and the next UID generation.
 * @throws RegistryError
 */
export function mergeSubjects(
  writer: Writer,
  { keep, drop }: { readonly keep: Subject; readonly drop: Subject },
  schedule: readonly Visit[],
  reason: string,
): Correction {
  const action: Action = { name: 'merge', reason };
  refuseUnlessPeer(keep, drop);
  if (drop.person !== undefined) {
    if (keep.person === undefined) writer.update('subjects', keep.row, { person: drop.person }, action);
    else if (keep.person !== drop.person) mergePeople(writer, keep.person, drop, action);
  }
  const moved = moveStudies(writer, { studies: studiesOf(writer, drop.row), from: drop, to: keep }, action);
  moveExcuses(writer, drop, keep, action);
  retire(writer, drop, keep, action);
  placeMoved(writer, keep, { schedule, moved }, action);
  return { subject: keep, moved };
}

/**
 * A subject was given a wrong ID: everything of it becomes the new ID's, with the same date shift, so that intervals
 * stay, and the next UID generation, so that the corrected copy cannot be taken for the wrong one.
 * @throws RegistryError `subject-taken` when the new ID was ever given out
 */
export function correctSubjectId(
  writer: Writer,
  wrong: Subject,
  right: AllocatedId,
  reason: string,
): Correction {
  const action: Action = { name: 'correct', reason };
  refuseRetired(wrong);
  const { trial, person, site, kind } = wrong;
  const added = addSubject(writer, { trial, person, site, kind }, right, action);
  writer.update('subjects', added.row, { shift_days: wrong.shiftDays, status: wrong.status }, action);
  const subject = { ...added, shiftDays: wrong.shiftDays, status: wrong.status };
  moveExcuses(writer, wrong, subject, action);
  const studies = studiesOf(writer, wrong.row);
  const moved = moveStudies(writer, { studies, from: wrong, to: subject }, action);
  retire(writer, wrong, subject, action);
  return { subject, moved };
}

/** Studies that were given to the wrong subject, and whose they are. */
export interface Misplaced {
  readonly from: Subject;
  readonly to: Subject;
  readonly studyUIDs: readonly string[];
}

/**
 * Gives studies to the subject whose they are. A record number that brought none of the studies that stay goes along,
 * so that the next delivery is recalled rightly. Where the baseline goes along, what stays is counted anew.
 * @throws RegistryError `study-unknown`
 */
export function moveToSubject(
  writer: Writer,
  { from, to, studyUIDs }: Misplaced,
  schedule: readonly Visit[],
  reason: string,
): Correction {
  const action: Action = { name: 'correct', reason };
  refuseUnlessPeer(to, from);
  const all = studiesOf(writer, from.row);
  const studies = studyUIDs.map((uid) => {
    const study = all.find(({ studyUID }) => studyUID === uid);
    if (!study) throw new RegistryError('study-unknown', `${from.id} has no study ${uid}`);
    return study;
  });
  moveNumbers(writer, { studies, staying: all.filter((study) => !studies.includes(study)), to }, action);
  const moved = moveStudies(writer, { studies, from, to }, action);
  placeMoved(writer, to, { schedule, moved }, action);
  recountStaying(writer, from, { schedule, moved }, action);
  return { subject: to, moved };
}

/** The subject leaves the trial: later deliveries are refused, and no visit is due. @throws RegistryError */
export function withdrawSubject(writer: Writer, subject: Subject, reason: string): void {
  if (subject.status !== 'active') {
    throw new RegistryError('subject-not-active', `${subject.id} is ${subject.status} already`);
  }
  writer.update('subjects', subject.row, { status: 'withdrawn' }, { name: 'withdraw', reason });
}

/** Records that what was released of a withdrawn subject is destroyed. @throws RegistryError */
export function recordDestruction(writer: Writer, subject: Subject, certificate: string): void {
  if (subject.status !== 'withdrawn') {
    throw new RegistryError('subject-not-active', `${subject.id} is ${subject.status}, not withdrawn`);
  }
  writer.update('subjects', subject.row, { note: certificate }, { name: 'destroy', reason: certificate });
}

/** A person of whom nothing is known yet. */
const NOBODY: PersonEvidence = {
  number: { issuer: '', id: '' },
  otherNumbers: [],
  names: [],
  birthDates: [],
  sexes: [],
  isDeidentified: false,
};

function refuseRetired({ id, status }: Subject): void {
  if (status !== 'retired') return;
  throw new RegistryError(
    'subject-not-active',
    `${id} is retired: its studies are another subject’s already`,
  );
}

function refuseUnlessPeer(keep: Subject, other: Subject): void {
  if (keep.row === other.row) throw new RegistryError('nothing-to-change', `${keep.id} is one subject`);
  if (keep.trial !== other.trial)
    throw new RegistryError('other-trial', 'the subjects are of different trials');
  if (keep.kind !== other.kind) {
    throw new RegistryError('subject-not-valid', `one of ${keep.id} and ${other.id} is a phantom`);
  }
  for (const { id, status } of [keep, other]) {
    if (status !== 'active') throw new RegistryError('subject-not-active', `${id} is ${status}`);
  }
}

function retire(writer: Writer, subject: Subject, successor: Subject, action: Action): void {
  writer.update('subjects', subject.row, { status: 'retired', replaced_by: successor.row }, action);
}

interface Move {
  readonly studies: readonly RecordedStudy[];
  readonly from: Subject;
  readonly to: Subject;
}

function moveStudies(writer: Writer, { studies, from, to }: Move, action: Action): MovedStudy[] {
  return studies.map((study) => {
    const generation = study.generation + 1;
    writer.update('studies', study.row, { subject: to.row, generation }, action);
    return { ...study, wrongId: from.id };
  });
}

/** The person behind `drop` is the one with the row `keep`: numbers, names and enrolments are joined. */
function mergePeople(writer: Writer, keep: number, drop: Subject, action: Action): void {
  const { person } = drop;
  if (person === undefined) return;
  const gone = knownPerson(writer, person);
  const kept = new Set(knownPerson(writer, keep).enrolments.map(({ protocol }) => protocol));
  const elsewhere = gone.enrolments.filter(
    ({ subjectRow, status }) => subjectRow !== drop.row && status === 'active',
  );
  if (elsewhere.some(({ protocol }) => kept.has(protocol))) {
    throw new RegistryError('other-trial', 'both are in another trial, too: merge them there first');
  }
  for (const table of ['numbers', 'demographics', 'subjects'] as const) {
    for (const row of writer.rows(table, 'person = ?', person))
      writer.update(table, row.id, { person: keep }, action);
  }
  const number = gone.numbers[0] ?? NOBODY.number;
  relearn(writer, keep, { ...gone, number }, action);
}

interface NumberMove {
  readonly studies: readonly RecordedStudy[];
  readonly staying: readonly RecordedStudy[];
  readonly to: Subject;
}

function moveNumbers(writer: Writer, { studies, staying, to }: NumberMove, action: Action): void {
  const needed = new Set(staying.map(({ number }) => number));
  const free = new Set(
    studies.flatMap(({ number }) => (number === null || needed.has(number) ? [] : [number])),
  );
  if (free.size === 0 || to.kind !== 'subject') return;
  let { person } = to;
  if (person === undefined) {
    // Left where it was, the number would recall the wrong subject. What goes with it, the next delivery tells.
    person = addPerson(writer, NOBODY, action);
    writer.update('subjects', to.row, { person }, action);
  }
  for (const number of free) {
    const row = writer.row('numbers', 'id = ?', number);
    if (row && Number(row.person) !== person) writer.update('numbers', number, { person }, action);
  }
}

/** Excuses go along, but for visits that the other subject is excused from already. */
function moveExcuses(writer: Writer, from: Subject, to: Subject, action: Action): void {
  const known = new Set(writer.rows('excuses', 'subject = ?', to.row).map(({ visit }) => visit));
  for (const { id, visit } of writer.rows('excuses', 'subject = ?', from.row)) {
    if (!known.has(visit ?? '')) writer.update('excuses', id, { subject: to.row }, action);
  }
}
