import { dayOf } from '../../study/days.js';
import { StatusError } from './status-error.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * The day that a trial is looked at, in whole days since 1970-01-01 (UTC).
 * @param given YYYY-MM-DD; the day of `now` when absent
 * @throws StatusError `date-wrong`
 */
export function statusDay(given: string | undefined, now: Date): number {
  if (given === undefined) return Math.floor(now.getTime() / DAY_MS);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(given) ? dayOf(given.replaceAll('-', '')) : undefined;
  if (day === undefined) throw new StatusError('date-wrong', `--day ${given}: a day is written YYYY-MM-DD`);
  return day;
}

/**
 * Whole days from a moment to the end of a day, which is the midnight (UTC) that it ends with; none when it lies later.
 * @param day days since 1970-01-01 @param at RFC 3339
 */
export function daysWaiting(day: number, at: string): number {
  return Math.max(0, Math.floor(((day + 1) * DAY_MS - Date.parse(at)) / DAY_MS));
}

/** The moment at which a day begins, in milliseconds since 1970-01-01 (UTC). */
export function startOfDay(day: number): number {
  return day * DAY_MS;
}

/** Hours from one moment to another with two decimals; null when clocks contradict each other: then it is not known. */
export function hoursBetween(from: string, to: string): number | null {
  const hours = (Date.parse(to) - Date.parse(from)) / HOUR_MS;
  return hours >= 0 ? twoDecimals(hours) : null;
}

/** Rounded to two decimals. */
export function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The latest of the moments; null when there is none. RFC 3339 in UTC. */
export function latest(moments: Iterable<string | null | undefined>): string | null {
  return extreme(moments, (a, b) => a > b);
}

/** The earliest of the moments; null when there is none. */
export function earliest(moments: Iterable<string | null | undefined>): string | null {
  return extreme(moments, (a, b) => a < b);
}

function extreme(
  moments: Iterable<string | null | undefined>,
  goesBefore: (a: number, b: number) => boolean,
): string | null {
  let found: string | null = null;
  for (const moment of moments) {
    if (moment === null || moment === undefined) continue;
    if (found === null || goesBefore(Date.parse(moment), Date.parse(found))) found = moment;
  }
  return found;
}
