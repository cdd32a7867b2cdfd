import type { Report } from '../envelope.js';
import type { RunDeliveryRow, RunProblemRow, RunSections } from '../run-sections.js';
import type { Cell, Table } from '../table.js';

/** A delivery, with something that was found in it; where nothing was, the delivery alone. */
interface Line {
  readonly row: RunDeliveryRow | undefined;
  readonly problem: RunProblemRow | undefined;
}

const COLUMNS: readonly (readonly [string, (line: Line) => Cell | null])[] = [
  ['delivery', ({ row }) => row?.delivery],
  ['input', ({ row }) => row?.input],
  ['site', ({ row }) => row?.site],
  ['state', ({ row }) => row?.state],
  ['verdict', ({ row }) => row?.verdict],
  ['files_in', ({ row }) => row?.filesIn],
  ['files_out', ({ row }) => row?.filesOut],
  ['quarantined', ({ row }) => row?.quarantined],
  ['skipped', ({ row }) => row?.skipped],
  ['duplicates', ({ row }) => row?.duplicates],
  ['subject', ({ row, problem }) => problem?.subject ?? row?.subjects.join(' ')],
  ['visit', ({ row, problem }) => problem?.visit ?? row?.visits.join(' ')],
  ['command', ({ problem }) => problem?.command],
  ['code', ({ problem }) => problem?.code],
  ['outcome', ({ problem }) => problem?.outcome],
  ['severity', ({ problem }) => problem?.severity],
  ['name', ({ problem }) => problem?.name],
  ['message', ({ row, problem }) => problem?.message ?? (row?.state === 'stopped' ? row.why[0] : undefined)],
  ['expected', ({ problem }) => problem?.expected],
  ['actual', ({ problem }) => problem?.actual],
  ['unit', ({ problem }) => problem?.unit],
  ['count', ({ problem }) => problem?.count],
  ['item', ({ problem }) => problem?.item],
];

/** A run's report as a table for CSV: a row for each thing that was found, and for each delivery in which nothing was. */
export function runTable({ sections }: Pick<Report, 'sections'>): Table {
  const { deliveries = [], problems = [] }: Partial<RunSections> = sections;
  const lines = deliveries.flatMap((row): Line[] => {
    const own = problems.filter(({ delivery }) => delivery === row.delivery);
    return own.length === 0 ? [{ row, problem: undefined }] : own.map((problem) => ({ row, problem }));
  });
  const ofAll = problems.filter(({ delivery }) => delivery === null);
  const all = [...lines, ...ofAll.map((problem): Line => ({ row: undefined, problem }))];
  return {
    columns: COLUMNS.map(([title]) => ({ title })),
    rows: all.map((line) => COLUMNS.map(([, cell]) => cell(line) ?? undefined)),
  };
}
