import { groupBy } from '../../../findings/group-by.js';
import type { Observation, VisitFact } from '../observation.js';
import { distinct, listed, lookOf, places, Telling, trimmed } from './telling.js';
import { saysVisit } from './visit-index.js';

/** The reader of rows that name none. */
const UNSTATED = 'unstated';

/** All that is said of a subject. */
export interface SubjectRows {
  readonly subject: string;
  readonly site: string | null;
  /** In byte order. */
  readonly readers: readonly string[];
  /** Rows of measurements, and facts that are readings of their own right. */
  readonly readings: readonly Observation[];
  /** The other facts. */
  readonly facts: readonly Observation[];
  readonly visitFacts: readonly VisitFact[];
  readonly telling: Telling;
}

/** Whether a fact says what a lesion is like at one visit, so that it is a reading as a row of measurements is. */
export function isReading(said: Observation): boolean {
  if (!said.isFact) return true;
  return saysState(said) && saysVisit(said);
}

/** Whether a length or a state is said. */
export function saysState({ value, recomputed, state, unknownState, mergedInto }: Observation): boolean {
  return [value, recomputed, state, unknownState, mergedInto].some((said) => said !== null);
}

/** The name of a row's reader. */
export function readerOf({ reader }: Observation): string {
  return trimmed(reader) ?? UNSTATED;
}

/** Whether a fact, or a line of `--visits`, is of a reader: of all where it names none. */
export function isOf(reader: string, said: { readonly reader: string | null }): boolean {
  const named = trimmed(said.reader);
  return named === null || named === reader;
}

/** What is said, by subject in byte order; rows without a subject are told of, and kept out. */
export function bySubject(
  observations: readonly Observation[],
  visits: readonly VisitFact[],
  telling: Telling,
): readonly SubjectRows[] {
  const rows = groupBy(observations, ({ subject }) => trimmed(subject));
  const unnamed = rows.get(null) ?? [];
  if (unnamed.length > 0) {
    telling.tell({
      code: 'subject-missing',
      detail: `without a subject, and left out: ${places(unnamed)}`,
      actual: `${unnamed.length}`,
    });
  }
  const lines = groupBy(visits, ({ subject }) => subject.trim());
  for (const [subject, unused] of lines) {
    if (!rows.has(subject)) tellUnknown(subject, unused, telling);
  }
  const subjects = distinct([...rows.keys()]);
  const alike = groupBy(subjects, lookOf);
  return subjects.map((subject) => {
    const made = subjectRows(subject, rows.get(subject) ?? [], lines.get(subject) ?? []);
    const same = alike.get(lookOf(subject)) ?? [];
    if (same.length > 1) {
      const detail = `${listed(same)} differ by case or by characters that nobody sees: they may be one subject`;
      made.telling.block({ code: 'facts-conflict', detail, actual: same.join(', ') });
    }
    return made;
  });
}

function tellUnknown(subject: string, unused: readonly VisitFact[], telling: Telling): void {
  const detail = `no row of measurements is of subject ${subject}: ${places(unused)}`;
  telling.tell({ code: 'fact-unused', detail });
}

function subjectRows(
  subject: string,
  said: readonly Observation[],
  visitFacts: readonly VisitFact[],
): SubjectRows {
  const telling = new Telling({ subject });
  const readings = said.filter(isReading);
  const facts = said.filter((one) => !isReading(one));
  // A fact that is a reading and names no reader is one of every reader: it makes none.
  const own = readings.filter((one) => !one.isFact || trimmed(one.reader) !== null);
  const readers = distinct(own.map(readerOf));
  const sites = distinct(said.map(({ site }) => trimmed(site)));
  if (sites.length > 1) {
    const detail = 'one subject at two sites: it may be two people';
    telling.block({ code: 'facts-conflict', detail, actual: sites.join(', ') });
  }
  const site = sites.length === 1 ? (sites[0] ?? null) : null;
  return { subject, site, readers, readings, facts, visitFacts, telling };
}
