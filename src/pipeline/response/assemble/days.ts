const MS_PER_DAY = 86_400_000;

/** How a source counts its days: `no-zero` as SDTM does, from −1 to 1; else `plain`. */
export type ClockOrigin = 'plain' | 'no-zero';

/** When something was, by date and by the source's own day. */
export interface Moment {
  /** Days since 1970-01-01. */
  readonly epoch: number | null;
  /** Days of the source's own origin, without a gap. */
  readonly day: number | null;
}

/**
 * How the days of a subject are counted. SDTMIG 3.4, 4.4.4: the reference day is 1 and the day before it −1; there is no
 * day 0. A subject with a day 0 counts plainly, one with days on both sides of it and no 0 as SDTM does; where all are on
 * one side both give the same differences.
 */
export function originOf(days: readonly number[]): ClockOrigin {
  if (days.includes(0)) return 'plain';
  return days.some((day) => day < 0) && days.some((day) => day > 0) ? 'no-zero' : 'plain';
}

/** A day by a clock without a gap. */
export function plainDay(day: number, origin: ClockOrigin): number {
  return origin === 'no-zero' && day > 0 ? day - 1 : day;
}

/** Days from 1970-01-01 to a YYYY-MM-DD; null where it is no day of the calendar. */
export function epochDay(date: string): number | null {
  const time = Date.parse(`${date}T00:00:00Z`);
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) && date.length === 10;
  return isDay ? time / MS_PER_DAY : null;
}

/** Days from one moment to another: of their dates where both have one, else of their days; null where neither. */
export function daysBetween(from: Moment, to: Moment): number | null {
  if (from.epoch !== null && to.epoch !== null) return to.epoch - from.epoch;
  return from.day !== null && to.day !== null ? to.day - from.day : null;
}
