import { groupBy } from '../../findings/group-by.js';
import { needsPerson, type WorkItem } from '../../identity/ledger/work-items.js';
import type { StatusFacts, StudyFacts, SubjectFacts } from './facts.js';
import { isWanted, type Place, Places, UNSCHEDULED } from './places.js';

/** An item with whose it is. */
export interface PlacedItem {
  readonly item: WorkItem;
  readonly place: Place;
}

/** A visit of a subject, whether it came or not, with everything that is of it. */
export interface Occasion {
  readonly subject: SubjectFacts;
  /** Visit ID, or `unscheduled`. */
  readonly visit: string;
  /** Of the schedule: days from the baseline; null for what is not in it. */
  readonly targetDay: number | null;
  readonly studies: readonly StudyFacts[];
  readonly items: readonly WorkItem[];
}

/** Items that still stand, with whose they are: those that are asked for, in the order of their IDs. */
export function placedItems(facts: StatusFacts): PlacedItem[] {
  const places = new Places(facts);
  return facts.items
    .filter(({ state }) => state !== 'superseded')
    .map((item) => ({ item, place: places.of(item) }))
    .filter(({ place }) => isWanted(facts.filter, place));
}

/**
 * The visits that are asked for, by subject, and of each in the order of the schedule: those of the schedule, then those
 * that it no longer has, then each day with studies that are at no visit. A subject who left the trial has those that
 * came; a subject who was corrected away, and a phantom, have none.
 */
export function occasionsOf(facts: StatusFacts, items: readonly PlacedItem[]): Occasion[] {
  const bySubject = groupBy(items, ({ place }) => place.subject?.row);
  return facts.subjects
    .filter(({ kind, status }) => kind === 'subject' && status !== 'retired')
    .flatMap((subject) => ofSubject(facts, subject, bySubject.get(subject.row) ?? []))
    .filter(({ subject, visit }) => isWanted(facts.filter, { site: subject.site, subject, visit }));
}

function ofSubject(
  { schedule }: StatusFacts,
  subject: SubjectFacts,
  items: readonly PlacedItem[],
): Occasion[] {
  const { studies } = subject;
  const scheduled = new Set(schedule.map(({ id }) => id));
  const others = [...studies.flatMap(({ visit }) => visit ?? []), ...items.flatMap(visitOfItem)];
  const further = new Set(others.filter((id) => !scheduled.has(id)));
  const days = new Set(studies.flatMap(({ visit, day }) => (visit === null ? [day] : [])));
  const visits = [
    ...schedule.map(({ id, targetDay }) => ({ id, targetDay })),
    ...[...further].map((id) => ({ id, targetDay: null })),
  ].map(({ id, targetDay }) => ({
    ...{ subject, visit: id, targetDay },
    studies: studies.filter(({ visit }) => visit === id),
    items: items.filter(({ place }) => place.visit === id && place.study?.visit !== null).map(itemOf),
  }));
  const unscheduled = [...days].map((day) => ({
    ...{ subject, visit: UNSCHEDULED, targetDay: null },
    studies: studies.filter((study) => study.visit === null && study.day === day),
    items: items.filter(({ place: { study } }) => study?.visit === null && study.day === day).map(itemOf),
  }));
  const isThere = ({ studies: came, items: open }: Occasion) => came.length > 0 || open.some(waits);
  return [...visits, ...unscheduled].filter(
    (occasion) => subject.status !== 'withdrawn' || isThere(occasion),
  );
}

function itemOf({ item }: PlacedItem): WorkItem {
  return item;
}

/** Visits that items which wait name of studies that the crosswalk does not have. */
function visitOfItem({ item, place: { visit, study } }: PlacedItem): string[] {
  return visit === null || study || !waits(item) ? [] : [visit];
}

/** Whether something is to come yet: of a person, or of the site. */
function waits(item: WorkItem): boolean {
  return needsPerson(item) || item.state === 'queried';
}
