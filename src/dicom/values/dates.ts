import { unpadded } from './padding.js';

/** Dates and times of PS3.5 Table 6.2-1 (DA, TM, DT), and the ACR-NEMA forms that old files carry. */

/** A calendar date of the proleptic Gregorian calendar, month 1–12, day 1–31. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What the last component given is; those after it stand at their lowest value. */
type TimePrecision = 'hour' | 'minute' | 'second' | 'fraction';

/** See {@link TimePrecision}. */
type DateTimePrecision = 'year' | 'month' | 'day' | TimePrecision;

/** A time of day. `second` may be 60 (leap second); `microsecond` is 0–999999. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly precision: TimePrecision;
}

/** A DT value. `offsetMinutes` is the stated offset from UTC; absent where the value states none. */
export interface DateTime extends CivilDate, Omit<TimeOfDay, 'precision'> {
  readonly precision: DateTimePrecision;
  readonly offsetMinutes?: number;
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function isCivil({ year, month, day }: CivilDate): boolean {
  const days = month === 2 && isLeapYear(year) ? 29 : DAYS_IN_MONTH[month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/**
 * Parses a DA value, `yyyymmdd` or ACR-NEMA `yyyy.mm.dd`.
 * @returns undefined when empty, malformed, a range, or no day of the calendar (20230230).
 */
export function parseDate(text: string): CivilDate | undefined {
  const match = /^(\d{4})(\.?)(\d{2})\2(\d{2})$/.exec(unpadded(text));
  if (!match) return undefined;
  const date = { year: Number(match[1]), month: Number(match[3]), day: Number(match[4]) };
  return isCivil(date) ? date : undefined;
}

/** Fraction digits → microseconds; digits after the sixth are cut off. */
function microseconds(digits: string): number {
  return Number(digits.slice(0, 6).padEnd(6, '0'));
}

function timeFrom(parts: readonly (string | undefined)[]): TimeOfDay | undefined {
  const [hour, minute, second, fraction] = parts;
  const time = {
    hour: Number(hour),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    microsecond: microseconds(fraction ?? ''),
  };
  // PS3.5 Table 6.2-1, TM: SS has the range 00–60, 60 for a leap second.
  if (time.hour > 23 || time.minute > 59 || time.second > 60) return undefined;
  const given = [hour, minute, second, fraction].findLastIndex((part) => part !== undefined);
  const precision = (['hour', 'minute', 'second', 'fraction'] as const)[given] ?? 'hour';
  return { ...time, precision };
}

/**
 * Parses a TM value, `hh[mm[ss[.f…]]]` or ACR-NEMA `hh:mm[:ss[.f…]]`.
 * @returns undefined when empty, malformed, a range, or no time of day.
 */
export function parseTime(text: string): TimeOfDay | undefined {
  const match = /^(\d{2})(?:(:?)(\d{2})(?:\2(\d{2})(?:\.(\d+))?)?)?$/.exec(unpadded(text));
  return match ? timeFrom([match[1], match[3], match[4], match[5]]) : undefined;
}

const DATE_TIME =
  /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d+))?)?)?)?)?)?(?:([+-])(\d{2})(\d{2}))?$/;

function offsetFrom(sign: string, hours: string, minutes: string): number | undefined {
  const total = Number(hours) * 60 + Number(minutes);
  const offset = sign === '-' ? -total : total;
  // PS3.5 Table 6.2-1, DT: the offset is within -1200 and +1400.
  return Number(minutes) > 59 || offset < -720 || offset > 840 ? undefined : offset + 0;
}

/**
 * Parses a DT value of any precision, `yyyy[mm[dd[hh[mm[ss[.f…]]]]]][&zzxx]`. Components not given are the lowest.
 * @returns undefined when empty, malformed, a range, or no moment of the calendar.
 */
export function parseDateTime(text: string): DateTime | undefined {
  const match = DATE_TIME.exec(unpadded(text));
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, sign, zoneHours, zoneMinutes] = match;
  const date = { year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) };
  const time = timeFrom([hour ?? '00', minute, second, fraction]);
  if (!time || !isCivil(date)) return undefined;
  const dated = day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  const precision = hour !== undefined ? time.precision : dated;
  if (sign === undefined) return { ...date, ...time, precision };
  const offsetMinutes = offsetFrom(sign, zoneHours ?? '', zoneMinutes ?? '');
  return offsetMinutes === undefined ? undefined : { ...date, ...time, precision, offsetMinutes };
}

/**
 * Days from 1970-01-01 to a date of the proleptic Gregorian calendar, negative before it.
 * Method: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
export function daysFromCivil({ year, month, day }: CivilDate): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/**
 * The date of the proleptic Gregorian calendar that is so many days after 1970-01-01: what {@link daysFromCivil} undoes.
 * Method: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
 * @param days whole days
 */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Seconds since midnight, with the fraction. */
export function timeToSeconds(time: Omit<TimeOfDay, 'precision'>): number {
  return time.hour * 3600 + time.minute * 60 + time.second + time.microsecond / 1e6;
}

/**
 * Seconds since 1970-01-01T00:00:00 UTC; the host's zone plays no part. A value without an offset is taken to stand
 * in `defaultOffsetMinutes` (Timezone Offset From UTC (0008,0201), or 0: then only differences mean anything).
 */
export function dateTimeToEpochSeconds(value: DateTime, defaultOffsetMinutes = 0): number {
  const offset = value.offsetMinutes ?? defaultOffsetMinutes;
  return daysFromCivil(value) * 86400 + timeToSeconds(value) - offset * 60;
}
