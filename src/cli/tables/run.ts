import type { Report } from '../../report/envelope.js';
import type { RunDeliveryRow, RunSections } from '../../report/run-sections.js';
import type { Cell, Column, Table } from '../../report/table.js';

const COLUMNS: readonly Column[] = [
  { title: '#', align: 'right' },
  { title: 'Delivery', shrinks: true },
  { title: 'Site' },
  { title: 'Subject', shrinks: true },
  { title: 'Visit', shrinks: true },
  { title: 'In', align: 'right' },
  { title: 'Out', align: 'right' },
  { title: 'Held', align: 'right' },
  { title: 'Verdict' },
  { title: 'To decide', align: 'right' },
  { title: 'Why', wraps: true },
];

/** A run as a terminal shows it: a row a delivery. */
export function runTerminalTable({ sections }: Pick<Report, 'sections'>): Table {
  const { deliveries = [] }: Partial<RunSections> = sections;
  return { columns: COLUMNS, rows: deliveries.map(cells) };
}

function cells(row: RunDeliveryRow): Cell[] {
  const { delivery, input, site, subjects, visits, filesIn, filesOut, quarantined, verdict } = row;
  const name = input.split('/').findLast((part) => part !== '') ?? input;
  const outcome = row.state === 'stopped' ? 'stopped' : verdict;
  return [
    ...[delivery, name, site ?? '', subjects.join(' '), visits.join(' ')],
    ...[filesIn, filesOut, quarantined, outcome, row.needsPerson, row.why.join('; ')],
  ];
}
