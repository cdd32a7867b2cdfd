import type { Probe } from '../../../study/probe/probe.js';
import { attribute, numberOf } from '../../protocol/derived/readings.js';
import type { SeriesView } from '../../protocol/series-view.js';
import { isEchoPlanar } from './kind.js';
import type { Ordered } from './order.js';
import type { SeriesKind, TimeSeries } from './series-runs.js';

const REPETITION_TIME = attribute('RepetitionTime');
const DIMENSIONS = attribute('MRAcquisitionType');

/** What has to be read for {@link timingOf}. */
export const INTERVAL_PROBES: readonly Probe[] = [REPETITION_TIME, DIMENSIONS];

/** Kinds whose every volume takes one repetition. */
const ONE_SHOT: readonly SeriesKind[] = ['functional', 'diffusion', 'asl', 'perfusion'];
/** Times that are told in whole seconds span one second more or less than they say. */
const COARSE_SPAN_S = 1;

/** How the volumes of a run lie in time. */
export interface Timing extends Pick<TimeSeries, 'intervalS' | 'intervalFrom'> {
  /** Start of each volume, s from the first. */
  readonly timesS?: readonly number[];
}

/**
 * The time from volume to volume: the median of the steps; where times are whole seconds or none, the repetition time of
 * an echo-planar sequence, provided that the times do not contradict it. A repetition time alone tells the interval, not
 * when each volume was acquired: it makes no times.
 */
export function timingOf(view: SeriesView, kind: SeriesKind, { volumes, timesS, coarse }: Ordered): Timing {
  const repetitionS = repetitionOf(view, kind);
  const fromRepetition = repetitionS !== undefined && {
    intervalS: repetitionS,
    intervalFrom: 'repetition-time' as const,
  };
  if (!timesS || timesS.length < 2) return { ...(volumes.length > 0 && fromRepetition) };
  const steps = timesS.slice(1).map((time, i) => time - (timesS[i] ?? 0));
  if (!coarse) return { timesS, intervalS: inMicroseconds(median(steps)), intervalFrom: 'times' };
  const own = ONE_SHOT.includes(kind) ? withoutPauses(steps) : steps;
  const spanS = own.reduce((sum, step) => sum + step, 0);
  if (fromRepetition && Math.abs(spanS - own.length * fromRepetition.intervalS) <= COARSE_SPAN_S) {
    const { intervalS } = fromRepetition;
    const isEven = own.length === steps.length;
    const evenly = isEven ? timesS.map((_, at) => inMicroseconds(at * intervalS)) : timesS;
    return { timesS: evenly, ...fromRepetition };
  }
  // Rounding averages out over the steps.
  return { timesS, intervalS: inMicroseconds(spanS / own.length), intervalFrom: 'times' };
}

/** Rounding makes equal steps differ by a second at most: longer ones hold a pause, or volumes that are not there. */
function withoutPauses(steps: readonly number[]): readonly number[] {
  const usual = median(steps);
  const kept = steps.filter((step) => step <= usual + COARSE_SPAN_S);
  return kept.length > 0 ? kept : steps;
}

/** Seconds; undefined where volumes may take several repetitions: 3D and segmented acquisitions. */
function repetitionOf(view: SeriesView, kind: SeriesKind): number | undefined {
  if (!ONE_SHOT.includes(kind) || !isEchoPlanar(view)) return undefined;
  const is3d = view
    .readings(DIMENSIONS)
    .some(({ reading }) => reading.state === 'value' && reading.texts.includes('3D'));
  const [only, ...others] = view.readings(REPETITION_TIME);
  if (is3d || others.length > 0 || !only || only.reading.state === 'bundle') return undefined;
  const ms = numberOf(only.reading);
  return ms !== undefined && ms > 0 ? ms / 1000 : undefined;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

function inMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
