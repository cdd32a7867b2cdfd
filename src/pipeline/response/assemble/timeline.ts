import type { Observation, VisitFact } from '../observation.js';
import { type BaselineClaims, baselineAt, claimsOf } from './baseline.js';
import { type ClockOrigin, daysBetween, epochDay, originOf, plainDay } from './days.js';
import { areOrdered, inTime, type PlacedVisit, placed } from './order-visits.js';
import { isOf, type SubjectRows } from './subjects.js';
import { distinct, listed, places, type Telling } from './telling.js';
import { keysOfLine, keysOfRow, VisitIndex } from './visit-index.js';

/** A visit of a subject in the order of time. */
export interface TimelineVisit {
  readonly name: string;
  /** Days since baseline; null where not known. */
  readonly day: number | null;
  /** YYYY-MM-DD; null where not known. */
  readonly date: string | null;
  /** Lines of `--visits` that are of this visit. */
  readonly lines: readonly VisitFact[];
}

/** The visits of a subject, which all its readers share. */
export interface Timeline {
  /** Baseline is the first. */
  readonly visits: readonly TimelineVisit[];
  /** Index of the visit that a row is of; `early`: of one before baseline; undefined: of none. */
  readonly indexOf: (row: Observation) => number | 'early' | undefined;
  /** Days from baseline; null where not known. */
  readonly treatmentStartDay: number | null;
  readonly deathDay: number | null;
}

/** Puts the visits of a subject in the order of time, baseline first. What is before a stated baseline is left out, and told. */
export function timelineOf(rows: SubjectRows): Timeline {
  const { readings, facts, telling } = rows;
  // A line of a reader who is not there is told as unused, and orders nothing.
  const visitFacts = rows.visitFacts.filter((line) => rows.readers.some((reader) => isOf(reader, line)));
  const lines = visitFacts.filter(({ kind }) => !isEvent(kind));
  const index = indexOf(rows, lines);
  const origin = originOf([...readings, ...facts, ...visitFacts].flatMap(({ day }) => day ?? []));
  const known = inTime(
    index.all.map((visit) => placed(visit, origin, telling)),
    telling,
  );
  const keyed = lines.map((line) => ({ line, kind: line.kind, key: index.keyOf(keysOfLine(line)) }));
  const claims = [...readings, ...facts].map((row) => ({
    isBaseline: row.isBaseline,
    key: row.isBaseline === null ? undefined : index.keyOf(keysOfRow(row)),
  }));
  const { order, start } = fromBaseline(known, claimsOf(claims, keyed), telling);
  const dayed = namedVisits(order, start, telling);
  const visits = dayed.map(({ key, ...visit }) => ({
    ...visit,
    lines: keyed.filter((one) => one.key === key).map(({ line }) => line),
  }));
  tellEarly(visits.slice(0, start), visits[start]?.name ?? '', telling);
  const position = new Map(dayed.map(({ key }, i) => [key, i < start ? ('early' as const) : i - start]));
  const events = { visitFacts, baseline: order[start], origin, telling };
  return {
    visits: visits.slice(start),
    indexOf: (row) => position.get(index.keyOf(keysOfRow(row)) ?? ''),
    treatmentStartDay: eventDay('treatment-start', events),
    deathDay: eventDay('death', events),
  };
}

/** The visits, and the index of baseline among them. Where nothing tells their order, none is before baseline. */
function fromBaseline(visits: readonly PlacedVisit[], claims: BaselineClaims, telling: Telling) {
  const start = baselineAt(visits, claims, telling);
  if (areOrdered(visits)) return { order: visits, start };
  const others = visits.filter((_, i) => i !== start);
  return { order: [...visits.slice(start, start + 1), ...others], start: 0 };
}

function isEvent(kind: VisitFact['kind']): boolean {
  return kind === 'death' || kind === 'treatment-start';
}

/** Facts of a lesion make no visit of their own, but may name one, or tell when it was. */
function indexOf({ readings, facts, telling }: SubjectRows, lines: readonly VisitFact[]): VisitIndex {
  const known = [...readings.map(keysOfRow), ...lines.map(keysOfLine)];
  const names = new Set(known.flatMap(({ visit }) => visit ?? []));
  const studies = new Set(known.flatMap(({ studyUID }) => studyUID ?? []));
  const of = facts
    .map(keysOfRow)
    .filter(({ visit, studyUID }) => names.has(visit ?? '') || studies.has(studyUID ?? ''));
  return new VisitIndex([...known, ...of], telling);
}

interface NamedVisit extends Omit<TimelineVisit, 'lines'> {
  readonly key: string;
}

/** A visit without a name is called by its day since baseline: never by its date, which may identify. */
function namedVisits(order: readonly PlacedVisit[], start: number, telling: Telling): readonly NamedVisit[] {
  const baseline = order[start];
  const taken = new Set(order.flatMap(({ name }) => name ?? []));
  const visits = order.map((visit) => {
    const { key, date, called } = visit;
    const day = baseline ? daysBetween(baseline, visit) : null;
    const plain = visit.name ?? (day === null ? called : `day ${day}`);
    let name = plain;
    for (let n = 2; visit.name === null && taken.has(name); n++) name = `${plain} (${n})`;
    taken.add(name);
    return { key, date, name, day };
  });
  const known = visits.filter(({ day }) => day !== null);
  // An order that nobody knows cannot be another one: that it is not known is told.
  if (areOrdered(order) && known.some(({ day }, i) => (day ?? 0) < (known[i - 1]?.day ?? day ?? 0))) {
    const detail = 'dates of some visits and days of others give another order than that of the visits';
    telling.block({ code: 'visits-out-of-order', detail });
  }
  return visits;
}

function tellEarly(early: readonly TimelineVisit[], baseline: string, telling: Telling): void {
  if (early.length === 0) return;
  const detail = `before the stated baseline, ${baseline}, and left out: ${listed(early.map(({ name }) => name))}`;
  const isFollowUp = early.some(({ lines }) => lines.some(({ kind }) => kind === 'follow-up'));
  // A screening visit may well lie there; one that is stated to be a follow-up may not.
  if (isFollowUp) telling.block({ code: 'visits-out-of-order', detail });
  else telling.tell({ code: 'before-baseline', detail });
}

interface EventContext {
  readonly visitFacts: readonly VisitFact[];
  readonly baseline: PlacedVisit | undefined;
  readonly origin: ClockOrigin;
  readonly telling: Telling;
}

/** Days from baseline to death or to the start of treatment. */
function eventDay(kind: 'death' | 'treatment-start', context: EventContext): number | null {
  const { visitFacts, baseline, origin, telling } = context;
  const events = visitFacts.filter((line) => line.kind === kind);
  const what = kind === 'death' ? 'death' : 'start of treatment';
  const days = events.map(({ date, day }) => {
    const epoch = date === null ? null : epochDay(date.trim());
    return baseline
      ? daysBetween(baseline, { epoch, day: day === null ? null : plainDay(day, origin) })
      : null;
  });
  const known = distinct(days);
  if (known.length > 1) {
    const detail = `several days of the ${what}: ${places(events)}`;
    telling.block({ code: 'facts-conflict', detail, actual: known.map((day) => `day ${day}`).join(', ') });
  } else if (days.includes(null)) {
    const detail = `the ${what} cannot be counted from baseline`;
    const expected = 'a date of both, or a day of both';
    telling.tell({ code: 'visits-unordered', detail, expected });
  }
  return known.length === 1 ? (known[0] ?? null) : null;
}
