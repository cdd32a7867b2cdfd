import { groupBy } from '../../findings/group-by.js';
import type {
  CheckProtocolSections,
  ProtocolCheckRow,
  ProtocolManualRow,
  ProtocolSeriesRow,
} from '../../report/check-protocol-sections.js';
import type { Report } from '../../report/envelope.js';
import type { Cell, Column, Table } from '../../report/table.js';

const SERIES: readonly Column[] = [
  { title: 'Study', align: 'right' },
  { title: 'No', align: 'right' },
  { title: 'Mod' },
  { title: 'Series', shrinks: true },
  { title: 'Taken for', shrinks: true },
  { title: 'Outcome' },
  { title: 'Checks', align: 'right' },
  { title: 'Not passed', shrinks: true },
];

const MANUAL: readonly Column[] = [
  { title: 'Series', wraps: true },
  { title: 'What', wraps: true },
  { title: 'Expected', wraps: true },
  { title: 'When', wraps: true },
  { title: 'Else' },
  { title: 'Source or reason', wraps: true },
];

/**
 * A check-protocol report as a terminal shows it: a row a series with what it was taken for and what deviates; with
 * `--explain` the manual's table.
 */
export function checkProtocolTerminalTable({ sections }: Pick<Report, 'sections'>): Table {
  const { manual, series = [], checks = [] }: CheckProtocolSections = sections;
  if (manual) return { columns: MANUAL, rows: manualRows(manual) };
  const ofSeries = groupBy(checks, keyOf);
  return { columns: SERIES, rows: series.map((row) => seriesCells(row, ofSeries.get(keyOf(row)) ?? [])) };
}

function keyOf({ study, seriesUID }: Pick<ProtocolCheckRow, 'study' | 'seriesUID'>): string {
  return `${study}/${seriesUID}`;
}

function seriesCells(row: ProtocolSeriesRow, checks: readonly ProtocolCheckRow[]): Cell[] {
  const counted = checks.filter(({ outcome }) => outcome !== 'not-applicable');
  const open = counted.filter(({ outcome }) => outcome !== 'pass');
  return [
    row.study,
    row.seriesNumber ?? undefined,
    row.modality ?? undefined,
    row.description || `…${row.seriesUID.slice(-12)}`,
    row.kind === 'matched' ? (row.entry ?? undefined) : `(${row.kind})`,
    row.outcome ?? undefined,
    row.kind === 'matched' ? `${counted.length - open.length}/${counted.length}` : undefined,
    [...new Set(open.map(({ check }) => check))].join(', '),
  ];
}

/** The series is named once, in its first row, and so is the source of the whole protocol. */
function manualRows(rows: readonly ProtocolManualRow[]): Cell[][] {
  const ofAll = rows[0]?.source;
  return rows.map((row, i) => [
    rows[i - 1]?.series === row.series ? undefined : row.series,
    row.what,
    row.expected,
    row.when ?? undefined,
    row.onDeviation ?? undefined,
    (i > 0 && row.source === ofAll ? undefined : row.source) ?? row.rationale ?? undefined,
  ]);
}
