import type { VNode } from 'preact';
import type { DueRow } from '../../../assign-id-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { each, of, type Told } from '../../told.js';
import { Text } from '../../value.js';
import { Meanings, State } from './state.js';
import { DUES, rankOf, stateOf } from './words.js';

type Due = Told<DueRow>;

const NO_NAME = 'the trial file gives none';
const text = (title: string, key: keyof DueRow, why = 'not told'): DataColumn<Due> => ({
  title,
  cell: (due) => <Text of={of(due, key)} why={why} />,
});

const COLUMNS: readonly DataColumn<Due>[] = [
  { title: 'Subject', head: true, cell: (due) => <Text of={of(due, 'subject')} /> },
  text('Site', 'site'),
  text('Visit', 'visit'),
  text('Name', 'name', NO_NAME),
  { title: 'State', cell: (due) => <State of={of(due, 'state')} among={DUES} /> },
  text('Opens', 'opens'),
  text('Target', 'target'),
  text('Closes', 'closes'),
  text('Reason', 'reason', 'none is recorded'),
];

/** Visits that wait for a study on the day of `--due`: overdue ones first, then missed ones, each by the day they close. */
export function DueVisits({
  of: list,
  on,
}: {
  of: Told<readonly DueRow[]>;
  on: Told<string | undefined>;
}): VNode {
  const due = each(list).sort(
    (a, b) =>
      rankOf(DUES, a.value.state) - rankOf(DUES, b.value.state) ||
      a.value.closes.localeCompare(b.value.closes),
  );
  return (
    <>
      <p>
        On <Text of={on} why="the report does not say which day" />
      </p>
      <DataTable
        caption="Visits that are due, overdue or missed"
        columns={COLUMNS}
        rows={due}
        empty="No visit is due, overdue or missed."
        rowClass={({ value }) => stateOf(DUES, value.state).look}
      />
      <Meanings of={due.map(({ value }) => value.state)} among={DUES} />
    </>
  );
}
