import { type ClockOrigin, epochDay, plainDay } from './days.js';
import { distinct, listed, type Telling } from './telling.js';
import type { KnownVisit } from './visit-index.js';

/** A visit with when it was, by each of the clocks that it is given by. */
export interface PlacedVisit {
  readonly key: string;
  /** As stated; null where it has no name. */
  readonly name: string | null;
  /** For people, before it has a name; never a date, which may identify. */
  readonly called: string;
  /** YYYY-MM-DD, the earliest. */
  readonly date: string | null;
  /** Days since 1970-01-01. */
  readonly epoch: number | null;
  /** Days of the source's own origin, without a gap. */
  readonly day: number | null;
  readonly number: number | null;
}

const CLOCKS = ['epoch', 'day', 'number'] as const;

/**
 * Images of one visit may be made on several days. The visit is of the first of them if they lie no further apart than
 * this, days: longer than that and they may be two assessments. Longest window in which RECIST takes images for one
 * assessment: 4 weeks, of baseline (Eisenhauer 2009, 3.2.1).
 */
const LONGEST_VISIT_DAYS = 28;

/** When a visit was, by all that is said of it. */
export function placed(visit: KnownVisit, origin: ClockOrigin, telling: Telling): PlacedVisit {
  const { key, name, said } = visit;
  const numbers = [...said.number].map(Number).sort(ascending);
  const [study] = distinct([...said.studyUID]);
  const called = name ?? (numbers.length > 0 ? `visit ${numbers[0]}` : (study ?? 'a visit without a name'));
  const dates = [...said.date].sort();
  const epochs = dates.map(epochDay);
  const days = [...said.day].map((day) => plainDay(Number(day), origin)).sort(ascending);
  const ambiguous = (detail: string): void =>
    telling.block({ code: 'visit-ambiguous', visit: called, detail });
  if (epochs.includes(null)) ambiguous('a date of it is no day of the calendar');
  const known = epochs.filter((epoch) => epoch !== null).sort(ascending);
  for (const times of [known, days]) {
    const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
    if (span <= LONGEST_VISIT_DAYS) continue;
    ambiguous(`its images lie ${span} days apart, more than ${LONGEST_VISIT_DAYS}: one visit or two`);
  }
  if (numbers.length > 1) ambiguous(`it has the numbers ${listed(numbers.map(String))}`);
  const date = dates.find((one) => epochDay(one) !== null) ?? null;
  const [epoch = null, day = null, number = null] = [known[0], days[0], numbers[0]];
  return { key, name, called, date, epoch, day, number };
}

/**
 * Visits in the order of time: by date where all have one, else by day, else by number. Where they have none of them in
 * common, or two cannot be told apart, or two clocks disagree, that is told and blocks the subject.
 */
export function inTime(visits: readonly PlacedVisit[], telling: Telling): readonly PlacedVisit[] {
  const clock = commonClock(visits);
  if (!areOrdered(visits)) {
    tellUnordered(visits, telling);
    return visits;
  }
  const order = [clock ?? 'epoch', ...CLOCKS.filter((one) => one !== clock)] as const;
  const sorted = visits.toSorted(
    (a, b) => order.map((by) => between(a, b, by)).find((sign) => sign !== 0) ?? 0,
  );
  sorted.forEach((visit, i) => {
    const before = sorted[i - 1];
    if (!before || order.some((by) => between(before, visit, by) !== 0)) return;
    const detail = `${before.called} and ${visit.called} are at one time: number them, or make them one visit`;
    telling.block({ code: 'visits-unordered', detail });
  });
  for (const by of order.slice(1)) tellDisorder(sorted, by, telling);
  return sorted;
}

/** Whether something tells the order of visits: one visit, or a clock that all of them have. */
export function areOrdered(visits: readonly PlacedVisit[]): boolean {
  return visits.length < 2 || commonClock(visits) !== undefined;
}

function commonClock(visits: readonly PlacedVisit[]): (typeof CLOCKS)[number] | undefined {
  return CLOCKS.find((one) => visits.every((visit) => visit[one] !== null));
}

function tellUnordered(visits: readonly PlacedVisit[], telling: Telling): void {
  const dateless = visits.filter(({ epoch }) => epoch === null).map(({ called }) => called);
  const detail = `no date of ${listed(dateless)}, and no day or number that all visits have`;
  telling.block({ code: 'visits-unordered', detail, expected: 'a date, a day or a number of every visit' });
}

function tellDisorder(sorted: readonly PlacedVisit[], by: (typeof CLOCKS)[number], telling: Telling): void {
  const known = sorted.filter((visit) => visit[by] !== null);
  known.forEach((visit, i) => {
    const before = known[i - 1];
    if (!before || between(before, visit, by) <= 0) return;
    const what = { epoch: 'dates', day: 'days', number: 'numbers' }[by];
    const detail = `${before.called} comes before ${visit.called}, but not by their ${what}`;
    telling.block({ code: 'visits-out-of-order', detail });
  });
}

/** Negative: a first; 0: the same, or not known of both. */
function between(a: PlacedVisit, b: PlacedVisit, by: (typeof CLOCKS)[number]): number {
  const [left, right] = [a[by], b[by]];
  return left === null || right === null ? 0 : left - right;
}

function ascending(a: number, b: number): number {
  return a - b;
}
