import { parseDateTime, parseTime, timeToSeconds } from '../../../dicom/values/dates.js';
import type { SeriesView } from '../series-view.js';
import { attribute, textOf, together } from './readings.js';

const DAY_S = 86_400;

/** When some of the instances began to be acquired: seconds since midnight, past 86,400 on the day after the first. */
export interface Start {
  readonly seconds: number;
  readonly instances: readonly number[];
}

const ACQUISITION = [attribute('AcquisitionDateTime'), attribute('AcquisitionTime')];

/** A TM value as seconds since midnight. */
export function secondsOfTime(text: string | undefined): number | undefined {
  const time = text === undefined ? undefined : parseTime(text);
  return time && timeToSeconds(time);
}

/** Times that lie more than half a day apart ran past midnight: no series takes so long. */
export function acrossMidnight(seconds: readonly number[]): number[] {
  const from = seconds.reduce((least, value) => Math.min(least, value), DAY_S);
  const to = seconds.reduce((most, value) => Math.max(most, value), 0);
  if (to - from <= DAY_S / 2) return [...seconds];
  return seconds.map((value) => (value < DAY_S / 2 ? value + DAY_S : value));
}

/** From one time of day to another, the shorter way round: -43,200 to 43,200 s. */
export function between(fromSeconds: number, toSeconds: number): number {
  const difference = (((toSeconds - fromSeconds) % DAY_S) + DAY_S) % DAY_S;
  return difference > DAY_S / 2 ? difference - DAY_S : difference;
}

/**
 * When the instances began to be acquired, rising: Frame Acquisition DateTime or Acquisition Time, frame by frame; where
 * no frame states it, Acquisition DateTime or Acquisition Time of the object. Content Time and Series Time are none:
 * images are made, and made anew, after they were acquired.
 */
export function startsOf(view: SeriesView): readonly Start[] {
  const framewise = view
    .separator('AcquisitionTime')
    .flatMap(({ value, instances }) => (typeof value === 'number' ? [{ seconds: value, instances }] : []));
  const starts = framewise.length > 0 ? framewise : startsOfObjects(view);
  const unfolded = acrossMidnight(starts.map(({ seconds }) => seconds));
  return starts
    .map(({ instances }, i) => ({ seconds: unfolded[i] ?? 0, instances }))
    .sort((a, b) => a.seconds - b.seconds);
}

function startsOfObjects(view: SeriesView): Start[] {
  return together(view, ACQUISITION).flatMap(({ readings, instances }) => {
    const [dateTime, time] = readings.map(textOf);
    const seconds = secondsOfTime(time) ?? timeOfDateTime(dateTime);
    return seconds === undefined ? [] : [{ seconds, instances }];
  });
}

function timeOfDateTime(text: string | undefined): number | undefined {
  const moment = text === undefined ? undefined : parseDateTime(text);
  // A date without a time says nothing of the time of day.
  return moment && !['year', 'month', 'day'].includes(moment.precision) ? timeToSeconds(moment) : undefined;
}

/** What {@link startsOf} reads. */
export const START_PROBES = ACQUISITION;
