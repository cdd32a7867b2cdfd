import type { Report } from '../envelope.js';
import type { LesionRow, ResponseRow, ResponseSections } from '../response-sections.js';
import type { Table } from '../table.js';
import { type Columns, tableOf } from './columns.js';

/** What a row of the sum table is, besides a lesion. */
type Figure = 'sum' | 'baseline-sum' | 'nadir' | 'change-from-baseline' | 'change-from-nadir';

/** A row: a lesion at a visit, or a figure that is worked out of the targets above it. */
type SumRow = Pick<LesionRow, 'subject' | 'reader' | 'visit' | 'day' | 'mm' | 'note'> & {
  readonly role: LesionRow['role'] | Figure;
  readonly percent: number | null;
  /** Null for a figure. */
  readonly of: LesionRow | null;
};

/** The columns in their order: the order is part of the format. */
const COLUMNS: Columns<SumRow> = [
  ['subject', ({ subject }) => subject],
  ['reader', ({ reader }) => reader],
  ['visit', ({ visit }) => visit],
  ['day', ({ day }) => day],
  ['lesion', ({ of }) => of?.lesion ?? null],
  ['role', ({ role }) => role],
  ['organ', ({ of }) => of?.organ ?? null],
  ['is_node', ({ of }) => of?.isNode ?? null],
  ['mm', ({ mm }) => mm],
  ['percent', ({ percent }) => percent],
  ['stored_mm', ({ of }) => of?.storedMm ?? null],
  ['recomputed_mm', ({ of }) => of?.recomputedMm ?? null],
  ['state', ({ of }) => of?.state ?? null],
  ['axis', ({ of }) => of?.axis ?? null],
  ['method', ({ of }) => of?.method ?? null],
  ['slice_thickness_mm', ({ of }) => of?.sliceThicknessMm ?? null],
  ['note', ({ note }) => note],
];

/** Targets first: the sum stands below what is summed. */
const ROLES: readonly LesionRow['role'][] = ['target', 'non-target', 'new'];

function lesionRows(lesions: readonly LesionRow[]): SumRow[] {
  const ranked = [...lesions].sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role));
  return ranked.map((of) => ({ ...of, percent: null, of }));
}

/** What keeps a sum from being one. */
function sumNote({ kind, missing }: ResponseRow): string | null {
  if (kind === 'missed') return 'missed visit';
  return missing.length > 0 ? `missing: ${missing.join(', ')}` : null;
}

/** The figures of a visit; those of a baseline are its sum. */
function figureRows(row: ResponseRow): SumRow[] {
  const { subject, reader, visit, day, kind, nadirVisit } = row;
  const figure = (role: Figure, cells: Partial<SumRow>): SumRow => {
    return { subject, reader, visit, day, role, mm: null, percent: null, note: null, of: null, ...cells };
  };
  const sum = figure('sum', { mm: row.sumMm, note: sumNote(row) });
  if (kind !== 'follow-up') return [sum];
  return [
    sum,
    figure('baseline-sum', { mm: row.baselineSumMm }),
    figure('nadir', { mm: row.nadirSumMm, note: nadirVisit === null ? null : `at ${nadirVisit}` }),
    figure('change-from-baseline', { percent: row.changeFromBaselinePercent }),
    figure('change-from-nadir', { mm: row.changeFromNadirMm, percent: row.changeFromNadirPercent }),
  ];
}

/** A key of several texts that no text can imitate. */
function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const known = groups.get(key(row));
    if (known) known.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** One subject by one reader: visit by visit, then lesions of visits that have no response. */
function courseRows(lesions: readonly LesionRow[], responses: readonly ResponseRow[]): SumRow[] {
  const byVisit = grouped(lesions, ({ visit }) => visit);
  const rows = responses.flatMap((response) => {
    const own = byVisit.get(response.visit) ?? [];
    byVisit.delete(response.visit);
    return [...lesionRows(own), ...figureRows(response)];
  });
  return [...rows, ...[...byVisit.values()].flatMap(lesionRows)];
}

/**
 * The sums of a report as a long table for CSV, so that a person can check the arithmetic: for each subject, reader and
 * visit a row a lesion, targets first, then their sum, the baseline sum, the nadir before the visit and the changes
 * (`role` says which). Lengths are exact decimals, mm; changes in percent are rounded to a tenth. Readings without any
 * lesion, as of an adjudication, have no rows.
 */
export function sumTable({ sections }: Pick<Report, 'sections'>): Table {
  const { lesions = [], responses = [] }: Partial<ResponseSections> = sections;
  const course = ({ subject, reader }: Pick<LesionRow, 'subject' | 'reader'>): string =>
    keyOf(subject, reader);
  const responsesOf = grouped(responses, course);
  const lesionsOf = grouped(lesions, course);
  const rows = [...lesionsOf].flatMap(([key, own]) => courseRows(own, responsesOf.get(key) ?? []));
  return tableOf(COLUMNS, rows);
}
