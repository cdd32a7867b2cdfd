import type { ComponentChildren, VNode } from 'preact';
import type { SeriesRow } from '../../../manifest-sections.js';
import type { DataColumn } from '../../data-table.js';
import { each, isTold, of, type Told } from '../../told.js';
import { Count, Nothing, Num, Text } from '../../value.js';
import type { ToldFinding } from './findings-about.js';
import { Said, WorstMark } from './said.js';

/** A series of a delivery, with what was found about it. */
export interface SeriesOnPage {
  readonly series: Told<SeriesRow>;
  readonly findings: readonly ToldFinding[];
}

const NO_IMAGES = 'no image planes';
const UNSURE =
  'cannot be told: irregular distances, volumes that nothing tells apart, or no place in the patient';
/** Decimals of a length in mm. */
const MM_DIGITS = 3;

/** A length in mm, with no more decimals than it has and than a person reads. */
export function Mm({ of: told, why }: { of: Told<number | null> | undefined; why: string }): VNode {
  const value = told?.value ?? 0;
  const isShort = Number(value.toFixed(MM_DIGITS)) === value;
  return <Num of={told} why={why} {...(!isShort && { digits: MM_DIGITS })} />;
}

/** Slices that are missing or doubled: what is not zero leaps to the eye, and what cannot be told is not zero. */
export function SlicesAmiss({ of: told }: { of: Told<number | null> | undefined }): VNode {
  if (!told) return <Nothing why={NO_IMAGES} />;
  if (told.value === null) return <Nothing why={UNSURE} />;
  return told.value > 0 ? (
    <strong class="fault">
      <Num of={told} />
    </strong>
  ) : (
    <Num of={told} />
  );
}

/** Manufacturer and model. */
export function Device({
  of: { manufacturer, model },
}: {
  of: { readonly manufacturer: Told<string | null>; readonly model: Told<string | null> };
}): VNode {
  if (!isTold(manufacturer) && !isTold(model)) return <Nothing why="the header names none" />;
  return (
    <>
      {isTold(manufacturer) && <Text of={manufacturer} />} {isTold(model) && <Text of={model} />}
    </>
  );
}

/** Several texts in a row. */
export function Texts({ of: list, why }: { of: readonly Told<string>[]; why: string }): VNode {
  if (list.length === 0) return <Nothing why={why} />;
  return (
    <>
      {list.map((text, i) => (
        <>
          {i > 0 && ', '}
          <Text of={text} />
        </>
      ))}
    </>
  );
}

function Notes({ of: { series, findings } }: { of: SeriesOnPage }): VNode {
  const { value } = series;
  const volumes = of(series, 'volumes');
  const separatedBy = isTold(volumes) ? each(of(volumes, 'separatedBy')) : [];
  const incomplete = isTold(volumes) ? of(volumes, 'incomplete') : undefined;
  const saysLossy = findings.some(({ value: { code } }) => code === 'lossy-compression');
  return (
    <ul class="plain">
      <Said of={findings} />
      {value.stacks.length > 1 && (
        <li>
          <Count n={value.stacks.length} what="orientations of the series" /> orientations
        </li>
      )}
      {separatedBy.length > 0 && (
        <li>
          volumes by <Texts of={separatedBy} why="nothing" />
        </li>
      )}
      {incomplete !== undefined && incomplete.value > 0 && (
        <li>
          volumes that lack a slice: <Num of={incomplete} />
        </li>
      )}
      {value.lossy && !saysLossy && <li>compressed with loss</li>}
    </ul>
  );
}

/** What a series is called; those without a description by their UID. */
function Name({ of: series }: { of: Told<SeriesRow> }): VNode {
  const patients = each(of(series, 'ofPatients'));
  return (
    <>
      <Text
        of={of(series, series.value.description === '' ? 'seriesUID' : 'description')}
        code={series.value.description === ''}
        why="no description, and no UID"
      />
      {patients.length > 0 && (
        <>
          {' '}
          <span class="odd">
            of patient{' '}
            {patients.map((patient, i) => (
              <>
                {i > 0 && ' and '}
                <Num of={patient} />
              </>
            ))}
          </span>
        </>
      )}
    </>
  );
}

type Cell = (row: SeriesOnPage) => ComponentChildren;
const figure = (title: string, cell: Cell): DataColumn<SeriesOnPage> => ({ title, numeric: true, cell });

/** A value of the geometry; undefined where there is none. */
function geometry<K extends keyof NonNullable<SeriesRow['geometry']>>({ series }: SeriesOnPage, key: K) {
  const told = of(series, 'geometry');
  return isTold(told) ? of(told, key) : undefined;
}

function volumeCount({ series }: SeriesOnPage): Told<number | null> | undefined {
  const told = of(series, 'volumes');
  return isTold(told) ? of(told, 'count') : undefined;
}

/** The columns of a table of series: what is amiss before what is merely so. */
export const SERIES_COLUMNS: readonly DataColumn<SeriesOnPage>[] = [
  { title: 'Found', cell: ({ findings }) => <WorstMark of={findings} /> },
  // A number that names: never grouped by thousands.
  figure('No.', ({ series }) => <Text of={of(series, 'seriesNumber')} why="no series number" />),
  { title: 'Modality', cell: ({ series }) => <Text of={of(series, 'modality')} why="the header has none" /> },
  { title: 'Series', head: true, wide: true, cell: ({ series }) => <Name of={series} /> },
  figure('Missing', (row) => <SlicesAmiss of={geometry(row, 'missingSlices')} />),
  figure('Doubled', (row) => <SlicesAmiss of={geometry(row, 'duplicateSlices')} />),
  { title: 'Notes', cell: (row) => <Notes of={row} /> },
  figure('Slices', (row) => <Num of={geometry(row, 'slices')} why="none, or several orientations" />),
  figure('Spacing mm', (row) => (
    <Mm of={geometry(row, 'sliceSpacingMm')} why="a single slice, several orientations, or no images" />
  )),
  figure('Volumes', (row) => <Num of={volumeCount(row)} why="cannot be told, or no place in the patient" />),
  figure('Times', ({ series }) => <Num of={of(series, 'timePoints')} why="cannot be told, or no images" />),
  figure('Instances', ({ series }) => <Num of={of(series, 'instances')} />),
  figure('Frames', ({ series }) => <Num of={of(series, 'frames')} />),
  {
    title: 'Device',
    cell: ({ series }) => (
      <Device of={{ manufacturer: of(series, 'manufacturer'), model: of(series, 'model') }} />
    ),
  },
];
