import type { VNode } from 'preact';
import type { ReferenceRow, SourceRow } from '../../../measure-export-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { each, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { YesNo } from '../response/yes-no.js';
import { Code } from './code.js';

const SOURCES: readonly DataColumn<Told<SourceRow>>[] = [
  {
    title: 'Object',
    head: true,
    wide: true,
    cell: (row) => <Text of={of(of(row, 'source'), 'path')} code />,
  },
  { title: 'Kind', cell: (row) => <Text of={of(of(row, 'source'), 'kind')} /> },
  { title: 'Title', cell: (row) => <Code of={of(row, 'title')} why="the object has no title" /> },
  { title: 'Measurements', numeric: true, cell: (row) => <Num of={of(row, 'measurements')} /> },
  { title: 'Recomputed', numeric: true, cell: (row) => <Num of={of(row, 'recomputed')} /> },
  { title: 'Disagreeing', numeric: true, cell: (row) => <Num of={of(row, 'disagreeing')} /> },
];

/** Objects with measurements and what each holds: those that disagree first. */
export function Sources({ of: sources }: { of: Told<readonly SourceRow[]> }): VNode | null {
  return (
    <DataTable
      caption="Objects with measurements, and what each holds"
      columns={SOURCES}
      rows={each(sources).sort((a, b) => b.value.disagreeing - a.value.disagreeing)}
      empty="No object with measurements was found."
      rowClass={({ value }) => (value.disagreeing > 0 ? 'disagreeing' : undefined)}
    />
  );
}

const REFERENCES: readonly DataColumn<Told<ReferenceRow>>[] = [
  {
    title: 'Named by',
    head: true,
    wide: true,
    cell: (row) => <Text of={of(of(row, 'source'), 'path')} code />,
  },
  { title: 'Kind', cell: (row) => <Text of={of(of(row, 'source'), 'kind')} /> },
  { title: 'Title', cell: (row) => <Code of={of(row, 'title')} why="the object has no title" /> },
  { title: 'Among the files', cell: (row) => <YesNo of={of(row, 'isPresent')} why="not told" /> },
  { title: 'Frames', cell: (row) => <Numbers of={of(row, 'frames')} why="the whole instance" /> },
  { title: 'Segments', cell: (row) => <Numbers of={of(row, 'segments')} why="no segment is named" /> },
  { title: 'Instance', wide: true, cell: (row) => <Text of={of(row, 'sopInstanceUID')} code /> },
];

function Numbers({ of: list, why }: { of: Told<readonly number[]>; why: string }): VNode {
  if (list.value.length === 0) return <Text of={undefined} why={why} />;
  return (
    <>
      {each(list).map((number, i) => (
        <>
          {i > 0 && ', '}
          <Num of={number} />
        </>
      ))}
    </>
  );
}

/** Images and regions that objects name without a measurement, key objects above all: absent ones first. */
export function References({ of: references }: { of: Told<readonly ReferenceRow[]> }): VNode | null {
  return (
    <DataTable
      caption="Images and regions that are named without a measurement; those that are not among the files first"
      columns={REFERENCES}
      rows={each(references).sort((a, b) => Number(a.value.isPresent) - Number(b.value.isPresent))}
      empty="No object names an image without a measurement."
    />
  );
}
