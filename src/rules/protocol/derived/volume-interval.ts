import type { SeparatorName } from '../../../study/separators.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';
import type { DerivedQuantity, Known, Sample, SeriesView } from '../series-view.js';
import { acrossMidnight } from './clock.js';
import { ABSENT, derive, numbers, ofSeries, rounded, unknown } from './derive.js';

/** Moments that are told in time, and how much of a second their unit is. Indices and numbers of acquisitions are none. */
const CLOCKS: readonly { readonly name: SeparatorName; readonly unitS: number }[] = [
  { name: 'AcquisitionTime', unitS: 1 },
  // PS3.3 C.8.9.4, C.7.6.4b: milliseconds.
  { name: 'FrameReferenceTime', unitS: 0.001 },
  { name: 'TriggerTime', unitS: 0.001 },
];

/** What tells volumes apart within one repetition of a dynamic series. Diffusion weighting changes from one to the next. */
const WITHIN = new Set<SeparatorName>([
  ...(['SegmentNumber', 'EchoTime', 'EchoNumbers', 'InversionTime', 'FlipAngle'] as const),
  ...(['ComplexImageComponent', 'ImageType', 'SequenceName', 'ConvolutionKernel', 'KVP'] as const),
  'CorrectedImage',
]);

/** Times from volume to volume, seconds. */
interface Intervals {
  readonly seconds: readonly number[];
  /** All moments are whole seconds: a single interval may be wrong by one. */
  readonly coarse: boolean;
}

/** Times between successive volumes of one kind, over all stacks; why there are none. */
function intervalsOf(view: SeriesView): Intervals | Known {
  const volumes = view.volumes();
  if (view.geometry.stacks.some((stack) => stack.volumes.count === undefined)) {
    return unknown('the volumes cannot be told apart');
  }
  const series = bySeries(volumes).filter((own) => own.length > 1);
  if (series.length === 0) return ABSENT;
  for (const { name, unitS } of CLOCKS) {
    const found = series.map((own) => steps(own, name, unitS));
    const usable = found.flatMap((own) => (own ? [own] : []));
    if (usable.length === found.length) {
      return {
        seconds: usable.flatMap(({ seconds }) => seconds),
        coarse: usable.every(({ coarse }) => coarse) && name === 'AcquisitionTime',
      };
    }
  }
  return unknown('the headers do not state when each volume was acquired');
}

/** Volumes that repeat each other in time: of one stack and one kind. */
function bySeries(volumes: readonly PlannedVolume[]): PlannedVolume[][] {
  const series = new Map<string, PlannedVolume[]>();
  for (const volume of volumes) {
    const kind = Object.entries(volume.separators).filter(([name]) => WITHIN.has(name as SeparatorName));
    const key = JSON.stringify([volume.stack, kind]);
    const known = series.get(key);
    if (known) known.push(volume);
    else series.set(key, [volume]);
  }
  return [...series.values()];
}

/** Undefined where a volume does not state the moment, or two state the same. */
function steps(volumes: readonly PlannedVolume[], name: SeparatorName, unitS: number): Intervals | undefined {
  const stated = volumes.flatMap(({ moments }) => moments[name] ?? []);
  if (stated.length < volumes.length) return undefined;
  const moments = (name === 'AcquisitionTime' ? acrossMidnight(stated) : stated).sort((a, b) => a - b);
  const seconds = moments.slice(1).map((moment, i) => (moment - (moments[i] ?? 0)) * unitS);
  if (seconds.some((step) => step <= 0)) return undefined;
  return { seconds, coarse: moments.every(Number.isInteger) };
}

/** Microseconds: times of day carry no more. */
function inMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/** The median; the mean where times are told in whole seconds, since rounding averages out. */
export function typicalIntervalS(view: SeriesView): Known {
  const found = intervalsOf(view);
  if (!('seconds' in found)) return found;
  const { seconds, coarse } = found;
  if (coarse) return numbers(rounded(seconds.reduce((sum, step) => sum + step, 0) / seconds.length));
  const sorted = [...seconds].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  return numbers(inMicroseconds(median));
}

function longest(view: SeriesView): readonly Sample[] {
  const found = intervalsOf(view);
  if (!('seconds' in found)) return ofSeries(found);
  return ofSeries(numbers(inMicroseconds(found.seconds.reduce((most, step) => Math.max(most, step), 0))));
}

const SOURCE = 'PS3.3 C.7.6.1 Acquisition Time, C.7.6.16.2.2 Frame Acquisition DateTime';

/** How often volumes follow one another. */
export const INTERVAL_VALUES: readonly DerivedQuantity[] = [
  derive({
    ...{ name: 'volumeInterval', type: 'number', unit: 's', source: SOURCE },
    text: 'time from the start of a volume to that of the next, the median over the series: the TR of fMRI',
    read: (view) => ofSeries(typicalIntervalS(view)),
  }),
  derive({
    ...{ name: 'maxVolumeInterval', type: 'number', unit: 's', source: SOURCE },
    text: 'the longest time from the start of a volume to that of the next',
    read: longest,
  }),
];
