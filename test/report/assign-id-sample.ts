import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type {
  AssignedPatientRow,
  DueRow,
  PatientSide,
  VisitRow,
} from '../../src/report/assign-id-sections.js';
import type { Report } from '../../src/report/envelope.js';
import type { Table } from '../../src/report/table.js';
import { report } from './sample.js';

/** A patient who was recalled. */
export function patient(overrides: Partial<AssignedPatientRow> = {}): AssignedPatientRow {
  return {
    patient: 1,
    outcome: 'recalled',
    subject: '01-0007-K',
    site: '01',
    studies: ['1.2.3'],
    files: 12,
    reasons: [],
    ...overrides,
  };
}

/** The visit of the patient's study. */
export function visit(overrides: Partial<VisitRow> = {}): VisitRow {
  return {
    studyUID: '1.2.3',
    subject: '01-0007-K',
    visit: 'V1',
    offsetDays: 0,
    timing: 'in-window',
    isStated: false,
    duplicates: [],
    missingSeries: [],
    reason: null,
    ...overrides,
  };
}

/** One side of a conflict, masked. */
export function side(overrides: Partial<PatientSide> = {}): PatientSide {
  const masked = { patientId: '***', issuer: '***', name: '***', birthDate: '***', sex: null };
  return { from: 'delivery', ...masked, ...overrides };
}

/** An overdue visit. */
export function due(overrides: Partial<DueRow> = {}): DueRow {
  return {
    ...{ site: '01', subject: '01-0007-K', visit: 'V3', name: 'Month 2', state: 'overdue' },
    ...{ opens: '2026-02-20', target: '2026-02-27', closes: '2026-03-06', reason: null },
    ...overrides,
  };
}

/** A report of assign-id with these sections. */
export function assignIdReport(sections: Record<string, unknown>): Report {
  return report({ schema: 'corelab/report/assign-id@1', command: 'assign-id', sections });
}

/** A valid example of a schema as a report, its sections apart. */
export function exampleReport(schema: string, name: string): Report {
  const path = fileURLToPath(new URL(`../../schemas/examples/${schema}/${name}.json`, import.meta.url));
  const own = JSON.parse(readFileSync(path, 'utf8'));
  const envelope = Object.keys(report());
  const sections = Object.fromEntries(Object.entries(own).filter(([key]) => !envelope.includes(key)));
  return report({ ...own, sections });
}

/** The rows of a table as objects by column title. */
export function rowsOf({ columns, rows }: Table): Record<string, unknown>[] {
  return [...rows].map((row) => Object.fromEntries(columns.map(({ title }, i) => [title, row[i]])));
}
