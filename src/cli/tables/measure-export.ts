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
  'length',
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
  const { source, storedValue, recomputedValue, unit, agrees, why } = row;
  return [
    source.kind,
    row.lesionLabel ?? row.trackingId ?? undefined,
    nameOf(row),
    storedValue ?? undefined,
    recomputedValue === null ? undefined : String(Number(recomputedValue.toPrecision(DIGITS))),
    unit ?? undefined,
    agrees === null ? undefined : agrees ? 'yes' : 'NO',
    why ?? undefined,
  ];
}

/** What a row measures, in words; volumes that are worked out otherwise than by voxels say how. */
function nameOf({ concept, derivation, figure }: MeasurementRow): string | undefined {
  const words = [...new Set([derivation?.meaning, concept?.meaning].filter(Boolean))].join(' of ');
  if (figure === 'planimetricVolume') return `${words} by contours`;
  return words || figure || undefined;
}
