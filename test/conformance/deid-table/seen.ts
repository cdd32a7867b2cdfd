import type { Dataset } from '../../../src/dicom/dataset.js';
import type { Element } from '../../../src/dicom/element.js';
import { mappedUid, SHIFT_DAYS } from './deidentify.js';
import { HARMLESS, PLANTED, WELL_KNOWN } from './samples.js';
import { tagText } from './standard.js';

/** What values are, read off their bytes and characters alone. */

const latin1 = ({ bytes }: Element): string => Buffer.from(bytes).toString('latin1');
const valuesOf = (element: Element): string[] =>
  latin1(element)
    .replace(/[ \0]+$/, '')
    .split('\\')
    .map((value) => value.trim());

/** True for the very same bytes. */
export function isSame(before: Element, after: Element): boolean {
  return before.vrName === after.vrName && Buffer.compare(before.bytes, after.bytes) === 0;
}

/** True where every UID is another, but those that the standard has given out. */
export function isMapped(before: Element, after: Element): boolean {
  const wanted = valuesOf(before).map((uid) => (uid === WELL_KNOWN || uid === '' ? uid : mappedUid(uid)));
  return valuesOf(after).join('\\') === wanted.join('\\');
}

const DAY_MS = 86_400_000;

/** `yyyymmdd` so many days later, by another calendar than the program's. */
export function daysLater(day: string, days: number): string {
  const at = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)));
  return new Date(at + days * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
}

/** A date, or the date of a DT value of any precision; the day of a month and the month of a year are the first. */
function shifted(value: string): string {
  const told = Math.min(8, /^\d*/.exec(value)?.[0].length ?? 0);
  const day = value.slice(0, told).padEnd(6, '01').padEnd(8, '01');
  return daysLater(day, SHIFT_DAYS).slice(0, told) + value.slice(told);
}

/** True where every date moved by exactly the days, and all else of it stands. */
export function isShifted(before: Element, after: Element): boolean {
  return valuesOf(after).join('\\') === valuesOf(before).map(shifted).join('\\');
}

/** True where the planted word is gone and the rest is there; untouched where none was planted. */
export function isCleaned(before: Element, after: Element): boolean {
  if (!isPlanted(before)) return isSame(before, after);
  return !isPlanted(after) && latin1(after).includes(HARMLESS);
}

const isPlanted = (element: Element): boolean => latin1(element).toUpperCase().includes(PLANTED);

const TEXTS = new Set(['AE', 'CS', 'LO', 'LT', 'SH', 'ST', 'UC', 'UR', 'UT']);

/** True for a text that holds the planted name. */
export function isPlantedText(element: Element): boolean {
  return TEXTS.has(element.vrName) && isPlanted(element);
}

/** Forms of PS3.5 Table 6.2-1, of VRs that have one. */
const FORMS: Readonly<Record<string, RegExp>> = {
  AE: /^[\x20-\x5b\x5d-\x7e]{1,16}$/,
  AS: /^\d{3}[DWMY]$/,
  CS: /^[A-Z0-9_ ]{1,16}$/,
  DA: /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/,
  DS: /^[+-]?\d+(?:\.\d*)?$/,
  DT: /^\d{4}(?:\d{2}(?:\d{2}(?:\d{2}(?:\d{2}(?:\d{2}(?:\.\d{1,6})?)?)?)?)?)?(?:[+-]\d{4})?$/,
  IS: /^[+-]?\d{1,11}$/,
  LO: /^[\x20-\x5b\x5d-\x7e]{1,64}$/,
  PN: /^[\x20-\x5b\x5d-\x7e]{1,64}$/,
  SH: /^[\x20-\x5b\x5d-\x7e]{1,16}$/,
  TM: /^\d{2}(?:\d{2}(?:\d{2}(?:\.\d{1,6})?)?)?$/,
  UI: /^(?=.{1,64}$)(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/,
};
const SINGLE = new Set(['ST', 'LT', 'UT', 'UR', 'OB', 'OW', 'UN']);
/** Bytes a value of binary VRs. */
const WIDTHS: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, SL: 4, FL: 4, FD: 8, AT: 4, OW: 2 };

/** True where a value is of the form of its VR. */
export function conforms(element: Element): boolean {
  const { vrName, length } = element;
  if (length % 2 !== 0 || length % (WIDTHS[vrName] ?? 1) !== 0) return false;
  return valuesOf(element).every((value) => FORMS[vrName]?.test(value) ?? true);
}

/** True for a value that is there, that is of the form of its VR, and that shares none with what stood there. */
export function isDummy(before: Element, after: Element): boolean {
  if (after.length === 0 || after.vrName !== before.vrName || isPlanted(after) || !conforms(after))
    return false;
  if (SINGLE.has(before.vrName)) return !isSame(before, after);
  const old = new Set(valuesOf(before).filter((value) => value !== WELL_KNOWN));
  return valuesOf(after).every((value) => !old.has(value));
}

/** VRs of values that say nothing of a person and may stay in items that are a dummy. */
const TELL_NOTHING = new Set(['CS', 'IS', 'DS', 'US']);

/** What of an item that should be a dummy tells something still. */
export function dummyFaults(before: Dataset, after: Dataset): string[] {
  return before.elements().flatMap((element): string[] => {
    const now = after.element(element.tag);
    const name = tagText(element.tag);
    if (!now || TELL_NOTHING.has(element.vrName)) return [];
    const isOwnUid = element.vrName === 'UI' && isMapped(element, now);
    return isOwnUid || isDummy(element, now) ? [] : [`${name} inside is no dummy`];
  });
}
