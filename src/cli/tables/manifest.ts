import type { Report } from '../../report/envelope.js';
import type { SeriesRow, StudyRow } from '../../report/manifest-sections.js';
import type { Cell, Column, Table } from '../../report/table.js';
import { seriesOf } from '../../report/tables/manifest.js';

const number = (title: string): Column => ({ title, align: 'right' });

const COLUMNS: readonly Column[] = [
  number('Pat'),
  number('Day'),
  { title: 'Mod' },
  { title: 'Series', shrinks: true },
  { title: 'Device', shrinks: true },
  ...['Inst', 'Frames', 'Slices', 'Space mm', 'Miss', 'Dup', 'Times'].map(number),
  { title: 'Notes', shrinks: true },
];

/** The series of a manifest as a terminal shows them: what there is, and what is odd about it. */
export function manifestTerminalTable(report: Report): Table {
  return { columns: COLUMNS, rows: { [Symbol.iterator]: () => rows(report) } };
}

function* rows(report: Report): Generator<Cell[]> {
  for (const [series, { patient, dayOffset }] of [...seriesOf(report)].sort(inReadingOrder)) {
    const { modality, description, manufacturer, model, instances, frames, geometry, timePoints } = series;
    yield [
      series.ofPatients?.join('+') ?? patient,
      dayOffset ?? undefined,
      modality ?? undefined,
      description || `…${series.seriesUID.slice(-12)}`,
      [manufacturer, model].filter((part) => part !== null).join(' '),
      instances,
      frames,
      geometry?.slices ?? undefined,
      geometry?.sliceSpacingMm ?? undefined,
      geometry?.missingSlices ?? undefined,
      geometry?.duplicateSlices ?? undefined,
      timePoints ?? undefined,
      notes(series).join(', '),
    ];
  }
}

/** By person, day and series number, as one would read a chart; what has no day or number comes last. */
function inReadingOrder(
  [a, studyA]: readonly [SeriesRow, StudyRow],
  [b, studyB]: readonly [SeriesRow, StudyRow],
): number {
  const last = Number.MAX_SAFE_INTEGER;
  return (
    studyA.patient - studyB.patient ||
    (studyA.dayOffset ?? last) - (studyB.dayOffset ?? last) ||
    (a.seriesNumber ?? last) - (b.seriesNumber ?? last)
  );
}

function notes({ geometry, stacks, volumes, lossy }: SeriesRow): string[] {
  const { missingSlices, duplicateSlices } = geometry ?? {};
  const several = stacks.length > 1 ? `${stacks.length} orientations` : '';
  return [
    missingSlices ? 'gap' : '',
    duplicateSlices ? 'doubled' : '',
    // Images without a place in the patient have no volumes: nothing about them is ambiguous.
    volumes && (missingSlices === null || volumes.count === null) ? 'ambiguous' : '',
    several,
    volumes && volumes.separatedBy.length > 0 ? `by ${volumes.separatedBy.join('+')}` : '',
    lossy ? 'lossy' : '',
  ].filter((note) => note !== '');
}
