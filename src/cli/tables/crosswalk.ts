import type { CrosswalkSections } from '../../report/crosswalk-sections.js';
import type { Report } from '../../report/envelope.js';
import type { Cell, Column, Table } from '../../report/table.js';
import { crosswalkTable } from '../../report/tables/crosswalk.js';

/** Columns of the CSV that a terminal has no room for. */
const LEFT_OUT: ReadonlySet<string> = new Set(['before_mac', 'after_mac', 'mac', 'authenticated', 'tool']);
const NUMBERS: ReadonlySet<string> = new Set([
  'seq',
  'offset_days',
  'generation',
  'files',
  'studies',
  'deliveries',
]);
/** Short, and of no use when they are cut. */
const WHOLE: ReadonlySet<string> = new Set([
  'subject',
  'site',
  'kind',
  'status',
  'replaced_by',
  'visit',
  'code',
  'head',
  'salt',
]);

/** A crosswalk report as a terminal shows it: the rows of its CSV without HMACs; a proof that found nothing in a line. */
export function crosswalkTerminalTable(report: Report): Table {
  const { verification }: CrosswalkSections = report.sections;
  if (verification?.problems.length === 0) return intact(verification);
  const { columns, rows } = crosswalkTable(report);
  const kept = columns.flatMap(({ title }, i) => (LEFT_OUT.has(title) ? [] : [i]));
  return {
    columns: kept.map((i) => columnOf(columns[i]?.title ?? '')),
    rows: { [Symbol.iterator]: () => picked(rows, kept) },
  };
}

function columnOf(title: string): Column {
  const words = title.replaceAll('_', ' ');
  const shown = words.charAt(0).toUpperCase() + words.slice(1);
  // Some of these count in one view and list in another.
  if (NUMBERS.has(title)) return { title: shown, align: 'right', shrinks: true };
  return WHOLE.has(title) ? { title: shown } : { title: shown, shrinks: true };
}

function* picked(rows: Iterable<readonly Cell[]>, kept: readonly number[]): Generator<Cell[]> {
  for (const row of rows) yield kept.map((i) => row[i]);
}

/** Shown even so, for a table without rows would look as if nothing had been looked at. */
function intact({ records, head }: NonNullable<CrosswalkSections['verification']>): Table {
  return {
    columns: [{ title: 'Records', align: 'right' }, { title: 'Head', align: 'right' }, { title: 'HMAC' }],
    rows: [[records, head.seq, head.mac]],
  };
}
