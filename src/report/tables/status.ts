import type { Report } from '../envelope.js';
import type { ReconciliationRow, StatusSections, StatusVisitRow, WorklistRow } from '../ledger-sections.js';
import { type Columns, tableOf } from '../responses/columns.js';
import type { Table } from '../table.js';

/** The columns in their order: the order is part of the format. */
const VISITS: Columns<StatusVisitRow> = [
  ['site', (row) => row.site],
  ['subject', (row) => row.subject],
  ['visit', (row) => row.visit],
  ['state', (row) => row.state],
  ['target_day', (row) => row.targetDay],
  ['actual_day', (row) => row.actualDay],
  ['timing', (row) => row.timing],
  ['studies', (row) => row.studies],
  ['series', (row) => row.series],
  ['received_at', (row) => row.receivedAt],
  ['released_at', (row) => row.releasedAt],
  ['passed_at', (row) => row.passedAt],
  ['turnaround_hours', (row) => row.turnaroundHours],
  ['open_items', (row) => row.openItems],
];

const WORKLIST: Columns<WorklistRow> = [
  ['order', (row) => row.order],
  ['item', (row) => row.item],
  ['what', (row) => row.what],
  ['site', (row) => row.site],
  ['subject', (row) => row.subject],
  ['visit', (row) => row.visit],
  ['command', (row) => row.command],
  ['code', (row) => row.code],
  ['outcome', (row) => row.outcome],
  ['severity', (row) => row.severity],
  ['why', (row) => row.why],
  ['name', (row) => row.name],
  ['expected', (row) => row.expected],
  ['actual', (row) => row.actual],
  ['since', (row) => row.since],
  ['days', (row) => row.days],
  ['overdue', (row) => row.overdue],
];

const DIFFERENCES: Columns<ReconciliationRow> = [
  ['line', (row) => row.line],
  ['kind', (row) => row.kind],
  ['subject', (row) => row.subject],
  ['visit', (row) => row.visit],
  ['modality', (row) => row.modality],
  ['listed', (row) => row.listed],
  ['received', (row) => row.received],
];

/**
 * A status report as a table for CSV: the differences where it was held against a site's list, else a row a visit; the
 * worklist where it has that alone.
 */
export function statusTable({ sections }: Pick<Report, 'sections'>): Table {
  const { visits, worklist = [], reconciliation }: StatusSections = sections;
  if (reconciliation) return tableOf(DIFFERENCES, reconciliation);
  return visits ? tableOf(VISITS, visits) : tableOf(WORKLIST, worklist);
}
