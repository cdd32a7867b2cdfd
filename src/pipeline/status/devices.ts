import type { DeviceSeen } from '../../identity/ledger/event.js';
import type { StatusDeviceRow } from '../../report/ledger-sections.js';
import { type Arrival, isArrival } from './arrivals.js';
import { earliest, latest } from './clock.js';
import type { PlacedEvent } from './placed-events.js';

/** A scanner, as it was seen so far. */
interface Device {
  readonly site: string;
  readonly seen: DeviceSeen;
  readonly receipts: string[];
  readonly studies: Set<string>;
  readonly software: Set<string>;
  readonly upgrades: StatusDeviceRow['upgrades'][number][];
  /** Of the study received last that named any. */
  current: readonly string[] | undefined;
}

/**
 * Scanners by site, manufacturer, model and serial number, or station where there is none, in the order in which they
 * were first seen. A study that comes again shows no upgrade: it stands where it was first received.
 */
export function deviceRows(events: readonly PlacedEvent[]): StatusDeviceRow[] {
  const devices = new Map<string, Device>();
  for (const { event, site } of events) {
    if (!isArrival(event)) continue;
    for (const [key, seen] of devicesIn(event))
      addReceipt(deviceAt(devices, [site ?? '', key], seen), event, seen);
  }
  return [...devices.values()].map(rowOf);
}

/** The scanners of a study, each once with all of its software. */
function devicesIn({ details }: Arrival): ReadonlyMap<string, DeviceSeen> {
  const found = new Map<string, DeviceSeen>();
  for (const device of details.devices) {
    const { manufacturer, model, serial, station, software } = device;
    const key = JSON.stringify([manufacturer, model, serial === null ? { station } : serial]);
    const known = found.get(key)?.software ?? [];
    found.set(key, { ...device, software: [...new Set([...known, ...software])] });
  }
  return found;
}

function deviceAt(
  devices: Map<string, Device>,
  [site, own]: readonly [string, string],
  seen: DeviceSeen,
): Device {
  const key = JSON.stringify([site, own]);
  const device = devices.get(key) ?? {
    ...{ site, seen, receipts: [], studies: new Set<string>(), software: new Set<string>() },
    ...{ upgrades: [], current: undefined },
  };
  devices.set(key, device);
  return device;
}

function addReceipt(device: Device, { at, studyUID }: Arrival, { software }: DeviceSeen): void {
  device.receipts.push(at);
  for (const version of software) device.software.add(version);
  const isKnown = studyUID !== undefined && device.studies.has(studyUID);
  if (studyUID !== undefined) device.studies.add(studyUID);
  // Headers that name no software do not say that it is another.
  if (isKnown || software.length === 0) return;
  const { current } = device;
  if (current && !isSame(current, software))
    device.upgrades.push({ receivedAt: at, from: current, to: software });
  device.current = software;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((version) => other.includes(version));
}

function rowOf({ site, seen, receipts, studies, software, upgrades }: Device): StatusDeviceRow {
  const { manufacturer, model, serial } = seen;
  return {
    site,
    manufacturer,
    model,
    serial,
    software: [...software],
    firstReceivedAt: earliest(receipts) ?? '',
    lastReceivedAt: latest(receipts) ?? '',
    studies: studies.size,
    upgrades,
  };
}
