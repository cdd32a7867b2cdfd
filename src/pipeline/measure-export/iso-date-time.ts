import { parseDate, parseDateTime } from '../../dicom/values/dates.js';

/**
 * A DICOM date and time (DT), or what is ISO 8601 already, as ISO 8601 to the precision that is stated; null where it is
 * neither.
 */
export function isoDateTime(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  if (/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return text;
  if (!parseDateTime(text)) return null;
  const [, year, month, day, hour, minute, second, fraction, sign, zoneHour, zoneMinute] =
    /^(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\.\d{1,6})?(?:([+-])(\d{2})(\d{2}))?$/.exec(text) ?? [];
  if (year === undefined) return null;
  const date = [year, month, day].filter((part) => part !== undefined).join('-');
  if (hour === undefined) return date;
  const time = `${hour}:${minute ?? '00'}${second === undefined ? '' : `:${second}${fraction ?? ''}`}`;
  const zone = sign === undefined ? '' : `${sign}${zoneHour}:${zoneMinute}`;
  return `${date}T${time}${zone}`;
}

/** A DICOM date (DA) as ISO 8601; null where it is none. */
export function isoDate(text: string): string | null {
  const date = parseDate(text);
  if (!date) return null;
  const digits = (value: number, count: number): string => String(value).padStart(count, '0');
  return `${digits(date.year, 4)}-${digits(date.month, 2)}-${digits(date.day, 2)}`;
}
