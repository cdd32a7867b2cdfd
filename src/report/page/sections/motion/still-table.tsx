import type { VNode } from 'preact';
import type { ImageRow, PhantomRow } from '../../../qc-motion-sections.js';
import { DataTable } from '../../data-table.js';
import { of } from '../../told.js';
import { Count, Text } from '../../value.js';
import { RowFigure } from './figure.js';
import type { Judged } from './judged.js';
import { judgedColumns } from './judged-columns.js';
import { StudyList, studiesOf } from './series-name.js';

type Still = ImageRow | PhantomRow;

/** Figures that an overview of images has room for; those that no image has are left out. */
const SHORT: readonly (readonly [title: string, name: string])[] = [
  ['SNR by the air', 'snrDietrich'],
  ['CNR', 'cnr'],
  ['Focus (EFC)', 'efc'],
  ['Ghost, %', 'ghostPercent'],
  ['Blur, mm', 'blurMm'],
  ['Noise, HU', 'noiseHu'],
  ['Empty slices', 'emptySlices'],
  ['Doubled slices', 'duplicateSlices'],
  ['Jitter, %', 'sliceJitterPercent'],
];

interface StillTableProps {
  readonly caption: string;
  readonly stills: readonly Judged<Still>[];
}

/** Images or phantoms of a report, the worst first, each with a link to what is told of it below. */
export function StillTable({ caption, stills }: StillTableProps): VNode {
  const studies = studiesOf(stills.map(({ row }) => row));
  const shown = SHORT.filter(([, name]) =>
    stills.some(({ row }) => typeof row.value.figures[name] === 'number'),
  );
  return (
    <>
      <DataTable
        caption={caption}
        rows={stills}
        columns={[
          ...judgedColumns<Still>('Series', studies),
          ...shown.map(([title, name]) => ({
            title,
            numeric: true,
            cell: ({ row }: Judged<Still>) => <RowFigure row={row} name={name} bare />,
          })),
          {
            title: 'Limits kept',
            numeric: true,
            cell: ({ checks }) => (
              <>
                <Count
                  n={checks.filter(({ value }) => value.outcome === 'pass').length}
                  what="limits of it that are kept"
                />{' '}
                of <Count n={checks.length} what="limits held against it" />
              </>
            ),
          },
          { title: 'Why', wide: true, cell: ({ row }) => <Text of={of(row, 'why')} why="see below" /> },
        ]}
      />
      <StudyList studies={studies} />
    </>
  );
}
