import type { AssignedPatientRow, DueRow, VisitRow } from '../assign-id-sections.js';
import type { Report } from '../envelope.js';
import type { Cell, Column, Table } from '../table.js';
import { isRows } from '../text-chunks.js';

/** A study of a patient, with its visit where it has one. */
interface StudyOfPatient {
  readonly patient: AssignedPatientRow;
  readonly studyUID: string;
  readonly visit: VisitRow | undefined;
}

type Columns<T> = readonly (readonly [string, (row: T) => Cell | null])[];

const STUDY_COLUMNS: Columns<StudyOfPatient> = [
  ['patient', ({ patient }) => patient.patient],
  ['outcome', ({ patient }) => patient.outcome],
  ['subject', ({ patient }) => patient.subject],
  ['site', ({ patient }) => patient.site],
  ['study_uid', ({ studyUID }) => studyUID],
  ['visit', ({ visit }) => visit?.visit],
  ['offset_days', ({ visit }) => visit?.offsetDays],
  ['timing', ({ visit }) => visit?.timing],
  ['stated', ({ visit }) => visit?.isStated],
  ['duplicates', ({ visit }) => visit?.duplicates.join('; ')],
  ['missing_series', ({ visit }) => visit?.missingSeries.map(missingText).join('; ')],
  ['visit_reason', ({ visit }) => visit?.reason],
  ['reasons', ({ patient }) => patient.reasons.join('; ')],
  ['attributes', ({ patient }) => patient.attributes?.join('; ')],
];

const DUE_COLUMNS: Columns<DueRow> = [
  ['site', (due) => due.site],
  ['subject', (due) => due.subject],
  ['visit', (due) => due.visit],
  ['name', (due) => due.name],
  ['state', (due) => due.state],
  ['opens', (due) => due.opens],
  ['target', (due) => due.target],
  ['closes', (due) => due.closes],
  ['reason', (due) => due.reason],
];

/** An assign-id report as a table for CSV: the due list where it has one, else one row a study and patient. */
export function assignIdTable(report: Report): Table {
  return isRows(report.sections.due)
    ? tableOf(DUE_COLUMNS, () => dueOf(report))
    : tableOf(STUDY_COLUMNS, () => studiesOf(report));
}

function tableOf<T>(columns: Columns<T>, rows: () => Iterable<T>): Table {
  return {
    columns: columns.map(([title]): Column => ({ title })),
    rows: {
      *[Symbol.iterator]() {
        for (const row of rows()) yield columns.map(([, get]) => get(row) ?? undefined);
      },
    },
  };
}

function missingText({ modality, expected, found }: VisitRow['missingSeries'][number]): string {
  return `${modality} ${found} of ${expected}`;
}

/** Rows of `--due`, in the report's order; none without it. */
export function dueOf({ sections }: Report): Iterable<DueRow> {
  return isRows(sections.due) ? (sections.due as Iterable<DueRow>) : [];
}

/** Patients of an assign-id report, in the report's order. */
export function patientsOf({ sections }: Report): Iterable<AssignedPatientRow> {
  return isRows(sections.patients) ? (sections.patients as Iterable<AssignedPatientRow>) : [];
}

/** Visits by subject and study: a study that holds two persons has one for each. */
export function visitsByStudy({
  sections,
}: Report): (subject: string | null, studyUID: string) => VisitRow | undefined {
  const visits = isRows(sections.visits) ? (sections.visits as Iterable<VisitRow>) : [];
  const known = new Map<string, VisitRow>();
  for (const visit of visits) known.set(`${visit.studyUID}\0${visit.subject}`, visit);
  return (subject, studyUID) => (subject === null ? undefined : known.get(`${studyUID}\0${subject}`));
}

function* studiesOf(report: Report): Generator<StudyOfPatient> {
  const visitOf = visitsByStudy(report);
  for (const patient of patientsOf(report)) {
    for (const studyUID of patient.studies) {
      yield { patient, studyUID, visit: visitOf(patient.subject, studyUID) };
    }
  }
}
