import type { Action, Writer } from '../../identity/crosswalk/contract.js';
import { addContent } from '../../identity/registry/contents.js';
import { numberRow } from '../../identity/registry/people.js';
import { readingIdOf } from '../../identity/registry/readings.js';
import { addStudy, placeStudy, type RecordedStudy, studiesOf } from '../../identity/registry/studies.js';
import type { Subject } from '../../identity/registry/subjects.js';
import { planVisits } from '../../identity/visits/plan-visits.js';
import type { PlannedVisit, SubjectVisits } from '../../identity/visits/visit-plan.js';
import type { AssignContext } from './context.js';
import type { DeliveredPatient, DeliveredStudy } from './delivered.js';
import { statedVisit } from './listed.js';

/** A study as it stands after the delivery. */
export interface SettledStudy {
  readonly row: number;
  readonly generation: number;
  /** With `--blinded`. */
  readonly readingId: string | undefined;
}

/** What studies are recorded with. */
export interface Recording {
  readonly context: AssignContext;
  /** Rows of the trial and of the delivery, made with the first patient that needs them. */
  readonly rows: () => { readonly trial: number; readonly delivery: number };
}

/** A patient and the subject that they are. */
export interface OfSubject {
  readonly patient: DeliveredPatient;
  readonly subject: Subject;
}

/** The studies of a subject after a delivery. */
export interface RecordedVisits {
  /** Undefined for phantoms: they are of no schedule. */
  readonly visits: SubjectVisits | undefined;
  /** By Study Instance UID, those that arrived. */
  readonly studies: ReadonlyMap<string, SettledStudy>;
}

/**
 * Places the studies of a delivery in the schedule, and records them with what they hold; studies of earlier deliveries
 * are placed anew, as a baseline may have become known.
 * @throws RegistryError `ids-exhausted` when there is no reading ID left
 */
export function recordStudies(
  writer: Writer,
  { patient, subject }: OfSubject,
  { context, rows }: Recording,
): RecordedVisits {
  const stated = statedVisit(patient, context);
  const action: Action = { name: 'deliver', ...(stated && { reason: stated.reason }) };
  const known = studiesOf(writer, subject.row);
  const { visits, others } = visitsOf(patient, known, { context, stated });
  const number = numberRow(writer, patient.evidence.number)?.id ?? null;
  const one: OneStudy = { subject, number, stated, delivery: rows().delivery, context };
  const studies = new Map<string, SettledStudy>();
  for (const [i, study] of patient.studies.entries()) {
    const planned = visits.planned[i];
    if (!planned) throw new TypeError('every study has a place in the plan');
    const before = known.find(({ studyUID }) => studyUID === study.studyUID);
    studies.set(study.studyUID, recordStudy(writer, { ...one, study, planned, before }, action));
  }
  for (const planned of others) {
    const before = known.find(({ studyUID }) => studyUID === planned.studyUID);
    if (before) placeStudy(writer, before, { planned, reason: before.reason }, action);
  }
  return { visits: patient.isPhantom ? undefined : visits, studies };
}

interface OneStudy {
  readonly subject: Subject;
  /** Row of the record number that it came under. */
  readonly number: number | null;
  readonly stated: AssignContext['stated'];
  readonly delivery: number;
  readonly context: AssignContext;
}

interface Placing extends OneStudy {
  readonly study: DeliveredStudy;
  readonly planned: PlannedVisit;
  /** As it was recorded when it came before. */
  readonly before: RecordedStudy | undefined;
}

function recordStudy(writer: Writer, placing: Placing, action: Action): SettledStudy {
  const { subject, delivery, context, study, planned, before } = placing;
  const row = placedRow(writer, placing, action);
  addContent(writer, { delivery, study: row }, study.series, action);
  const generation = before?.generation ?? 0;
  const { studyUID } = study;
  const visit = (isOtherDay(placing) ? before?.visit : planned.visit) ?? studyUID;
  const point = { trial: subject.trial, subject: subject.row, visit, studyUID, generation };
  const readingId = context.readings && readingIdOf(writer, point, context.readings);
  return { row, generation, readingId };
}

/** The row of a study, new or as it stands now. */
function placedRow(writer: Writer, placing: Placing, action: Action): number {
  const { subject, number, delivery, stated, study, planned, before } = placing;
  const { day } = study;
  if (day === undefined) throw new TypeError('a study without a date is not assigned');
  const reason = planned.isStated ? (stated?.reason ?? null) : (before?.reason ?? null);
  if (!before) {
    return addStudy(writer, { subject: subject.row, delivery, day, planned, reason, number }, action);
  }
  if (!isOtherDay(placing)) placeStudy(writer, before, { planned, reason, day }, action);
  return before.row;
}

/** It came again with another date, and nobody vouches for that: the report says so, and what was recorded stays. */
function isOtherDay({ study, planned, before }: Placing): boolean {
  return before !== undefined && before.day !== study.day && !planned.isStated;
}

interface Plan {
  /** Of the studies that arrived. */
  readonly visits: SubjectVisits;
  /** Of those that came in earlier deliveries only. */
  readonly others: readonly PlannedVisit[];
}

function visitsOf(
  { studies, isPhantom }: DeliveredPatient,
  known: readonly RecordedStudy[],
  { context, stated }: Pick<OneStudy, 'context' | 'stated'>,
): Plan {
  if (isPhantom) return { visits: withoutSchedule(studies), others: [] };
  const { visits: schedule } = context.trial;
  const arrived = studies.map(({ studyUID, day = 0, seriesByModality }) => ({
    studyUID,
    day,
    seriesByModality,
  }));
  const earlier = known
    .filter(({ studyUID }) => !studies.some((study) => study.studyUID === studyUID))
    .map((study) => ({ ...study, seriesByModality: study.seriesByModality ?? {} }));
  if (stated) {
    const visits = planVisits(schedule, known, arrived, { stated: stated.visit });
    const now = [...earlier, ...arrived.map((study) => ({ ...study, visit: stated.visit }))];
    return { visits, others: planVisits(schedule, now, earlier).planned };
  }
  const all = planVisits(schedule, known, [...arrived, ...earlier]);
  const planned = all.planned.slice(0, arrived.length);
  return { visits: { ...all, planned }, others: all.planned.slice(arrived.length) };
}

function withoutSchedule(studies: readonly DeliveredStudy[]): SubjectVisits {
  const nowhere = { visit: null, offsetDays: null, timing: 'unscheduled', isStated: false } as const;
  const planned = studies.map(({ studyUID }) => ({
    studyUID,
    ...nowhere,
    duplicates: [],
    missingSeries: [],
  }));
  return { baselineDay: undefined, planned, missed: [] };
}
