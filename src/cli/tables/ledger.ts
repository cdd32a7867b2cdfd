import type { Report } from '../../report/envelope.js';
import type { LedgerSections } from '../../report/ledger-sections.js';
import type { Table } from '../../report/table.js';

/** A report of `ledger`, or of `decide`, as a terminal shows it: the sentence of each event, and which one it is. */
export function ledgerTerminalTable({ sections }: Pick<Report, 'sections'>): Table {
  const { events = [] }: Partial<LedgerSections> = sections;
  return {
    columns: [
      { title: 'Event', align: 'right' },
      { title: 'Site' },
      { title: 'Subject' },
      { title: 'Visit' },
      { title: 'What', wraps: true },
    ],
    rows: events.map(({ event, site, subject, visit, text }) => [
      ...[event, site ?? undefined, subject ?? undefined, visit ?? undefined, text],
    ]),
  };
}
