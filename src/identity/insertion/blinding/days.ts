import { daysFromCivil, parseDate, parseDateTime } from '../../../dicom/values/dates.js';

/** The day that every blinded study took place on. */
const BLINDED_DAY = daysFromCivil({ year: 1900, month: 1, day: 1 });
/** Longer intervals are those between visits. */
const LONGEST_DAYS = 7;
const DAY_MINUTES = 1440;

/** DT: the day and the time to the minute, what is finer, and the offset from UTC. PS3.5 table 6.2-1. */
const PARTS = /^(\d{8})(\d{2})?(\d{2})?(\d{2}(?:\.\d{1,6})?)?([+-]\d{4})?$/;

/** Where the dates of a file are moved from. */
export interface StudyDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Timezone Offset From UTC (0008,0201), in minutes; undefined where the file has none. */
  readonly zoneMinutes: number | undefined;
}

/**
 * A date moved so that the study's day becomes 1900-01-01. What lies more than a week from it would tell the interval
 * to another visit, and is said to be of that day; so is what is no date.
 */
export function movedDate(text: string, study: StudyDay): string {
  const date = parseDate(text);
  const days = date ? daysFromCivil(date) - study.day : 0;
  return dayText(Math.abs(days) <= LONGEST_DAYS ? days : 0);
}

/**
 * A date and time moved as {@link movedDate}, its time of day and what is finer kept, since uptake and decay are reckoned
 * from them. An offset from UTC is taken off, for it tells place and season: times are told by the clock of the study,
 * whose own offset is that of the file.
 * @returns undefined for what is no moment, is not told to the day, or lies more than a week from the study
 */
export function movedDateTime(text: string, study: StudyDay): string | undefined {
  const moment = parseDateTime(text);
  const parts = PARTS.exec(text.trim());
  if (!moment || !parts) return undefined;
  const [, , hour, minute, rest = ''] = parts;
  const own = moment.offsetMinutes;
  const shift = minute !== undefined && own !== undefined ? (study.zoneMinutes ?? own) - own : 0;
  const total = daysFromCivil(moment) * DAY_MINUTES + moment.hour * 60 + moment.minute + shift;
  const days = Math.floor(total / DAY_MINUTES) - study.day;
  if (Math.abs(days) > LONGEST_DAYS) return undefined;
  const ofDay = total - (days + study.day) * DAY_MINUTES;
  const time = [Math.floor(ofDay / 60), ofDay % 60].map((part) => String(part).padStart(2, '0'));
  const kept = minute !== undefined ? time : time.slice(0, hour === undefined ? 0 : 1);
  return dayText(days) + kept.join('') + rest;
}

/** Minutes of an offset as `+0130`; undefined for anything else. PS3.3 C.12.1.1.8. */
export function zoneMinutes(text: string): number | undefined {
  const match = /^([+-])(\d{2})(\d{2})$/.exec(text.trim());
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

/** DA of a day so many days after the blinded one. */
export function dayText(days: number): string {
  const iso = new Date((BLINDED_DAY + days) * 86_400_000).toISOString();
  return iso.slice(0, 10).replaceAll('-', '');
}
