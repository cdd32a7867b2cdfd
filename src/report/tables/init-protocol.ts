import type { Report } from '../envelope.js';
import type { InitProtocolSections, InitSeriesRow } from '../init-protocol-sections.js';
import type { Cell, Column, Table } from '../table.js';

const COLUMNS: readonly Column[] = [
  { title: 'series_number', align: 'right' },
  { title: 'modality' },
  { title: 'description', shrinks: true },
  { title: 'instances', align: 'right' },
  { title: 'entry', shrinks: true },
  { title: 'variant', shrinks: true },
  { title: 'reason', shrinks: true },
  { title: 'series_uid', shrinks: true },
];

/** The series of a reference: what each is called in the protocol, or why it was left out. */
export function initProtocolTable({ sections }: Pick<Report, 'sections'>): Table {
  const { series = [] }: InitProtocolSections = sections;
  return { columns: COLUMNS, rows: { [Symbol.iterator]: () => cellsOf(series) } };
}

function* cellsOf(series: Iterable<InitSeriesRow>): Generator<Cell[]> {
  for (const row of series) {
    yield [
      row.seriesNumber ?? undefined,
      row.modality ?? undefined,
      row.description,
      row.instances,
      row.entry ?? undefined,
      row.variant ?? undefined,
      row.reason,
      row.seriesUID,
    ];
  }
}
