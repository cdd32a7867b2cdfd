import type { VNode } from 'preact';
import type { ReconciliationRow, StatusDeviceRow } from '../../../ledger-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { each, of, type Told } from '../../told.js';
import { Nothing, Num, Text } from '../../value.js';
import { Name } from './name.js';
import { When } from './when.js';

type Device = Told<StatusDeviceRow>;

function Software({ of: parts }: { of: Told<readonly string[]> }): VNode {
  if (parts.value.length === 0) return <Nothing why="the headers do not say" />;
  return (
    <>
      {each(parts).map((part, i) => (
        <>
          {i > 0 && ' · '}
          <Text of={part} />
        </>
      ))}
    </>
  );
}

function Upgrades({ of: upgrades }: { of: Told<StatusDeviceRow['upgrades']> }): VNode {
  if (upgrades.value.length === 0) return <>none seen</>;
  return (
    <ul class="plain">
      {each(upgrades).map((one) => (
        <li>
          <When of={of(one, 'receivedAt')} />: from <Software of={of(one, 'from')} /> to{' '}
          <Software of={of(one, 'to')} />
        </li>
      ))}
    </ul>
  );
}

const DEVICES: readonly DataColumn<Device>[] = [
  { title: 'Site', cell: (row) => <Text of={of(row, 'site')} /> },
  { title: 'Maker', cell: (row) => <Text of={of(row, 'manufacturer')} /> },
  { title: 'Model', head: true, cell: (row) => <Text of={of(row, 'model')} /> },
  { title: 'Serial number', cell: (row) => <Text of={of(row, 'serial')} code /> },
  { title: 'Upgrades', wide: true, cell: (row) => <Upgrades of={of(row, 'upgrades')} /> },
  { title: 'Software', wide: true, cell: (row) => <Software of={of(row, 'software')} /> },
  { title: 'Studies', numeric: true, cell: (row) => <Num of={of(row, 'studies')} /> },
  { title: 'First received', cell: (row) => <When of={of(row, 'firstReceivedAt')} /> },
  { title: 'Last received', cell: (row) => <When of={of(row, 'lastReceivedAt')} /> },
];

/** Scanners with the software that they were seen with, those that were upgraded first. */
export function Devices({ rows }: { rows: readonly Device[] }): VNode | null {
  const sorted = [...rows].sort(({ value: a }, { value: b }) => b.upgrades.length - a.upgrades.length);
  return (
    <DataTable
      caption="Scanners, upgraded ones first"
      columns={DEVICES}
      rows={sorted}
      empty="No scanner was seen yet."
    />
  );
}

const DIFFERENCES: readonly DataColumn<Told<ReconciliationRow>>[] = [
  {
    ...{ title: 'Line of the list', numeric: true },
    cell: (row) => <Num of={of(row, 'line')} why="it came, and is not listed" />,
  },
  { title: 'What differs', cell: (row) => <Text of={of(row, 'kind')} /> },
  { title: 'Subject', head: true, cell: (row) => <Name of={of(row, 'subject')} /> },
  { title: 'Visit', cell: (row) => <Name of={of(row, 'visit')} /> },
  { title: 'Modality', cell: (row) => <Text of={of(row, 'modality')} why="the study as a whole" /> },
  { title: 'The site lists', cell: (row) => <Text of={of(row, 'listed')} why="see what differs" /> },
  { title: 'What came', cell: (row) => <Text of={of(row, 'received')} why="see what differs" /> },
];

/** What a site says that it sent, against what came. */
export function Reconciliation({ rows }: { rows: readonly Told<ReconciliationRow>[] }): VNode | null {
  return (
    <DataTable
      caption="Differences from the site's list"
      columns={DIFFERENCES}
      rows={rows}
      empty="What came is what the site lists."
    />
  );
}
