import type {
  AssignedPatientRow,
  AssignmentOutcome,
  MissedVisitRow,
  PatientSide,
  VisitRow,
} from '../../report/assign-id-sections.js';
import type { Report } from '../../report/envelope.js';
import type { Cell, Column, Table } from '../../report/table.js';
import { dueOf, patientsOf, visitsByStudy } from '../../report/tables/assign-id.js';
import { isRows } from '../../report/text-chunks.js';
import { REASON_TEXTS } from './reason-texts.js';

/** Outcomes that somebody has to look at, most urgent first. */
const NEEDY: readonly AssignmentOutcome[] = ['conflict', 'withdrawn', 'unassigned'];

/** What stands in place of a value that identifies. */
const MASKED = '***';

const DUE_COLUMNS: readonly Column[] = [
  ...['Site', 'Subject', 'Visit', 'State', 'Opens', 'Target', 'Closes'].map((title) => ({ title })),
  { title: 'Reason', shrinks: true },
];

/**
 * An assign-id report as a terminal shows it: the due list where it has one, else one line a patient, those that need
 * somebody first, and below a conflict how each side names the person.
 */
export function assignIdTerminalTable(report: Report): Table {
  if (isRows(report.sections.due)) {
    return { columns: DUE_COLUMNS, rows: { [Symbol.iterator]: () => dueRows(report) } };
  }
  return { columns: patientColumns(report), rows: { [Symbol.iterator]: () => patientRows(report) } };
}

function* dueRows(report: Report): Generator<Cell[]> {
  for (const { site, subject, visit, state, opens, target, closes, reason } of dueOf(report)) {
    yield [site, subject, visit, state, opens, target, closes, reason ?? undefined];
  }
}

/** The last title says how many patients need somebody. */
function patientColumns(report: Report): Column[] {
  const patients = [...patientsOf(report)];
  const needy = patients.filter(({ outcome }) => NEEDY.includes(outcome)).length;
  const [patientWord, verb] = [
    patients.length === 1 ? 'patient' : 'patients',
    needy === 1 ? 'needs' : 'need',
  ];
  return [
    { title: 'Pat', align: 'right' },
    ...['Outcome', 'Subject', 'Site'].map((title) => ({ title })),
    { title: 'Visits', shrinks: true },
    { title: 'Files', align: 'right' },
    { title: `${needy} of ${patients.length} ${patientWord} ${verb} you`, shrinks: true },
  ];
}

function* patientRows(report: Report): Generator<Cell[]> {
  const visitOf = visitsByStudy(report);
  const missed = missedBySubject(report);
  const patients = [...patientsOf(report)].sort((a, b) => urgency(a) - urgency(b) || a.patient - b.patient);
  for (const row of patients) {
    const { patient, outcome, subject, site, studies, files, sides = [] } = row;
    const visits = studies.flatMap((study) => visitOf(subject, study) ?? []);
    const absent = subject === null ? [] : (missed.get(subject) ?? []);
    const why = [...reasonTexts(row), ...visits.flatMap(visitNotes), ...absent].join('; ');
    yield [patient, outcome, subject ?? undefined, site, visits.map(visitText).join(', '), files, why];
    for (const text of sides.flatMap(sideText)) yield ['', '', '', '', '', '', text];
  }
}

function urgency({ outcome }: AssignedPatientRow): number {
  const rank = NEEDY.indexOf(outcome);
  return rank < 0 ? NEEDY.length : rank;
}

function reasonTexts({ reasons, attributes = [] }: AssignedPatientRow): string[] {
  const texts = reasons.map((code) => REASON_TEXTS[code]);
  return attributes.length > 0 ? [...texts, `look at ${attributes.join(', ')}`] : texts;
}

function missedBySubject({ sections }: Report): ReadonlyMap<string, string[]> {
  const missed = isRows(sections.missedVisits) ? (sections.missedVisits as Iterable<MissedVisitRow>) : [];
  const texts = new Map<string, string[]>();
  for (const { subject, visit, reason } of missed) {
    const text = `${visit} missed${reason === null ? '' : ` (${reason})`}`;
    texts.set(subject, [...(texts.get(subject) ?? []), text]);
  }
  return texts;
}

function visitText({ visit, timing }: VisitRow): string {
  if (visit === null) return timing;
  return timing === 'in-window' ? visit : `${visit} ${timing}`;
}

function visitNotes({ visit, timing, duplicates, missingSeries }: VisitRow): string[] {
  const name = visit ?? 'a study';
  const missing = missingSeries.map(({ modality, expected, found }) => `${modality} ${found} of ${expected}`);
  return [
    timing === 'undetermined' ? 'a visit cannot be told: state it with --visit' : '',
    duplicates.length > 0 ? `${name} is there twice` : '',
    missing.length > 0 ? `${name} lacks series: ${missing.join(', ')}` : '',
  ].filter((note) => note !== '');
}

/** Nothing where all is masked and no research ID says more. */
function sideText({ from, patientId, issuer, name, birthDate, sex, subject }: PatientSide): string[] {
  const values = [patientId, issuer, name, birthDate, sex].filter((value) => value !== null);
  const shown = values.every((value) => value === MASKED) ? [] : values;
  const told = [...(subject === undefined ? [] : [subject]), ...shown];
  return told.length === 0 ? [] : [`${from}: ${told.join(', ')}`];
}
