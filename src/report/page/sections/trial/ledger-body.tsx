import type { VNode } from 'preact';
import type { LedgerRow, LedgerSections } from '../../../ledger-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Fold } from '../../fold.js';
import { type PageSource, toldReport } from '../../page-source.js';
import { each, of, type Told } from '../../told.js';
import { Count, Num, Text } from '../../value.js';
import { GenericValue } from '../generic/generic-value.js';
import { Chain } from './chain.js';
import { Name } from './name.js';
import { When } from './when.js';

type Event = Told<LedgerRow>;

const EVENTS: readonly DataColumn<Event>[] = [
  { title: 'Event', numeric: true, head: true, cell: (row) => <Num of={of(row, 'event')} /> },
  { title: 'Time (UTC)', cell: (row) => <When of={of(row, 'at')} /> },
  { title: 'Who', cell: (row) => <Who of={row} /> },
  { title: 'Kind', cell: (row) => <Text of={of(row, 'kind')} /> },
  { title: 'What', wide: true, cell: (row) => <What of={row} /> },
  { title: 'Item', cell: (row) => <Name of={of(row, 'item')} code why="of no item" /> },
  { title: 'Site', cell: (row) => <Text of={of(row, 'site')} why="of no site" /> },
  { title: 'Subject', cell: (row) => <Name of={of(row, 'subject')} why="of no subject" /> },
  { title: 'Visit', cell: (row) => <Name of={of(row, 'visit')} why="of no visit" /> },
];

function Who({ of: row }: { of: Event }): VNode {
  const { operator } = row.value;
  return (
    <>
      {operator !== null && (
        <>
          <Text of={of(row, 'operator')} />
          <br />
        </>
      )}
      <span class={operator === null ? undefined : 'small'}>
        user <Text of={of(row, 'osUser')} />
      </span>
    </>
  );
}

/** The sentence of an event begins with when and who, as `2026-11-23 07:42 UTC, user x: …`: columns tell these. */
function What({ of: row }: { of: Event }): VNode {
  const { text, at, operator, osUser } = row.value;
  const who = operator === null ? `user ${osUser}` : `operator ${operator}`;
  const known = `${at.slice(0, 10)} ${at.slice(11, 16)} UTC, ${who}: `;
  const start = text.startsWith(known) ? known : '';
  return (
    <>
      <span data-at={of(row, 'text').at}>
        {start && (
          <span class="spoken" aria-hidden="true">
            {start}
          </span>
        )}
        {text.slice(start.length)}
      </span>
      <Fold summary="all that is kept of it">
        <GenericValue of={kept(row)} name="event" />
      </Fold>
    </>
  );
}

/** What has no column of its own; details beside it, for they have names of their own. */
function kept(row: Event): Told<Readonly<Record<string, unknown>>> {
  const { run, delivery, command, report, details, auditSeq, auditMac } = row.value;
  return { value: { command, report, run, delivery, auditSeq, auditMac, details }, at: row.at };
}

interface NamedReport {
  readonly first: Event;
  readonly events: number;
}

const REPORTS: readonly DataColumn<NamedReport>[] = [
  { title: 'SHA-256', head: true, wide: true, cell: ({ first }) => <Text of={of(first, 'report')} code /> },
  { title: 'Command', cell: ({ first }) => <Text of={of(first, 'command')} why="of a whole run" /> },
  {
    title: 'Delivery',
    numeric: true,
    cell: ({ first }) => <Num of={of(first, 'delivery')} why="of all deliveries" />,
  },
  { title: 'Run', wide: true, cell: ({ first }) => <Text of={of(first, 'run')} code why="of no run" /> },
  { title: 'First named', cell: ({ first }) => <When of={of(first, 'at')} /> },
  {
    ...{ title: 'Events', numeric: true },
    cell: ({ events }) => <Count n={events} what="events that name the report" />,
  },
];

function NamedReports({ events }: { events: readonly Event[] }): VNode | null {
  const reports = new Map<string, NamedReport>();
  // The events stand newest first.
  for (const row of events.toReversed()) {
    const { report } = row.value;
    if (report === null) continue;
    const known = reports.get(report);
    reports.set(report, { first: known?.first ?? row, events: (known?.events ?? 0) + 1 });
  }
  if (reports.size === 0) return null;
  return (
    <Fold
      summary={
        <>
          Reports that these events name: <Count n={reports.size} what="reports named" />
        </>
      }
    >
      <p class="small">The digest of a file in the state folder says which report it is.</p>
      <DataTable caption="Reports named" columns={REPORTS} rows={[...reports.values()]} />
    </Fold>
  );
}

/** Events of the ledger, the newest first, below whether they are what was written. */
export function LedgerBody({ source }: { source: PageSource }): VNode {
  const report = toldReport<LedgerSections>(source);
  const events = each(of(report, 'events')).sort((a, b) => b.value.event - a.value.event);
  const decided = source.report.command === 'decide';
  return (
    <>
      <Chain of={of(report, 'chain')} />
      <DataTable
        caption={decided ? 'What was written' : 'Events, the newest first'}
        columns={EVENTS}
        rows={events}
        empty="No event is told of."
      />
      <NamedReports events={events} />
    </>
  );
}
