import type { VNode } from 'preact';
import type { DeviceRow, SoftwareRow } from '../../../manifest-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { each, of, type Told } from '../../told.js';
import { Nothing, Num, Text } from '../../value.js';
import { FoldMany } from './fold-many.js';
import { Device, Texts } from './series-columns.js';

/** More devices than these are folded. */
const MOST_OPEN = 25;
const ABSENT = 'the header has none';

/** On which days, counted from the first study of the report. */
function Days({ of: software }: { of: Told<SoftwareRow> }): VNode {
  const [first, last] = [of(software, 'firstDay'), of(software, 'lastDay')];
  if (first.value === null && last.value === null) return <Nothing why="no study date" />;
  return (
    <>
      day <Num of={first} why="no study date" />
      {first.value !== last.value && (
        <>
          {' '}
          to <Num of={last} why="no study date" />
        </>
      )}
    </>
  );
}

function Software({ of: device }: { of: Told<DeviceRow> }): VNode {
  const versions = each(of(device, 'softwareVersions'));
  return (
    <ul class="plain">
      {versions.length > 1 && (
        <li>
          <span class="odd">changed</span>
        </li>
      )}
      {versions.map((software) => (
        <li>
          <Text of={of(software, 'version')} why={ABSENT} />, <Days of={software} />
        </li>
      ))}
    </ul>
  );
}

const figure = (title: string, key: 'studies' | 'series' | 'instances'): DataColumn<Told<DeviceRow>> => ({
  title,
  numeric: true,
  cell: (device) => <Num of={of(device, key)} />,
});

const COLUMNS: readonly DataColumn<Told<DeviceRow>>[] = [
  {
    title: 'Device',
    head: true,
    wide: true,
    cell: (device) => (
      <Device of={{ manufacturer: of(device, 'manufacturer'), model: of(device, 'model') }} />
    ),
  },
  { title: 'Serial number', wide: true, cell: (device) => <Text of={of(device, 'serial')} why={ABSENT} /> },
  { title: 'Station', wide: true, cell: (device) => <Text of={of(device, 'station')} why={ABSENT} /> },
  { title: 'Modalities', cell: (d) => <Texts of={each(of(d, 'modalities'))} why={ABSENT} /> },
  { title: 'Software', wide: true, cell: (device) => <Software of={device} /> },
  figure('Studies', 'studies'),
  figure('Series', 'series'),
  figure('Instances', 'instances'),
];

function changes({ value }: Told<DeviceRow>): number {
  return value.softwareVersions.length;
}

/** The scanners of a delivery; those whose software changed first. */
export function Devices({ of: list }: { of: Told<readonly DeviceRow[]> }): VNode {
  const devices = each(list).sort((a, b) => changes(b) - changes(a));
  return (
    <>
      <h4>Devices</h4>
      <FoldMany n={devices.length} what="devices, those whose software changed first" most={MOST_OPEN}>
        <DataTable
          caption="Devices, and the software seen on them"
          columns={COLUMNS}
          rows={devices}
          empty="No device is named."
          rowClass={(device) => (changes(device) > 1 ? 'warn' : undefined)}
        />
      </FoldMany>
      {devices.length > 0 && (
        <p class="hint">
          Days are counted from the first study of the delivery. A change of software may change the images.
        </p>
      )}
    </>
  );
}
