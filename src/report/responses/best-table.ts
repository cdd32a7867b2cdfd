import type { Report } from '../envelope.js';
import type { BestRow, ResponseSections } from '../response-sections.js';
import type { Table } from '../table.js';
import { type Columns, sourcesOf, tableOf, whyOf } from './columns.js';

/** The columns in their order: the order is part of the format. */
const COLUMNS: Columns<BestRow> = [
  ['subject', ({ subject }) => subject],
  ['site', ({ site }) => site],
  ['reader', ({ reader }) => reader],
  ['response', ({ response }) => response],
  ['is_confirmed', ({ isConfirmed }) => isConfirmed],
  ['visit', ({ visit }) => visit],
  ['best_change_percent', ({ bestChangePercent }) => bestChangePercent],
  ['progression_visit', ({ progressionVisit }) => progressionVisit],
  ['progression_day', ({ progressionDay }) => progressionDay],
  ['death_day', ({ deathDay }) => deathDay],
  ['duration_of_response_days', ({ durationOfResponseDays }) => durationOfResponseDays],
  ['duration_of_stable_days', ({ durationOfStableDays }) => durationOfStableDays],
  ['is_open', ({ isOpen }) => isOpen],
  ['otherwise', ({ otherwise }) => otherwise],
  ['why', whyOf],
  ['sources', sourcesOf],
];

/** The best overall responses of a report as a table for CSV: a row a subject and reader. */
export function bestTable({ sections }: Pick<Report, 'sections'>): Table {
  const { best = [] }: Partial<ResponseSections> = sections;
  return tableOf(COLUMNS, best);
}
