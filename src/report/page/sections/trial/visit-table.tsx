import type { VNode } from 'preact';
import type { StatusVisitRow } from '../../../ledger-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { Name } from './name.js';
import { STATE_LOOKS, ToldState } from './visit-state.js';
import { When } from './when.js';

type Visit = Told<StatusVisitRow>;

const NOTHING_CAME = 'nothing came';

const COLUMNS: readonly DataColumn<Visit>[] = [
  { title: 'Subject', head: true, cell: (row) => <Name of={of(row, 'subject')} /> },
  { title: 'Visit', cell: (row) => <Name of={of(row, 'visit')} /> },
  { title: 'Site', cell: (row) => <Text of={of(row, 'site')} /> },
  { title: 'State', cell: (row) => <ToldState of={of(row, 'state')} /> },
  { title: 'Items open', numeric: true, cell: (row) => <Num of={of(row, 'openItems')} /> },
  {
    ...{ title: 'Target day', numeric: true },
    cell: (row) => (
      <Num of={of(row, 'targetDay')} why="the baseline is not known, or the visit is unscheduled" />
    ),
  },
  {
    title: 'Day',
    numeric: true,
    cell: (row) => <Num of={of(row, 'actualDay')} why="nothing came, or the baseline is not known" />,
  },
  { title: 'Timing', cell: (row) => <Text of={of(row, 'timing')} why={NOTHING_CAME} /> },
  { title: 'Studies', numeric: true, cell: (row) => <Num of={of(row, 'studies')} /> },
  { title: 'Series', numeric: true, cell: (row) => <Num of={of(row, 'series')} /> },
  { title: 'Received', cell: (row) => <When of={of(row, 'receivedAt')} why={NOTHING_CAME} /> },
  { title: 'Released', cell: (row) => <When of={of(row, 'releasedAt')} why="nothing was released" /> },
  { title: 'Passed', cell: (row) => <When of={of(row, 'passedAt')} why="it has not passed" /> },
  {
    ...{ title: 'Turnaround, h', numeric: true },
    cell: (row) => <Num of={of(row, 'turnaroundHours')} why="it has not passed" />,
  },
];

/** Every visit with its times; days are counted from the baseline. */
export function VisitTable({ rows }: { rows: readonly Visit[] }): VNode | null {
  const order = STATE_LOOKS.map(([state]) => state);
  const sorted = [...rows].sort(
    ({ value: a }, { value: b }) => order.indexOf(a.state) - order.indexOf(b.state),
  );
  return (
    <DataTable
      caption="Every visit, the most urgent first; days from the baseline"
      columns={COLUMNS}
      rows={sorted}
      empty="No visit is known yet."
    />
  );
}
