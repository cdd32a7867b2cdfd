import type { DeviceRow, SoftwareRow } from '../../../report/manifest-sections.js';
import { dayOf, daysSince, firstDay } from '../../../study/days.js';
import type { SeriesHeader } from '../../../study/series-header.js';
import type { ManifestContext } from '../context.js';
import { station } from './series-row.js';

interface Device {
  readonly header: SeriesHeader;
  readonly studies: Set<string>;
  readonly series: Set<string>;
  readonly modalities: Set<string>;
  /** Days on which each software version was seen. */
  readonly software: Map<string, (number | undefined)[]>;
  instances: number;
}

/** What tells scanners apart: manufacturer, model and serial number, the station's name where there is no serial. */
function deviceKey({ manufacturer, model, serial, station }: SeriesHeader): string {
  return JSON.stringify([manufacturer, model, serial, serial === '' ? station : '']);
}

function isNamed({ manufacturer, model, serial, station }: SeriesHeader): boolean {
  return [manufacturer, model, serial, station].some((value) => value !== '');
}

/** Each distinct scanner, its software versions over time, and what it made. Days count from the first study. */
export function deviceRows(context: ManifestContext): DeviceRow[] {
  const devices = gather(context);
  const days = [...devices.values()].flatMap(({ software }) => [...software.values()].flat());
  const origin = firstDay(days);
  return [...devices.values()].map((device) => ({
    manufacturer: device.header.manufacturer || null,
    model: device.header.model || null,
    serial: device.header.serial || null,
    station: station(device.header.station, context) || null,
    modalities: [...device.modalities].sort(),
    softwareVersions: [...device.software]
      .map(([version, seen]) => softwareRow(version, seen, origin))
      .sort(byFirstDay),
    studies: device.studies.size,
    series: device.series.size,
    instances: device.instances,
  }));
}

function gather({ delivery, scan }: ManifestContext): Map<string, Device> {
  const devices = new Map<string, Device>();
  for (const study of delivery.studies) {
    for (const series of study.series) {
      for (const instance of series.instances) {
        const header = scan.instances.header(instance);
        if (isNamed(header)) add(devices, header);
      }
    }
  }
  return devices;
}

function add(devices: Map<string, Device>, header: SeriesHeader): void {
  const key = deviceKey(header);
  let device = devices.get(key);
  if (!device) {
    device = {
      header,
      studies: new Set(),
      series: new Set(),
      modalities: new Set(),
      software: new Map(),
      instances: 0,
    };
    devices.set(key, device);
  }
  device.instances++;
  device.studies.add(header.studyUID);
  if (device.series.has(header.seriesUID)) return;
  device.series.add(header.seriesUID);
  device.modalities.add(header.modality);
  const version = header.softwareVersions.join('\\');
  device.software.set(version, [...(device.software.get(version) ?? []), dayOf(header.studyDate)]);
}

function softwareRow(
  version: string,
  seen: readonly (number | undefined)[],
  origin: number | undefined,
): SoftwareRow {
  const known = seen.filter((day) => day !== undefined);
  const last = known.length === 0 ? undefined : Math.max(...known);
  return { version, firstDay: daysSince(origin, firstDay(known)), lastDay: daysSince(origin, last) };
}

function byFirstDay(a: SoftwareRow, b: SoftwareRow): number {
  return (a.firstDay ?? Number.POSITIVE_INFINITY) - (b.firstDay ?? Number.POSITIVE_INFINITY) || 0;
}
