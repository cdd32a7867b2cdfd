import type { VNode } from 'preact';
import type { ImageRow, ImageSliceRow } from '../../../qc-motion-sections.js';
import { DataTable } from '../../data-table.js';
import { Drawing } from '../../drawing.js';
import { Fold } from '../../fold.js';
import { each, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import { FigureValue } from './figure.js';
import type { Judged } from './judged.js';
import { LimitTable } from './limit-table.js';
import { Facts, Part } from './part.js';
import { NotMeasured, OtherFigures } from './unlimited.js';

const CAPTION =
  'Slice by slice: mean signal, deviation of the brightness from what the neighbours make expected, and displacement in the plane against them. Grey bands: empty. Pale bands: a slice once more.';

function isFaulty({ value: { isEmpty, duplicateOf } }: Told<ImageSliceRow>): boolean {
  return isEmpty || duplicateOf !== null;
}

/** Faults first, then what deviates most. */
function bySeverity(a: Told<ImageSliceRow>, b: Told<ImageSliceRow>): number {
  const jitter = ({ value }: Told<ImageSliceRow>): number => Math.abs(value.jitterPercent ?? 0);
  return Number(isFaulty(b)) - Number(isFaulty(a)) || jitter(b) - jitter(a);
}

function SliceTable({ caption, rows }: { caption: string; rows: readonly Told<ImageSliceRow>[] }): VNode {
  return (
    <DataTable
      caption={caption}
      rows={rows}
      columns={[
        { title: 'Slice', numeric: true, head: true, cell: (row) => <Num of={of(row, 'slice')} /> },
        { title: 'Empty', cell: ({ value }) => (value.isEmpty ? 'empty' : '') },
        {
          title: 'Same as slice',
          numeric: true,
          cell: (row) => <Num of={of(row, 'duplicateOf')} why="it is no other slice once more" />,
        },
        { title: 'Mean', numeric: true, cell: (row) => <FigureValue of={of(row, 'mean')} /> },
        {
          title: 'Brightness off its neighbours, %',
          numeric: true,
          cell: (row) => <FigureValue of={of(row, 'jitterPercent')} />,
        },
        { title: 'Displaced, mm', numeric: true, cell: (row) => <FigureValue of={of(row, 'shiftMm')} /> },
        { title: 'Frame', numeric: true, cell: (row) => <Num of={of(row, 'frame')} why="not multi-frame" /> },
        {
          title: 'SOP Instance UID',
          wide: true,
          cell: (row) => <Text of={of(row, 'sopInstanceUID')} code />,
        },
      ]}
    />
  );
}

/** Slices with a fault in the open; all others that were held against their neighbours folded. */
function Slices({ image: { row } }: { image: Judged<ImageRow> }): VNode | null {
  const all = each(of(row, 'slices')).sort(bySeverity);
  const [bad, good] = [all.filter(isFaulty), all.filter((slice) => !isFaulty(slice))];
  return (
    <>
      <SliceTable caption="Slices that are empty or another slice once more" rows={bad} />
      {good.length > 0 && (
        <Fold
          summary={
            <>
              <Count n={good.length} what="slices held against their neighbours" /> slices held against their
              neighbours
            </>
          }
        >
          <SliceTable caption="Slices, those that deviate most first" rows={good} />
        </Fold>
      )}
    </>
  );
}

/** An image that is no run: why it has its outcome, its slices, and its figures against limits. */
export function ImagePart({ image, svg }: { image: Judged<ImageRow>; svg: string | undefined }): VNode {
  const { row, checks, id } = image;
  return (
    <Part of={image}>
      <LimitTable caption="Figures against limits" checks={checks} />
      {svg !== undefined && <Drawing svg={svg} id={`${id}-plot`} caption={CAPTION} />}
      <Slices image={image} />
      <NotMeasured of={image} />
      <OtherFigures of={image} caption="Figures without a limit" />
      <Facts row={row} />
    </Part>
  );
}
