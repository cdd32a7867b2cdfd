import type { Probe } from '../../../study/probe/probe.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';
import { acrossMidnight } from '../../protocol/derived/clock.js';
import { least } from '../../protocol/derived/derive.js';
import { numberOf, privateProbe } from '../../protocol/derived/readings.js';
import { attributeOf, type InstanceValues } from './instance-values.js';

/** Philips: when the dynamic scan began, s. As dcm2niix documents it. */
const DYNAMIC_BEGIN: Probe = {
  ...{ kind: 'private', creator: 'Philips MR Imaging DD 001', group: 0x2005, element: 0xa0, vr: 'FL' },
};
/** GE: RTIA timer, units of 0.1 ms. As dcm2niix documents it. */
export const RTIA_TIMER: Probe = privateProbe('GEMS_RELA_01', 0x0021, 0x5e);

/** What has to be read for {@link inOrder}. */
export const ORDER_PROBES: readonly Probe[] = [DYNAMIC_BEGIN, RTIA_TIMER];

/** Something that tells when volumes were acquired, or which came first. */
interface Clock {
  readonly name: string;
  /** Of each volume, in seconds where `isTime`. */
  readonly values: readonly number[];
  readonly isTime: boolean;
  /** It is when the volume was acquired, not merely a number of the image: two such that contradict leave no order. */
  readonly isEvidence: boolean;
}

/** Volumes as they followed each other. */
export interface Ordered {
  readonly order: 'known' | 'unknown';
  /** In time order; as they came where it is not known. */
  readonly volumes: readonly PlannedVolume[];
  /** Start of each volume, s from the first; undefined where no clock tells all of them apart. */
  readonly timesS?: readonly number[];
  /** All times are whole seconds: a single one may be wrong by one. */
  readonly coarse: boolean;
}

const MOMENTS = [
  { name: 'TemporalPosition', unitS: undefined, isEvidence: true },
  { name: 'AcquisitionTime', unitS: 1, isEvidence: true },
  // PS3.3 C.8.9.4, C.7.6.4b: milliseconds.
  { name: 'FrameReferenceTime', unitS: 0.001, isEvidence: true },
  { name: 'TriggerTime', unitS: 0.001, isEvidence: false },
  { name: 'AcquisitionNumber', unitS: undefined, isEvidence: false },
] as const;

/**
 * Puts volumes in the order in which they were acquired. It is known where something tells each volume from every
 * other, and nothing that tells of the acquisition contradicts it. Only differences of times count.
 */
export function inOrder(values: InstanceValues, volumes: readonly PlannedVolume[]): Ordered {
  const clocks = clocksOf(values, volumes);
  const leading = clocks.find((clock) => isStrict(clock.values));
  const evidence = clocks.filter(({ isEvidence }) => isEvidence);
  if (!leading || evidence.some((clock) => contradicts(leading.values, clock.values))) {
    return { order: volumes.length > 1 ? 'unknown' : 'known', volumes, coarse: false };
  }
  const sequence = [...volumes.keys()].sort((a, b) => (leading.values[a] ?? 0) - (leading.values[b] ?? 0));
  const times = clocks.find(
    ({ isTime, values: own }) => isTime && isStrict(own) && !contradicts(leading.values, own),
  );
  const ordered = sequence.flatMap((at) => volumes[at] ?? []);
  if (!times) return { order: 'known', volumes: ordered, coarse: false };
  const first = times.values[sequence[0] ?? 0] ?? 0;
  return {
    ...{ order: 'known', volumes: ordered },
    timesS: sequence.map((at) => inMicroseconds((times.values[at] ?? 0) - first)),
    coarse: times.name === 'AcquisitionTime' && times.values.every(Number.isInteger),
  };
}

function clocksOf(values: InstanceValues, volumes: readonly PlannedVolume[]): Clock[] {
  const clocks: Clock[] = [];
  const add = (clock: Omit<Clock, 'values'>, read: (plan: PlannedVolume) => number | undefined): void => {
    const own = volumes.map(read);
    const stated = own.filter((value) => value !== undefined);
    // What one volume does not state orders none.
    if (stated.length < own.length) return;
    const isOfDay = clock.name === 'AcquisitionTime' || clock.name === 'ContentTime';
    clocks.push({ ...clock, values: isOfDay ? acrossMidnight(stated) : stated });
  };
  for (const { name, unitS, isEvidence } of MOMENTS) {
    add({ name, isTime: unitS !== undefined, isEvidence }, ({ moments }) => {
      const moment = moments[name];
      return moment === undefined ? undefined : moment * (unitS ?? 1);
    });
  }
  add({ name: 'DynamicScanBeginTime', isTime: true, isEvidence: false }, (plan) =>
    leastOf(values, plan, DYNAMIC_BEGIN),
  );
  add({ name: 'InstanceNumber', isTime: false, isEvidence: false }, (plan) =>
    leastOf(values, plan, attributeOf('InstanceNumber')),
  );
  add({ name: 'ContentTime', isTime: false, isEvidence: false }, ({ moments }) => moments.ContentTime);
  return clocks;
}

/** The least number that the slices' instances state; undefined where one states none. */
function leastOf(values: InstanceValues, { slices }: PlannedVolume, probe: Probe): number | undefined {
  const numbers = slices.map(({ instance }) => numberOf(values.reading(probe, instance)));
  const stated = numbers.filter((number) => number !== undefined);
  return stated.length < numbers.length ? undefined : least(stated);
}

function isStrict(values: readonly number[]): boolean {
  return values.length > 1 && new Set(values).size === values.length;
}

/** True where one has two volumes the other way round; what is equal for one of them is no contradiction. */
function contradicts(leading: readonly number[], other: readonly number[]): boolean {
  const sequence = [...leading.keys()].sort((a, b) => (leading[a] ?? 0) - (leading[b] ?? 0));
  return sequence.some((at, rank) => {
    const before = sequence[rank - 1];
    return before !== undefined && (other[at] ?? 0) < (other[before] ?? 0);
  });
}

/** Microseconds: times of day carry no more. */
function inMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
