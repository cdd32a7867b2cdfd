import type { Report } from '../../report/envelope.js';
import type { MotionRunRow, QcMotionSections } from '../../report/qc-motion-sections.js';
import type { Cell, Column, Table } from '../../report/table.js';

const COLUMNS: readonly Column[] = [
  { title: 'Study', align: 'right' },
  { title: 'No', align: 'right' },
  { title: 'Series', shrinks: true },
  { title: 'Kind' },
  { title: 'Volumes', align: 'right' },
  { title: 'FD mean', align: 'right' },
  { title: 'max mm', align: 'right' },
  { title: 'Over', align: 'right' },
  { title: 'Usable', align: 'right' },
  { title: 'tSNR', align: 'right' },
  { title: 'Outcome' },
  { title: 'Why', wraps: true },
];

/** A qc-motion report as a terminal shows it: a row a run with its main figures, its outcome, and what was not
 * measured and why. Limits that were not kept stand among the findings below it. */
export function qcMotionTerminalTable({ sections }: Pick<Report, 'sections'>): Table {
  const { series = [] }: Partial<QcMotionSections> = sections;
  const studies = [...new Set(series.map(({ studyUID }) => studyUID))];
  const rows = series.map((row) => runCells(row, studies.indexOf(row.studyUID) + 1));
  return { columns: COLUMNS, rows };
}

function runCells(row: MotionRunRow, study: number): Cell[] {
  const figure = (name: string, digits: number, unit = ''): Cell => {
    const value = row.figures[name];
    return typeof value === 'number' ? `${value.toFixed(digits)}${unit}` : undefined;
  };
  return [
    study,
    row.seriesNumber ?? undefined,
    row.description || `…${row.seriesUID.slice(-12)}`,
    row.kind ?? undefined,
    row.volumes.length > 0 ? row.volumes.length : undefined,
    figure('meanFdPowerMm', 2),
    figure('maxFdPowerMm', 2),
    figure('shareOverFd', 1, '%'),
    figure('usableMinutes', 1, ' min'),
    figure('tsnr', 0),
    row.outcome,
    row.why ?? undefined,
  ];
}
