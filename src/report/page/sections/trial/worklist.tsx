import type { VNode } from 'preact';
import type { StatusQueryRow, WorklistRow } from '../../../ledger-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Mark, SeverityWord } from '../../mark.js';
import { of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { Name } from './name.js';
import { When } from './when.js';

type Task = Told<WorklistRow>;
type Query = Told<StatusQueryRow>;

/** Days that something waits, and whether that is too long. */
function Waits({ of: row }: { of: Told<{ readonly days: number; readonly overdue: boolean }> }): VNode {
  return (
    <>
      <Num of={of(row, 'days')} unit={row.value.days === 1 ? 'day' : 'days'} />
      {row.value.overdue && (
        <>
          <br />
          <span class="late">overdue</span>
        </>
      )}
    </>
  );
}

const TASKS: readonly DataColumn<Task>[] = [
  { title: 'Order', numeric: true, head: true, cell: (row) => <Num of={of(row, 'order')} /> },
  {
    title: 'Item',
    cell: (row) => <Name of={of(row, 'item')} code why="nothing came that could be decided on" />,
  },
  { title: 'What', cell: (row) => <Name of={of(row, 'what')} /> },
  { title: 'Site', cell: (row) => <Text of={of(row, 'site')} /> },
  { title: 'Subject', cell: (row) => <Name of={of(row, 'subject')} why="of no subject" /> },
  { title: 'Visit', cell: (row) => <Name of={of(row, 'visit')} why="of no visit" /> },
  { title: 'Outcome', cell: (row) => <Mark of={of(row, 'outcome')} word /> },
  { title: 'Severity', cell: (row) => <SeverityWord of={of(row, 'severity')} /> },
  { title: 'Why', wide: true, cell: (row) => <Why of={row} /> },
  { title: 'Seen', cell: (row) => <Text of={of(row, 'actual')} /> },
  { title: 'Expected', cell: (row) => <Text of={of(row, 'expected')} /> },
  { title: 'Waits', cell: (row) => <Waits of={row} /> },
  { title: 'Since', cell: (row) => <When of={of(row, 'since')} why="nothing came" /> },
];

function Why({ of: row }: { of: Task }): VNode {
  const { name, command, code } = row.value;
  return (
    <>
      {name !== null && (
        <>
          <Text of={of(row, 'name')} />:{' '}
        </>
      )}
      <Text of={of(row, 'why')} />
      <br />
      <span class="small">
        {command !== null && (
          <>
            <Text of={of(row, 'command')} />{' '}
          </>
        )}
        {code !== null && <Text of={of(row, 'code')} code />}
      </span>
    </>
  );
}

/** What a person must do, in the order in which to do it. */
export function Worklist({ rows }: { rows: readonly Task[] }): VNode {
  return (
    <>
      <p class="small">
        “decide”: something was found that a person has to settle with <code>corelab decide</code> and the
        item. “answered”: the same, and the site has answered. “query-overdue”: ask the site again.
        “visit-missed” and “visit-overdue”: nothing came; excuse the visit, or ask for it.
      </p>
      <DataTable
        caption="Worklist, in the order in which to do it"
        columns={TASKS}
        rows={rows}
        empty="Nothing waits for a person."
      />
    </>
  );
}

const QUERIES: readonly DataColumn<Query>[] = [
  { title: 'Item', head: true, cell: (row) => <Name of={of(row, 'item')} code /> },
  { title: 'Site', cell: (row) => <Text of={of(row, 'site')} /> },
  { title: 'Subject', cell: (row) => <Name of={of(row, 'subject')} why="of no subject" /> },
  { title: 'Visit', cell: (row) => <Name of={of(row, 'visit')} why="of no visit" /> },
  { title: 'The site was asked', wide: true, cell: (row) => <Text of={of(row, 'text')} /> },
  { title: 'By', cell: (row) => <Text of={of(row, 'askedBy')} /> },
  { title: 'Waits', cell: (row) => <Waits of={row} /> },
  { title: 'Since', cell: (row) => <When of={of(row, 'askedAt')} /> },
];

/** What sites were asked and have not answered, the longest wait first. */
export function Queries({ rows }: { rows: readonly Query[] }): VNode | null {
  const sorted = [...rows].sort(
    ({ value: a }, { value: b }) => Number(b.overdue) - Number(a.overdue) || b.days - a.days,
  );
  return (
    <DataTable
      caption="Queries that no site has answered, the longest wait first"
      columns={QUERIES}
      rows={sorted}
      empty="No site owes an answer."
    />
  );
}
