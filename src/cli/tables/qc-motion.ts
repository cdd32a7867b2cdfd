import type { Report } from '../../report/envelope.js';
import type {
  ImageRow,
  MotionRunRow,
  PhantomRow,
  QcMotionSections,
} from '../../report/qc-motion-sections.js';
import type { Cell, Column, Table } from '../../report/table.js';

const COLUMNS: readonly Column[] = [
  { title: 'Study', align: 'right' },
  { title: 'No', align: 'right' },
  { title: 'Series', shrinks: true },
  { title: 'Kind' },
  { title: 'Volumes', align: 'right' },
  { title: 'Figures', shrinks: true },
  { title: 'Outcome' },
  { title: 'Why', wraps: true },
];

/** How a figure is shown in short: its name, its digits and its unit. */
type Short = readonly [figure: string, label: string, digits: number, unit: string];

/** The figures that a terminal has room for; a report has all. */
const RUN: readonly Short[] = [
  ['meanFdPowerMm', 'FD mean', 2, ' mm'],
  ['maxFdPowerMm', 'max', 2, ' mm'],
  ['shareOverFd', 'over', 1, '%'],
  ['usableMinutes', 'usable', 1, ' min'],
  ['tsnr', 'tSNR', 0, ''],
];
const STILL: readonly Short[] = [
  ['snrDietrich', 'SNR', 0, ''],
  ['cnr', 'CNR', 1, ''],
  ['efc', 'EFC', 2, ''],
  ['ghostPercent', 'ghost', 1, '%'],
  ['blurMm', 'blur', 1, ' mm'],
  ['noiseHu', 'noise', 1, ' HU'],
  ['sliceShiftMm', 'slices', 2, ' mm'],
];
const PHANTOM: readonly Short[] = [
  ['diameter1HorizontalMm', 'diameter', 1, ' mm'],
  ['lengthMm', 'length', 1, ' mm'],
  ['sliceThicknessMm', 'thickness', 2, ' mm'],
  ['piuPercent', 'PIU', 1, '%'],
  ['psgPercent', 'PSG', 2, '%'],
  ['lowContrastSpokes', 'spokes', 0, ''],
  ['snrTwoImages', 'SNR', 0, ''],
  ['sfnr', 'SFNR', 0, ''],
  ['driftPercent', 'drift', 2, '%'],
  ['waterHu', 'water', 1, ' HU'],
  ['waterNoiseHu', 'noise', 1, ' HU'],
  ['meanSuv', 'SUV', 3, ''],
  ['rcMax37', 'RC 37', 2, ''],
  ['rcMax10', 'RC 10', 2, ''],
  ['adcErrorPercent', 'ADC error', 1, '%'],
];

/** A qc-motion report as a terminal shows it: a row a run, an image and a phantom with its main figures, its outcome,
 * and what was not measured and why. Limits that were not kept stand among the findings below it. */
export function qcMotionTerminalTable({ sections }: Pick<Report, 'sections'>): Table {
  const { series = [], images = [], phantoms = [] }: Partial<QcMotionSections> = sections;
  const all = [...series, ...images, ...phantoms];
  const studies = [...new Set(all.map(({ studyUID }) => studyUID))];
  const numberOf = (row: Row): number => studies.indexOf(row.studyUID) + 1;
  const cells = [
    ...series.map((row) => rowCells(row, numberOf(row), { short: RUN, volumes: row.volumes.length })),
    ...images.map((row) => rowCells(row, numberOf(row), { short: STILL })),
    ...phantoms.map((row) => rowCells(row, numberOf(row), { short: PHANTOM })),
  ];
  return { columns: COLUMNS, rows: cells };
}

type Row = MotionRunRow | ImageRow | PhantomRow;

function rowCells(
  row: Row,
  study: number,
  { short, volumes = 0 }: { readonly short: readonly Short[]; readonly volumes?: number },
): Cell[] {
  return [
    study,
    row.seriesNumber ?? undefined,
    row.description || `…${row.seriesUID.slice(-12)}`,
    row.kind ?? undefined,
    volumes > 0 ? volumes : undefined,
    figuresText(row, short),
    row.outcome,
    row.why ?? undefined,
  ];
}

function figuresText({ figures }: Pick<Row, 'figures'>, short: readonly Short[]): Cell {
  const parts = short.flatMap(([name, label, digits, unit]) => {
    const value = figures[name];
    return typeof value === 'number' ? [`${label} ${value.toFixed(digits)}${unit}`] : [];
  });
  return parts.length === 0 ? undefined : parts.join(', ');
}
