import type { Probe } from '../../../study/probe/probe.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';
import { between, secondsOfTime } from '../../protocol/derived/clock.js';
import { least } from '../../protocol/derived/derive.js';
import { attribute, numberOf, privateProbe, textOf } from '../../protocol/derived/readings.js';
import type { Known } from '../../protocol/series-view.js';
import type { InstanceValues } from './instance-values.js';
import { RTIA_TIMER } from './order.js';

const MOSAIC_CSA: Probe = { kind: 'csa', tag: 'MosaicRefAcqTimes' };
const MOSAIC_XA: Probe = privateProbe('SIEMENS MR HEADER', 0x0019, 0x29);
const ACQUISITION_TIME = attribute('AcquisitionTime');
const TRIGGER_TIME = attribute('TriggerTime');
const DIMENSIONS = attribute('MRAcquisitionType');

/** What has to be read for {@link sliceTimesOf}. */
export const SLICE_TIME_PROBES: readonly Probe[] = [
  ...[MOSAIC_CSA, MOSAIC_XA, ACQUISITION_TIME, TRIGGER_TIME, RTIA_TIMER, DIMENSIONS],
];

/** A slice's time may differ by this from volume to volume, s: scanners round to 2.5 ms. */
const JITTER_S = 0.02;
/** This share of the volumes has to agree: the first of a run may be timed otherwise. */
const AGREEING = 0.8;

/** Where a slice of a volume has its time, s; undefined where it has none. */
type SliceClock = (values: InstanceValues, slice: PlannedVolume['slices'][number]) => number | undefined;

/** Tiles of a Siemens mosaic: milliseconds. As dcm2niix documents them. */
function mosaicTime(probe: Probe): SliceClock {
  return (values, { instance, tile }) => {
    if (tile === undefined) return undefined;
    const times = listed(values.reading(probe, instance));
    return times[tile] === undefined ? undefined : times[tile] / 1000;
  };
}

function listed(reading: Known | undefined): readonly number[] {
  if (reading?.state !== 'value') return [];
  return reading.numbers ?? reading.texts.map(Number);
}

/** Only where the instance is this slice and no other. */
function classicTime(read: (values: InstanceValues, instance: number) => number | undefined): SliceClock {
  return (values, { instance, frame, tile }) =>
    tile !== undefined || frame !== 0 || (values.frames(instance).timesS?.length ?? 0) > 1
      ? undefined
      : read(values, instance);
}

/** In the order in which they count: the most exact first. */
const CLOCKS: readonly SliceClock[] = [
  mosaicTime(MOSAIC_CSA),
  mosaicTime(MOSAIC_XA),
  (values, { instance, frame, tile }) => values.frames(instance).timesS?.[tile ?? frame] ?? undefined,
  // GE: units of 0.1 ms.
  classicTime((values, instance) => scaled(numberOf(values.reading(RTIA_TIMER, instance)), 1e-4)),
  classicTime((values, instance) => secondsOfTime(textOf(values.reading(ACQUISITION_TIME, instance)))),
  classicTime((values, instance) => scaled(numberOf(values.reading(TRIGGER_TIME, instance)), 1e-3)),
];

function scaled(value: number | undefined, unit: number): number | undefined {
  return value === undefined ? undefined : value * unit;
}

/**
 * When each slice of a volume is acquired, s from the volume's first slice; undefined where nothing tells the slices'
 * times apart, where volumes disagree, where a slice would be acquired after the next volume began, and for 3D
 * acquisitions, whose slices are acquired together.
 * @param volumes of one run, complete
 * @param intervalS from volume to volume; undefined where it is not known: then no slice time can be
 * checked against it
 */
export function sliceTimesOf(
  values: InstanceValues,
  volumes: readonly PlannedVolume[],
  intervalS: number | undefined,
): readonly number[] | undefined {
  const [first] = volumes;
  if (!first || first.slices.length < 2 || intervalS === undefined || is3d(values)) return undefined;
  for (const clock of CLOCKS) {
    const found = agreed(volumes.map((plan) => offsets(values, plan, clock)));
    if (found && isWithin(found, intervalS)) return found;
  }
  return undefined;
}

function is3d({ view }: InstanceValues): boolean {
  return view
    .readings(DIMENSIONS)
    .some(({ reading }) => reading.state === 'value' && reading.texts.includes('3D'));
}

/** Times of one volume from its first slice; undefined where a slice has none. */
function offsets(values: InstanceValues, plan: PlannedVolume, clock: SliceClock): number[] | undefined {
  const times = plan.slices.map((slice) => clock(values, slice));
  const stated = times.filter((time) => time !== undefined);
  const [reference] = stated;
  if (stated.length < times.length || reference === undefined || !stated.every(Number.isFinite))
    return undefined;
  // Times of day may run past midnight; differences of the others are far below half a day.
  const differences = stated.map((time) => between(reference, time));
  const earliest = least(differences);
  return differences.map((difference) => Math.round((difference - earliest) * 1e6) / 1e6);
}

/** The median over the volumes, slice by slice; undefined where too few of them agree with it. */
function agreed(all: readonly (readonly number[] | undefined)[]): number[] | undefined {
  const stated = all.filter((times) => times !== undefined);
  const [first] = stated;
  if (!first || stated.length < AGREEING * all.length) return undefined;
  const medians = first.map((_, slice) => median(stated.map((times) => times[slice] ?? Number.NaN)));
  const agreeing = stated.filter((times) =>
    medians.every((time, slice) => Math.abs((times[slice] ?? Number.NaN) - time) <= JITTER_S),
  );
  return agreeing.length < AGREEING * all.length ? undefined : medians;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

function isWithin(times: readonly number[], intervalS: number): boolean {
  const latest = times.reduce((most, time) => Math.max(most, time), 0);
  return latest > 0 && latest < intervalS;
}
