import type { Report } from '../envelope.js';
import type { MotionCheckRow, QcMotionSections } from '../qc-motion-sections.js';
import type { Cell, Table } from '../table.js';

const COLUMNS: readonly (readonly [string, (row: MotionCheckRow) => Cell | null])[] = [
  ['study_uid', ({ studyUID }) => studyUID],
  ['series_uid', ({ seriesUID }) => seriesUID],
  ['series_number', ({ seriesNumber }) => seriesNumber],
  ['of', ({ of }) => of],
  ['run', ({ run }) => run],
  ['check', ({ check }) => check],
  ['outcome', ({ outcome }) => outcome],
  ['code', ({ code }) => code],
  ['severity', ({ severity }) => severity],
  ['expected', ({ expected }) => expected],
  ['value', ({ value }) => value],
  ['unit', ({ unit }) => unit],
  ['definition', ({ definition }) => definition],
  ['reference_volumes', ({ references }) => (references.length > 0 ? references.join(' ') : null)],
  ['source', ({ source }) => source],
  ['note', ({ note }) => note],
];

/** A qc-motion report as a table for CSV: a row a limit, those that were kept among them; volumes count from 0. */
export function qcMotionTable({ sections }: Pick<Report, 'sections'>): Table {
  const { checks = [] }: Partial<QcMotionSections> = sections;
  return {
    columns: COLUMNS.map(([title]) => ({ title })),
    rows: checks.map((row) => COLUMNS.map(([, get]) => get(row) ?? undefined)),
  };
}
