import type { VNode } from 'preact';
import type { StatusCounts, StatusSiteRow, StatusSubjectRow } from '../../../ledger-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { Name } from './name.js';
import { STATE_LOOKS, StateMark } from './visit-state.js';

type Site = Told<StatusSiteRow>;
type Key<R> = { [K in keyof R]: R[K] extends number | null ? K : never }[keyof R] & string;

function number<R extends object>(title: string, key: Key<R>, why?: string): DataColumn<Told<R>> {
  return {
    ...{ title, numeric: true },
    cell: (row) => {
      const told = of(row, key) as Told<number | null>;
      return (
        <span class={told.value === 0 ? 'zero' : undefined}>
          <Num of={told} {...(why && { why })} />
        </span>
      );
    },
  };
}

function states<R extends StatusCounts>(): DataColumn<Told<R>>[] {
  return STATE_LOOKS.map(([, { word, count }]) => number<R>(word, count as unknown as Key<R>));
}

const VISITS: readonly DataColumn<Site>[] = [
  { title: 'Site', head: true, cell: (row) => <Text of={of(row, 'site')} /> },
  number('Subjects', 'subjects'),
  number('of them left', 'withdrawn'),
  ...states<StatusSiteRow>(),
];

const NONE_PASSED = 'no visit has passed yet';
const WORK: readonly DataColumn<Site>[] = [
  { title: 'Site', head: true, cell: (row) => <Text of={of(row, 'site')} /> },
  number('Items open', 'openItems'),
  number('Queries open', 'openQueries'),
  number('Files in quarantine', 'quarantinedFiles'),
  number('Deliveries', 'deliveries'),
  number('Studies sent again', 'resent'),
  number('sent again and changed', 'changed'),
  number('Median turnaround, h', 'medianTurnaroundHours', NONE_PASSED),
  number('Longest turnaround, h', 'longestTurnaroundHours', NONE_PASSED),
];

function worstFirst({ value: a }: Site, { value: b }: Site): number {
  return (
    b.openItems + b.missed + b.rejected - (a.openItems + a.missed + a.rejected) ||
    b.overdue + b.openQueries - (a.overdue + a.openQueries) ||
    b.deliveries - a.deliveries
  );
}

/** How far each site is, and what it costs. */
export function SiteTables({ rows }: { rows: readonly Site[] }): VNode {
  const sorted = [...rows].sort(worstFirst);
  return (
    <>
      <DataTable
        caption="Visits of each site, by where they stand"
        columns={VISITS}
        rows={sorted}
        empty="The trial has no site."
      />
      <DataTable caption="Work on each site" columns={WORK} rows={sorted} />
      <p class="small">
        Turnaround: hours from the first receipt of a visit until nothing of it was open, over visits that
        passed.
      </p>
    </>
  );
}

const SUBJECTS: readonly DataColumn<Told<StatusSubjectRow>>[] = [
  { title: 'Subject', head: true, cell: (row) => <Name of={of(row, 'subject')} /> },
  { title: 'Site', cell: (row) => <Text of={of(row, 'site')} /> },
  { title: 'Kind', cell: (row) => <Text of={of(row, 'kind')} /> },
  { title: 'Status', cell: (row) => <Text of={of(row, 'status')} /> },
  number('Items open', 'openItems'),
  ...states<StatusSubjectRow>(),
];

/** Visits of each subject by state. */
export function SubjectTable({ rows }: { rows: readonly Told<StatusSubjectRow>[] }): VNode | null {
  const sorted = [...rows].sort(
    ({ value: a }, { value: b }) => b.openItems - a.openItems || b.missed - a.missed,
  );
  return (
    <DataTable
      caption="Each subject's visits, counted"
      columns={SUBJECTS}
      rows={sorted}
      empty="No subject is known yet."
    />
  );
}

/** How many visits of the trial are in which state. */
export function StateCounts({ of: summary }: { of: Told<Readonly<Record<string, number>>> }): VNode {
  return (
    <ul class="state-line" aria-label="Visits by state">
      {STATE_LOOKS.filter(([, { count }]) => summary.value[count] !== undefined).map(([state, { count }]) => (
        <li>
          <StateMark state={state} word />{' '}
          <strong class={summary.value[count] === 0 ? 'zero' : undefined}>
            <Num of={of(summary, count)} />
          </strong>
        </li>
      ))}
    </ul>
  );
}

/** What the letters mean. */
export function StateLegend(): VNode {
  return (
    <dl class="facts">
      {STATE_LOOKS.map(([state, { means }]) => (
        <>
          <dt>
            <StateMark state={state} word />
          </dt>
          <dd>{means}</dd>
        </>
      ))}
    </dl>
  );
}
