import type { Probe } from '../../../study/probe/probe.js';
import type { DerivedQuantity, Known, Sample, SeriesView } from '../series-view.js';
import { acrossMidnight, START_PROBES, startsOf } from './clock.js';
import { ABSENT, derive, largest, least, numbers, ofSeries, texts, unknown } from './derive.js';
import { attribute, numberOf, privateProbe, together } from './readings.js';
import { typicalIntervalS } from './volume-interval.js';

const FRAME_DURATION = [attribute('ActualFrameDuration'), attribute('FrameAcquisitionDuration')];
const STATED_DURATION = [
  attribute('AcquisitionDuration'),
  privateProbe('Philips MR Imaging DD 001', 0x2005, 0x33),
  privateProbe('GEMS_ACQU_01', 0x0019, 0x5a),
  { kind: 'phoenix', key: 'lTotalScanTimeSec' },
] as const;

/** What has to be read for {@link startOf} and {@link endOf}. */
export const TIME_PROBES: readonly Probe[] = [...START_PROBES, ...FRAME_DURATION, ...STATED_DURATION];

/**
 * When the first of a series' images began to be acquired, seconds since midnight (below 86,400); undefined where an
 * instance states no acquisition time: it may have been the first. Content Time and Series Time do not stand in for it.
 */
export function startOf(view: SeriesView): number | undefined {
  const starts = startsOf(view);
  const timed = new Set(starts.flatMap(({ instances }) => instances));
  return timed.size < view.instances.length ? undefined : starts[0]?.seconds;
}

/**
 * When the acquisition of a series ended, seconds since midnight of the day on which it began: past 86,400 where it ran
 * over midnight. Undefined where the start or the duration is.
 */
export function endOf(view: SeriesView): number | undefined {
  const [start, duration] = [startOf(view), durationOf(view)];
  return start === undefined || typeof duration !== 'number' ? undefined : start + duration;
}

/**
 * Seconds from the first start to the end of the acquisition; why it is not known. In this order: of PET the last end
 * of a frame; of a series of volumes the last start and one interval more, since a scan may have been stopped; else
 * what the header states of the acquisition.
 */
function durationOf(view: SeriesView): number | Known {
  return frameDuration(view) ?? seriesDuration(view) ?? statedDuration(view);
}

/** PS3.3 C.8.9.4, C.7.6.16.2.2: Actual Frame Duration or Frame Acquisition Duration, ms, from the frame's start on. */
function frameDuration(view: SeriesView): number | undefined {
  if (view.headers.some(({ modality }) => modality !== 'PT')) return undefined;
  const msOf = frameMilliseconds(view);
  const starts = startsOf(view);
  const [first] = starts;
  if (!msOf || !first) return undefined;
  const ends = starts.flatMap(({ seconds, instances }) =>
    instances.map((instance) => seconds + (msOf.get(instance) ?? Number.NaN) / 1000),
  );
  const end = largest(ends);
  return Number.isNaN(end) ? undefined : round(end - first.seconds);
}

/** Of each instance; undefined where one states none, or several: which frame lasted how long is not known then. */
function frameMilliseconds(view: SeriesView): ReadonlyMap<number, number> | undefined {
  const msOf = new Map<number, number>();
  for (const { readings, instances } of together(view, FRAME_DURATION)) {
    const ms = numberOf(readings[0]) ?? numberOf(readings[1]);
    if (ms === undefined || instances.some((instance) => msOf.has(instance))) return undefined;
    for (const instance of instances) msOf.set(instance, ms);
  }
  return msOf;
}

/** From the first start of a volume to the last, and one interval more. */
function seriesDuration(view: SeriesView): number | undefined {
  const interval = numberOf(typicalIntervalS(view));
  const starts = acrossMidnight(view.volumes().flatMap(({ moments }) => moments.AcquisitionTime ?? []));
  const span = largest(starts) - least(starts);
  return interval === undefined || !(span > 0) ? undefined : round(span + interval);
}

/** What the header says of the whole acquisition: the longest where instances differ. */
function statedDuration(view: SeriesView): number | Known {
  const isDynamic = typicalIntervalS(view).state !== 'absent';
  const all = together(view, STATED_DURATION).map(({ readings }) => {
    const [standard, philips, ge, siemens] = readings.map(numberOf);
    // PS3.3 C.8.13.1: seconds. Philips writes the same in an element of its own.
    const measured = standard ?? philips;
    // GE (microseconds) and Siemens (seconds) state what was planned: a series of volumes may have been stopped.
    if (measured !== undefined || isDynamic) return measured;
    return ge === undefined ? siemens : ge / 1e6;
  });
  const stated = all.flatMap((seconds) => (seconds !== undefined && seconds > 0 ? [seconds] : []));
  if (stated.length < all.length || stated.length === 0) {
    return unknown('the headers do not state how long the acquisition took');
  }
  return round(stated.reduce((most, seconds) => Math.max(most, seconds)));
}

/** Milliseconds: scanners state no more. */
function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function clockText(seconds: number): string {
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function startTime(view: SeriesView): readonly Sample[] {
  const start = startOf(view);
  return ofSeries(start === undefined ? ABSENT : texts(clockText(start)));
}

/** When and how long a series was acquired. */
export const TIME_VALUES: readonly DerivedQuantity[] = [
  derive({
    ...{ name: 'startTime', type: 'text', probes: START_PROBES },
    text: 'time of day at which the acquisition began, HH:MM:SS',
    source: 'PS3.3 C.7.6.1, C.7.6.16.2.2',
    read: startTime,
  }),
  derive({
    ...{ name: 'duration', type: 'number', unit: 's', probes: TIME_PROBES },
    text:
      'duration of the acquisition: from times of frames or volumes where there are several, ' +
      'else as the header states it',
    source: 'PS3.3 C.8.13.1, C.8.9.4, C.7.6.1',
    read: (view) => {
      const duration = durationOf(view);
      return ofSeries(typeof duration === 'number' ? numbers(duration) : duration);
    },
  }),
];
