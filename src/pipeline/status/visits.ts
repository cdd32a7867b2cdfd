import { needsPerson, type WorkItem } from '../../identity/ledger/work-items.js';
import { dueVisits } from '../../identity/visits/due-visits.js';
import type { DueVisit, SubjectProgress } from '../../identity/visits/visit-plan.js';
import type { StatusVisitRow, VisitState } from '../../report/ledger-sections.js';
import { earliest, hoursBetween, latest } from './clock.js';
import { type Course, coursesOf } from './courses.js';
import type { StatusFacts, StudyFacts, SubjectFacts } from './facts.js';
import type { Occasion } from './occasions.js';

/** A visit with its row. */
export interface VisitStanding {
  readonly occasion: Occasion;
  readonly row: StatusVisitRow;
  /** Where it did not come though its target day, or its window, has passed. */
  readonly due: DueVisit | undefined;
  /** Where parts of its studies are through, and others are not: how many instances came, and how many are through. */
  readonly unfinished: Course['unfinished'] | undefined;
}

/**
 * Where each visit stands. What waits for a person or for the site comes before everything else. A study of which a
 * person rejected anything is refused until it comes anew as a whole, with other files, and so are all that a visit had
 * when something of the visit as such was rejected; a visit is rejected when all its studies are, and has
 * passed when all others have been through the pipeline.
 */
export function visitStandings(facts: StatusFacts, occasions: readonly Occasion[]): VisitStanding[] {
  const dueOf = dueBySubject(facts);
  const courseOf = coursesOf(facts);
  const decisions = lastDecisions(facts);
  return occasions.map((occasion) => {
    const due = dueOf(occasion);
    const refused = refusedStudies(occasion, courseOf, decisions);
    const counted = occasion.studies.filter(({ studyUID }) => !refused.has(studyUID));
    const throughAt = throughOf(counted.map(({ studyUID }) => courseOf(studyUID)));
    const state = stateOf(occasion, { due, isRefused: counted.length === 0, isThrough: throughAt !== null });
    const first = counted[0] ?? occasion.studies[0];
    const { subject, visit, targetDay, studies, items } = occasion;
    return {
      occasion,
      due: state === 'overdue' || state === 'missed' ? due : undefined,
      unfinished:
        state === 'received'
          ? counted.flatMap(({ studyUID }) => courseOf(studyUID).unfinished ?? [])[0]
          : undefined,
      row: {
        ...{ site: subject.site, subject: subject.id, visit, state, targetDay },
        actualDay: first?.offsetDays ?? null,
        timing: first?.timing ?? null,
        studies: studies.length,
        series: studies.reduce((sum, study) => sum + seriesIn(study), 0),
        ...timesOf(occasion, courseOf, state === 'passed' ? throughAt : null),
        openItems: items.filter(needsPerson).length,
      },
    };
  });
}

type Times = Pick<StatusVisitRow, 'receivedAt' | 'releasedAt' | 'passedAt' | 'turnaroundHours'>;

/** @param throughAt of a visit that passed, null of any other */
function timesOf(
  { studies, items }: Occasion,
  courseOf: (studyUID: string) => Course,
  throughAt: string | null,
): Times {
  const courses = studies.map(({ studyUID }) => courseOf(studyUID));
  const firstReceivedAt = earliest(courses.map((course) => course.firstReceivedAt));
  const passedAt =
    throughAt === null ? null : latest([throughAt, ...items.map(({ decided }) => decided?.at)]);
  return {
    receivedAt: latest(courses.map((course) => course.receivedAt)),
    releasedAt: latest(courses.map((course) => course.releasedAt)),
    passedAt,
    turnaroundHours:
      passedAt === null || firstReceivedAt === null ? null : hoursBetween(firstReceivedAt, passedAt),
  };
}

interface Standing {
  readonly due: DueVisit | undefined;
  /** No study counts. */
  readonly isRefused: boolean;
  readonly isThrough: boolean;
}

function stateOf({ subject, visit, studies, items }: Occasion, standing: Standing): VisitState {
  if (items.some(needsPerson)) return 'needs-person';
  if (items.some(({ state }) => state === 'queried')) return 'queried';
  if (studies.length > 0) {
    if (standing.isRefused) return 'rejected';
    return standing.isThrough ? 'passed' : 'received';
  }
  if (Object.hasOwn(subject.excused, visit)) return 'excused';
  return standing.due?.state ?? 'expected';
}

/** When the last of them was through; null while one is not, or where all of them are held. */
function throughOf(courses: readonly Course[]): string | null {
  // Of a visit that is held altogether nothing was checked, whatever a person said to the quarantine.
  if (courses.every(({ isHeld }) => isHeld)) return null;
  const moments = courses.map(({ throughAt }) => throughAt);
  return moments.includes(null) ? null : latest(moments);
}

/** Numbers of the last decision on each item. */
function lastDecisions({ events }: Pick<StatusFacts, 'events'>): ReadonlyMap<string, number> {
  // That a file was let go is no decision on what else was said of it.
  const decided = events.filter(({ kind }) => kind !== 'released');
  return new Map(decided.flatMap(({ item, id }) => (item === undefined ? [] : [[item, id] as const])));
}

/** Studies of which something was rejected, or of whose visit, and that have not come anew since. */
function refusedStudies(
  { items, studies }: Occasion,
  courseOf: (studyUID: string) => Course,
  decisions: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const refusals = items.filter(({ state }) => state === 'rejected');
  const isRefused = (uid: string, { id, studyUID, decided }: WorkItem): boolean => {
    const { lastChange, firstReceivedAt } = courseOf(uid);
    if ((decisions.get(id) ?? Number.POSITIVE_INFINITY) <= lastChange) return false;
    if (studyUID !== undefined) return studyUID === uid;
    // Of the visit as such: what came later, nobody has refused.
    return !(decided && firstReceivedAt && Date.parse(firstReceivedAt) > Date.parse(decided.at));
  };
  const refused = studies.filter(({ studyUID }) => refusals.some((item) => isRefused(studyUID, item)));
  return new Set(refused.map(({ studyUID }) => studyUID));
}

function dueBySubject({
  subjects,
  schedule,
  day,
}: StatusFacts): (occasion: Occasion) => DueVisit | undefined {
  const baseline = schedule.find((visit) => visit.baseline)?.id;
  const active = subjects.filter(({ kind, status }) => kind === 'subject' && status === 'active');
  const due = dueVisits(
    schedule,
    active.map((subject) => progressOf(subject, baseline)),
    day,
  );
  const known = new Map(due.map((visit) => [JSON.stringify([visit.subject, visit.visit]), visit]));
  return ({ subject, visit }) => known.get(JSON.stringify([subject.id, visit]));
}

function progressOf(
  { id, site, studies, excused }: SubjectFacts,
  baseline: string | undefined,
): SubjectProgress {
  return {
    subject: id,
    site,
    baselineDay: studies.find(({ visit }) => visit !== null && visit === baseline)?.day,
    done: studies.flatMap(({ visit }) => visit ?? []),
    excused,
  };
}

function seriesIn({ seriesByModality = {} }: StudyFacts): number {
  return Object.values(seriesByModality).reduce((sum, count) => sum + count, 0);
}
