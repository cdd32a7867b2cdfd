import { civilFromDays, daysFromCivil, parseDate } from '../dicom/values/dates.js';

/** A DA value as a day number; undefined when absent or malformed. */
export function dayOf(date: string): number | undefined {
  const civil = parseDate(date);
  return civil && daysFromCivil(civil);
}

/** A day number as YYYY-MM-DD. */
export function dateOf(dayNumber: number): string {
  const { year, month, day } = civilFromDays(dayNumber);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** The smallest of the day numbers that are known. */
export function firstDay(days: Iterable<number | undefined>): number | undefined {
  let first: number | undefined;
  for (const day of days) if (day !== undefined && (first === undefined || day < first)) first = day;
  return first;
}

/** Days since `origin`; null where either is unknown. Offsets instead of dates keep a report free of dates. */
export function daysSince(origin: number | undefined, day: number | undefined): number | null {
  return origin === undefined || day === undefined ? null : day - origin;
}
