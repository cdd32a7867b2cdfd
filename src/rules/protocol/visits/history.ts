import { groupBy } from '../../../findings/group-by.js';
import { ofThisProtocol, type VisitFacts } from './visit-facts.js';

/** The visits of one subject, first to last. */
export interface History {
  readonly visits: readonly VisitFacts[];
  /** False where nothing tells which of two visits of this delivery came first. */
  readonly ordered: boolean;
}

/**
 * Puts a subject's visits in order. Where all of them have a date, by that. Else, as reports do not show dates: the
 * visits of an earlier report in its order, and those of this delivery after them by date; one that was there already,
 * and was checked again, in its old place with its new values.
 * @param current of this delivery, of one subject
 * @param earlier of an earlier report, of the same subject
 */
export function historyOf(current: readonly VisitFacts[], earlier: readonly VisitFacts[]): History {
  const again = new Map(current.map((visit) => [visit.studyUID, visit]));
  const known = earlier.map((visit) => again.get(visit.studyUID) ?? visit);
  const knownUIDs = new Set(earlier.map(({ studyUID }) => studyUID));
  const added = current.filter(({ studyUID }) => !knownUIDs.has(studyUID));
  const all = [...known, ...added];
  if (isOrdered(all)) return { visits: inOrder(all), ordered: true };
  return { visits: [...known, ...inOrder(added)], ordered: isOrdered(added) };
}

function inOrder(visits: readonly VisitFacts[]): VisitFacts[] {
  return [...visits].sort((a, b) => (after(a, b) ? 1 : Number(after(b, a)) * -1));
}

/** Whether every visit is certainly before or after every other. */
function isOrdered(visits: readonly VisitFacts[]): boolean {
  return visits.every((a, i) => visits.slice(i + 1).every((b) => after(a, b) || after(b, a)));
}

/** Whether a visit is certainly later than another: a date without a time tells nothing within its day. */
function after({ at: a }: VisitFacts, { at: b }: VisitFacts): boolean {
  if (a === undefined || b === undefined) return false;
  const [day, otherDay] = [a.slice(0, 8), b.slice(0, 8)];
  if (day !== otherDay) return day > otherDay;
  return a.length === b.length && a > b;
}

/**
 * What a report holds of visits, so that the next run knows them all: those of the earlier report and those of this
 * delivery, subject by subject in order. What would tell the date goes unless identifying values were asked for.
 */
export function reportedVisits(
  current: readonly VisitFacts[],
  earlier: readonly VisitFacts[],
  identifiers: boolean,
): VisitFacts[] {
  const [known, own] = [bySubject(ofThisProtocol(earlier)), bySubject(current)];
  const subjects = new Set([...known.keys(), ...own.keys()]);
  return [...subjects].flatMap((subject) => {
    const { visits } = historyOf(own.get(subject) ?? [], known.get(subject) ?? []);
    return visits.map(({ study: _, patient: __, at, ...facts }) => ({
      ...facts,
      ...(identifiers && at !== undefined && { at }),
    }));
  });
}

/**
 * Whose visit it is: the subject, else within one delivery the patient as issuer and Patient ID tell; undefined where
 * neither is known.
 */
export function whoseVisit({ subject, patient }: VisitFacts): string | undefined {
  if (subject !== undefined) return `subject ${subject}`;
  return patient === undefined ? undefined : `patient ${patient}`;
}

/** Visits by {@link whoseVisit}, those of nobody known together. */
export function bySubject(
  visits: readonly VisitFacts[],
): ReadonlyMap<string | undefined, readonly VisitFacts[]> {
  return groupBy(visits, whoseVisit);
}
