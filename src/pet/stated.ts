import type { Dataset } from '../dicom/dataset.js';
import type { Element } from '../dicom/element.js';
import { daysFromCivil, parseDate, parseDateTime, parseTime, timeToSeconds } from '../dicom/values/dates.js';
import { VR, type Vr } from '../dicom/vr.js';

/** What an attribute states, or why it states nothing. Plain data. */
export type Stated<T> =
  | { readonly state: 'value'; readonly value: T }
  | { readonly state: 'absent' | 'empty' | 'unreadable' };

/** A day and a time of day by the scanner's clock; either may be unstated. */
export interface Clock {
  /** Days since 1970-01-01. Only differences mean anything: de-identification shifts dates. */
  readonly day: Stated<number>;
  /** Seconds since midnight. */
  readonly second: Stated<number>;
}

/** An attribute that is not there. */
export const ABSENT = { state: 'absent' } as const;
const EMPTY = { state: 'empty' } as const;
const UNREADABLE = { state: 'unreadable' } as const;

/** Neither day nor time. */
export const NO_CLOCK: Clock = { day: ABSENT, second: ABSENT };

/** The value, if one is stated. */
export function givenValue<T>(stated: Stated<T>): T | undefined {
  return stated.state === 'value' ? stated.value : undefined;
}

/** What a function makes of a stated value; `unreadable` where it makes nothing of it. */
export function mapStated<T, U>(stated: Stated<T>, map: (value: T) => U | undefined): Stated<U> {
  if (stated.state !== 'value') return stated;
  const value = map(stated.value);
  return value === undefined ? UNREADABLE : { state: 'value', value };
}

/** The first value of an element as text. */
export function statedText(element: Element | undefined): Stated<string> {
  if (!element) return ABSENT;
  if (element.length === 0) return EMPTY;
  const text = element.firstString()?.trim();
  if (text === undefined) return UNREADABLE;
  return text === '' ? EMPTY : { state: 'value', value: text };
}

/** All values of an element as text. */
export function statedTexts(element: Element | undefined): Stated<readonly string[]> {
  const first = statedText(element);
  if (!element || first.state === 'absent' || first.state === 'unreadable') return first as Stated<never>;
  const value = element.strings().map((text) => text.trim());
  return value.every((text) => text === '') ? EMPTY : { state: 'value', value };
}

/** The first value of an element as a finite number. */
export function statedNumber(element: Element | undefined): Stated<number> {
  if (!element) return ABSENT;
  const value = element.numbers()[0];
  if (value !== undefined) return Number.isFinite(value) ? { state: 'value', value } : UNREADABLE;
  return element.length === 0 || statedText(element).state === 'empty' ? EMPTY : UNREADABLE;
}

/** DA as days since 1970-01-01. */
export function statedDay(element: Element | undefined): Stated<number> {
  return mapStated(statedText(element), (text) => {
    const date = parseDate(text);
    return date && daysFromCivil(date);
  });
}

/** TM as seconds since midnight. */
export function statedSecond(element: Element | undefined): Stated<number> {
  return mapStated(statedText(element), (text) => {
    const time = parseTime(text);
    return time && timeToSeconds(time);
  });
}

/**
 * DT as a day and a time of day. The offset from UTC plays no part: what is compared is the scanner's own clock, and
 * Timezone Offset From UTC (0008,0201) does not outlast de-identification. A DT without hours has no time of day.
 */
export function statedClock(element: Element | undefined): Clock {
  const text = statedText(element);
  const parsed = mapStated(text, parseDateTime);
  const day = mapStated(parsed, (value) =>
    value.precision === 'year' || value.precision === 'month' ? undefined : daysFromCivil(value),
  );
  const isDated = givenValue(parsed)?.precision === 'day';
  return { day, second: isDated ? ABSENT : mapStated(day.state === 'value' ? parsed : day, timeToSeconds) };
}

/** A private element, read with its published VR where the file does not say. */
export function privateValue(
  levels: readonly Dataset[],
  creator: string,
  { group, element, vr }: { readonly group: number; readonly element: number; readonly vr: Vr },
): Element | undefined {
  for (const level of levels) {
    const found = level.privateElement(creator, group, element);
    if (found) return found.vr === VR.UN ? found.readAs(vr) : found;
  }
  return undefined;
}
