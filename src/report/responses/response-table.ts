import type { Report } from '../envelope.js';
import type { OtherwiseCell, ResponseRow, ResponseSections } from '../response-sections.js';
import type { Table } from '../table.js';
import { type Columns, sourcesOf, tableOf, whyOf } from './columns.js';

/** A cell of what it would be by the other lengths. */
function otherwise<T>(read: (cell: OtherwiseCell) => T) {
  return (row: ResponseRow): T | null => (row.otherwise ? read(row.otherwise) : null);
}

/** `PD: sum at least 60 mm (change 5.0 mm) | …` */
function marginsOf({ margins }: ResponseRow): string | null {
  const texts = margins.map(
    ({ answer, side, sumMm, changeMm }) =>
      `${answer}: sum ${side.replace('-', ' ')} ${sumMm} mm (change ${changeMm} mm)`,
  );
  return texts.join(' | ') || null;
}

/** `PD: new YES | …` */
function alternativesOf({ alternatives = [] }: ResponseRow): string | null {
  return alternatives.map(({ part, answer, overall }) => `${overall}: ${part} ${answer}`).join(' | ') || null;
}

/** The columns in their order: the order is part of the format. */
const COLUMNS: Columns<ResponseRow> = [
  ['subject', ({ subject }) => subject],
  ['site', ({ site }) => site],
  ['reader', ({ reader }) => reader],
  ['visit', ({ visit }) => visit],
  ['day', ({ day }) => day],
  ['date', ({ date }) => date],
  ['kind', ({ kind }) => kind],
  ['sum_mm', ({ sumMm }) => sumMm],
  ['baseline_sum_mm', ({ baselineSumMm }) => baselineSumMm],
  ['nadir_sum_mm', ({ nadirSumMm }) => nadirSumMm],
  ['nadir_visit', ({ nadirVisit }) => nadirVisit],
  ['change_from_baseline_percent', ({ changeFromBaselinePercent }) => changeFromBaselinePercent],
  ['change_from_nadir_percent', ({ changeFromNadirPercent }) => changeFromNadirPercent],
  ['change_from_nadir_mm', ({ changeFromNadirMm }) => changeFromNadirMm],
  ['target', ({ target }) => target],
  ['non_target', ({ nonTarget }) => nonTarget],
  ['new_lesion', ({ newLesion }) => newLesion],
  ['overall', ({ overall }) => overall],
  ['is_after_progression', ({ isAfterProgression }) => isAfterProgression],
  ['missing', ({ missing }) => missing.join(' | ') || null],
  ['margins', marginsOf],
  ['alternatives', alternativesOf],
  ['otherwise_lengths', otherwise(({ lengths }) => lengths)],
  ['otherwise_of', otherwise(({ of }) => of)],
  ['otherwise_sum_mm', otherwise(({ sumMm }) => sumMm)],
  ['otherwise_target', otherwise(({ target }) => target)],
  ['otherwise_overall', otherwise(({ overall }) => overall)],
  ['otherwise_flips', otherwise(({ flips }) => flips)],
  ['otherwise_agrees', otherwise(({ agrees }) => agrees)],
  ['conformance', ({ conformance }) => conformance],
  ['why', whyOf],
  ['sources', sourcesOf],
];

/** The responses of a report as a table for CSV: a row a visit and reader. Lengths are exact decimals, mm. */
export function responseTable({ sections }: Pick<Report, 'sections'>): Table {
  const { responses = [] }: Partial<ResponseSections> = sections;
  return tableOf(COLUMNS, responses);
}
