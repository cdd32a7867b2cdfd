import type { Reader } from '../../identity/crosswalk/contract.js';
import type { LedgerEvent } from '../../identity/ledger/event.js';
import { RegistryError } from '../../identity/registry/registry-error.js';
import { studiesOf } from '../../identity/registry/studies.js';
import { type Subject, subjectNamed, subjectsOf } from '../../identity/registry/subjects.js';
import type { Visit } from '../../identity/trial/trial.js';
import { studiesWithFile } from './find-file.js';

/** What is wanted of a trial's events; all that is given has to hold. */
interface Wanted {
  readonly subject?: string;
  readonly visit?: string;
  readonly file?: string;
}

/** The events that are wanted, and of whom they are. */
export interface Selected {
  readonly events: readonly LedgerEvent[];
  /** IDs of the subject, the one that was asked for first; empty where no subject was. */
  readonly subjects: readonly string[];
}

/** Where the events are. */
interface EventSource {
  readonly reader: Reader;
  /** Row of the trial. */
  readonly trial: number;
  readonly visits: readonly Visit[];
  /** All of the trial, in order. */
  readonly all: readonly LedgerEvent[];
}

type Test = (event: LedgerEvent) => boolean;

/**
 * The events of a subject, a visit, a file, in order. What came is not known to be a subject's or a visit's before it is
 * assigned: it counts to whom its study is assigned. A subject has the events under all of its IDs, those that were
 * corrected away and those that took their place; a study that was given to another subject is told with both.
 * @throws RegistryError `subject-unknown`, `visit-unknown`, `study-unknown`
 */
export function selectEvents(source: EventSource, { subject, visit, file }: Wanted): Selected {
  const subjects = subject === undefined ? [] : sameSubject(source, subject);
  const tests: Test[] = [];
  if (subject !== undefined) tests.push(ofSubjects(source, subjects));
  if (visit !== undefined) tests.push(ofVisit(source, visit));
  if (file !== undefined) tests.push(ofStudies(studiesWithFile(source.reader, source.trial, file)));
  const events = source.all.filter((event) => tests.every((holds) => holds(event)));
  return { events, subjects: subjects.map(({ id }) => id) };
}

/** The subject, and those that it took the place of, or that took its place. */
function sameSubject({ reader, trial }: EventSource, id: string): Subject[] {
  const found = [subjectNamed(reader, trial, id)];
  const all = subjectsOf(reader, trial);
  for (const one of found) {
    const linked = all.filter(({ row, replacedBy }) => row === one.replacedBy || replacedBy === one.row);
    found.push(...linked.filter(({ row }) => !found.some((known) => known.row === row)));
  }
  return found;
}

function ofSubjects({ reader, all }: EventSource, subjects: readonly Subject[]): Test {
  const rows = new Set<number | undefined>(subjects.map(({ row }) => row));
  const ids = new Set(subjects.map(({ id }) => id));
  const now = new Set(subjects.flatMap(({ row }) => studiesOf(reader, row).map(({ studyUID }) => studyUID)));
  const ever = studyUIDsOf(all, ({ subject }) => rows.has(subject));
  return (event) => {
    const { kind, subject, studyUID = '' } = event;
    if (subject !== undefined && rows.has(subject)) return true;
    if (kind === 'corrected' && (ids.has(event.details.from) || ids.has(event.details.to))) return true;
    return now.has(studyUID) || (subject === undefined && ever.has(studyUID));
  };
}

function ofVisit({ reader, trial, visits, all }: EventSource, visit: string): Test {
  if (!visits.some(({ id }) => id === visit) && !all.some((event) => event.visit === visit)) {
    const known = visits.map(({ id }) => id).join(', ');
    throw new RegistryError('visit-unknown', `the trial has no visit ${visit}; it has ${known}`);
  }
  const studies = studyUIDsOf(all, (event) => event.visit === visit);
  for (const { row } of subjectsOf(reader, trial)) {
    for (const study of studiesOf(reader, row)) if (study.visit === visit) studies.add(study.studyUID);
  }
  return (event) => event.visit === visit || (event.visit === undefined && studies.has(event.studyUID ?? ''));
}

function ofStudies(studies: ReadonlySet<string>): Test {
  return ({ studyUID }) => studyUID !== undefined && studies.has(studyUID);
}

function studyUIDsOf(events: readonly LedgerEvent[], isOf: Test): Set<string> {
  return new Set(
    events.flatMap((event) => (isOf(event) && event.studyUID !== undefined ? event.studyUID : [])),
  );
}
