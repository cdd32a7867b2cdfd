import type { VNode } from 'preact';
import type { SeriesRow, StackRow } from '../../../manifest-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Count, Nothing, Num, Text } from '../../value.js';
import { Device, Mm, type SeriesOnPage, SlicesAmiss, Texts } from './series-columns.js';

/** A stack and the series that it is of. */
interface StackOfSeries {
  readonly series: Told<SeriesRow>;
  readonly stack: Told<StackRow>;
}

const ABSENT = 'the header has none';

function SeriesName({ of: series }: { of: Told<SeriesRow> }): VNode {
  return (
    <>
      {isTold(of(series, 'seriesNumber')) && (
        <>
          <Text of={of(series, 'seriesNumber')} /> ·{' '}
        </>
      )}
      <Text of={of(series, 'description')} why="no description" />
    </>
  );
}

/** Rows and columns of an image. */
function Matrix({ of: told }: { of: Told<{ rows: number; columns: number } | null> }): VNode {
  if (!isTold(told)) return <Nothing why="no images" />;
  return (
    <>
      <Num of={of(told, 'rows')} /> × <Num of={of(told, 'columns')} />
    </>
  );
}

function Codes({ of: list }: { of: readonly Told<string>[] }): VNode {
  if (list.length === 0) return <Nothing why={ABSENT} />;
  return (
    <ul class="plain">
      {list.map((code) => (
        <li>
          <Text of={code} code />
        </li>
      ))}
    </ul>
  );
}

function thickness(series: Told<SeriesRow>): Told<number | null> | undefined {
  const geometry = of(series, 'geometry');
  return isTold(geometry) ? of(geometry, 'sliceThicknessMm') : undefined;
}

const DETAILS: readonly DataColumn<Told<SeriesRow>>[] = [
  { title: 'Series', head: true, wide: true, cell: (series) => <SeriesName of={series} /> },
  {
    title: 'Series Instance UID',
    wide: true,
    cell: (s) => <Text of={of(s, 'seriesUID')} code why={ABSENT} />,
  },
  {
    title: 'Device',
    wide: true,
    cell: (s) => <Device of={{ manufacturer: of(s, 'manufacturer'), model: of(s, 'model') }} />,
  },
  { title: 'Serial number', wide: true, cell: (series) => <Text of={of(series, 'serial')} why={ABSENT} /> },
  { title: 'Station', wide: true, cell: (series) => <Text of={of(series, 'station')} why={ABSENT} /> },
  { title: 'Software', wide: true, cell: (s) => <Texts of={each(of(s, 'softwareVersions'))} why={ABSENT} /> },
  {
    title: 'Field T',
    numeric: true,
    cell: (series) => <Num of={of(series, 'fieldStrengthT')} why={ABSENT} />,
  },
  { title: 'Rows × columns', cell: (series) => <Matrix of={of(series, 'geometry')} /> },
  {
    title: 'Thickness mm',
    numeric: true,
    cell: (series) => <Mm of={thickness(series)} why="not stated, or it differs" />,
  },
  { title: 'SOP classes', wide: true, cell: (series) => <Codes of={each(of(series, 'sopClasses'))} /> },
  { title: 'Transfer syntaxes', wide: true, cell: (s) => <Codes of={each(of(s, 'transferSyntaxes'))} /> },
  {
    title: 'Frames of reference',
    wide: true,
    cell: (s) => <Codes of={each(of(s, 'frameOfReferenceUIDs'))} />,
  },
];

function PixelSpacing({ of: told }: { of: Told<StackRow['pixelSpacingMm']> }): VNode {
  const [rows, columns] = each(told);
  if (!rows || !columns) return <Nothing why={ABSENT} />;
  return (
    <>
      <Mm of={rows} why={ABSENT} /> × <Mm of={columns} why={ABSENT} />
    </>
  );
}

const figure = (title: string, cell: (stack: Told<StackRow>) => VNode): DataColumn<StackOfSeries> => ({
  title,
  numeric: true,
  cell: ({ stack }) => cell(stack),
});

const STACKS: readonly DataColumn<StackOfSeries>[] = [
  { title: 'Series', head: true, wide: true, cell: ({ series }) => <SeriesName of={series} /> },
  { title: 'Orientation', cell: ({ stack }) => <Text of={of(stack, 'orientation')} /> },
  figure('Oblique °', (stack) => <Num of={of(stack, 'obliquityDeg')} digits={2} />),
  figure('Rows × columns', (stack) => <Matrix of={stack} />),
  figure('Pixel spacing mm', (stack) => <PixelSpacing of={of(stack, 'pixelSpacingMm')} />),
  figure('Thickness mm', (stack) => <Mm of={of(stack, 'sliceThicknessMm')} why={ABSENT} />),
  figure('Slices', (stack) => <Num of={of(stack, 'slices')} />),
  figure('Spacing mm', (stack) => <Mm of={of(stack, 'sliceSpacingMm')} why="a single slice" />),
  figure('Missing', (stack) => <SlicesAmiss of={of(stack, 'missingSlices')} />),
  figure('Doubled', (stack) => <SlicesAmiss of={of(stack, 'duplicateSlices')} />),
];

/** What else is known of the series: where they were made, how they are coded, how their slices lie. */
export function SeriesDetails({ rows }: { rows: readonly SeriesOnPage[] }): VNode | null {
  const series = rows.map((row) => row.series);
  const stacks = series.flatMap((one) => each(of(one, 'stacks')).map((stack) => ({ series: one, stack })));
  if (series.length === 0) return null;
  return (
    <>
      <Fold summary="Scanner, software, matrix and coding of each series">
        <DataTable caption="Scanner, software, matrix and coding" columns={DETAILS} rows={series} />
      </Fold>
      {stacks.length > 0 && (
        <Fold
          summary={
            <>
              <Count n={stacks.length} what="stacks of slices" /> stacks of parallel slices: orientation and
              spacing
            </>
          }
        >
          <DataTable caption="Stacks of parallel slices" columns={STACKS} rows={stacks} />
        </Fold>
      )}
    </>
  );
}
