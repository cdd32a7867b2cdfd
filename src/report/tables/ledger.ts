import type { Report } from '../envelope.js';
import type { LedgerRow, LedgerSections } from '../ledger-sections.js';
import type { Cell, Column, Table } from '../table.js';

/** The columns in their order: the order is part of the format. */
const COLUMNS: readonly (readonly [Column, (row: LedgerRow) => Cell | null])[] = [
  [{ title: 'event', align: 'right' }, (row) => row.event],
  [{ title: 'at' }, (row) => row.at],
  [{ title: 'kind' }, (row) => row.kind],
  [{ title: 'os_user' }, (row) => row.osUser],
  [{ title: 'operator' }, (row) => row.operator],
  [{ title: 'run' }, (row) => row.run],
  [{ title: 'delivery', align: 'right' }, (row) => row.delivery],
  [{ title: 'site' }, (row) => row.site],
  [{ title: 'subject' }, (row) => row.subject],
  [{ title: 'visit' }, (row) => row.visit],
  [{ title: 'command' }, (row) => row.command],
  [{ title: 'report' }, (row) => row.report],
  [{ title: 'item' }, (row) => row.item],
  [{ title: 'text', wraps: true }, (row) => row.text],
  [{ title: 'details' }, (row) => JSON.stringify(row.details)],
  [{ title: 'audit_seq', align: 'right' }, (row) => row.auditSeq],
  [{ title: 'audit_mac' }, (row) => row.auditMac],
];

/** A report of `ledger`, or of `decide`, as a table for CSV: a row an event; `details` is JSON. */
export function ledgerTable({ sections }: Pick<Report, 'sections'>): Table {
  const { events = [] }: Partial<LedgerSections> = sections;
  return {
    columns: COLUMNS.map(([column]) => column),
    rows: {
      *[Symbol.iterator]() {
        for (const row of events) yield COLUMNS.map(([, read]) => read(row) ?? undefined);
      },
    },
  };
}
