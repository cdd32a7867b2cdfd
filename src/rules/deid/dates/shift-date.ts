import {
  type CivilDate,
  civilFromDays,
  daysFromCivil,
  parseDate,
  parseDateTime,
} from '../../../dicom/values/dates.js';
import { unpadded } from '../../../dicom/values/padding.js';
import { parseRange } from '../../../dicom/values/ranges.js';
import { isPlaceholderDate } from './placeholder-dates.js';

/** PS3.5 Table 6.2-1: a year has four digits. */
const LAST_YEAR = 9999;
/** How much of `yyyymmdd` a DT value of less than a day has. */
const TOLD = { year: 4, month: 6 } as const;

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}

function dayText({ year, month, day }: CivilDate, separator = ''): string {
  return [digits(year, 4), digits(month, 2), digits(day, 2)].join(separator);
}

/** The day so many days later; undefined for a placeholder, and for a year that four digits do not hold. */
function shifted(date: CivilDate, days: number): CivilDate | undefined {
  if (!Number.isSafeInteger(days)) throw new RangeError('dates are shifted by whole days');
  if (date.year < 1 || isPlaceholderDate(dayText(date))) return undefined;
  const moved = civilFromDays(daysFromCivil(date) + days);
  return moved.year < 1 || moved.year > LAST_YEAR ? undefined : moved;
}

/** A range of queries, PS3.4 C.2.2.2.5, both its ends shifted. */
function shiftRange(
  text: string,
  parse: (end: string) => unknown,
  shift: (end: string) => string | undefined,
): string | undefined {
  const range = parseRange(text, parse);
  if (!range) return undefined;
  const [from, to] = [range.from, range.to].map((end) => (end === undefined ? '' : shift(end)));
  return from === undefined || to === undefined ? undefined : `${from}-${to}`;
}

function shiftDay(text: string, days: number): string | undefined {
  const date = parseDate(text);
  const moved = date && shifted(date, days);
  // ACR-NEMA 2.0 wrote `yyyy.mm.dd`.
  return moved && dayText(moved, text.includes('.') ? '.' : '');
}

/**
 * A DA value, or a range of them, moved by whole days of the calendar; no clock or zone plays a part.
 * @param text one value, padding allowed; ACR-NEMA's `yyyy.mm.dd` keeps its form
 * @param days negative to move into the past
 * @returns undefined for what is no date (partial, malformed, not in the calendar), for a placeholder that would tell
 * the shift, and where the result is outside of the years 1 to 9999
 * @throws RangeError where `days` is no whole number
 */
export function shiftDate(text: string, days: number): string | undefined {
  return shiftDay(text, days) ?? shiftRange(text, parseDate, (end) => shiftDay(end, days));
}

function shiftMoment(text: string, days: number): string | undefined {
  const moment = parseDateTime(text);
  const moved = moment && shifted(moment, days);
  if (!moment || !moved) return undefined;
  const value = unpadded(text);
  const { precision } = moment;
  // Of a year or a month, the first day is moved, and what is told is as much as before.
  const told = precision === 'year' || precision === 'month' ? TOLD[precision] : 8;
  return dayText(moved).slice(0, told) + value.slice(told);
}

/**
 * A DT value, or a range of them, moved as {@link shiftDate} does. Time of day, fraction and offset from UTC stay as
 * they are written; of a value to the year or the month the first day is moved, and the precision stays.
 * @returns undefined as {@link shiftDate}
 */
export function shiftDateTime(text: string, days: number): string | undefined {
  return shiftMoment(text, days) ?? shiftRange(text, parseDateTime, (end) => shiftMoment(end, days));
}
