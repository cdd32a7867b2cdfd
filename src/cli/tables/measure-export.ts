import type { Report } from '../../report/envelope.js';
import type { MeasureExportSections, MeasurementRow } from '../../report/measure-export-sections.js';
import type { Cell, Column, Table } from '../../report/table.js';

const COLUMNS: readonly Column[] = [
  { title: 'From' },
  { title: 'Lesion', shrinks: true },
  { title: 'Measurement', shrinks: true },
  { title: 'Stored', align: 'right' },
  { title: 'Recomputed', align: 'right' },
  { title: 'Unit' },
  { title: 'Agrees' },
  { title: 'Why', wraps: true },
];

/** Figures of regions that a terminal has room for; a report has all. */
const SHORT: ReadonlySet<string> = new Set([
  'voxelCount',
  'volume',
  'planimetricVolume',
  'maximum3DDiameter',
  'maximumAxialDiameter',
  'perpendicularAxialDiameter',
  'mean',
  'maximum',
  'globalPeak',
  'totalLesionGlycolysis',
]);

/** Digits that a recomputed value is shown with. */
const DIGITS = 5;

/** A measure-export report as a terminal shows it: every stored measurement, and the main figures of regions. */
export function measureExportTerminalTable({ sections }: Pick<Report, 'sections'>): Table {
  const { rows = [] }: Partial<MeasureExportSections> = sections;
  const shown = rows.filter(({ storedValue, source, figure }) => {
    const isRegion = source.kind === 'SEG' || source.kind === 'RTSTRUCT';
    return storedValue !== null || !isRegion || figure === null || SHORT.has(figure);
  });
  return { columns: COLUMNS, rows: shown.map(cells) };
}

function cells(row: MeasurementRow): Cell[] {
  const { source, concept, derivation, storedValue, recomputedValue, unit, agrees, why } = row;
  const name = [derivation?.meaning, concept?.meaning].filter(Boolean);
  return [
    source.kind,
    row.lesionLabel ?? row.trackingId ?? undefined,
    [...new Set(name)].join(' of ') || row.figure || undefined,
    storedValue ?? undefined,
    recomputedValue === null ? undefined : String(Number(recomputedValue.toPrecision(DIGITS))),
    unit ?? undefined,
    agrees === null ? undefined : agrees ? 'yes' : 'NO',
    why ?? undefined,
  ];
}
