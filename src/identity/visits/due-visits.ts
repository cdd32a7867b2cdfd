import type { Visit } from '../trial/trial.js';
import type { DueState, DueVisit, SubjectProgress } from './visit-plan.js';
import { windowOf } from './windows.js';

/** The worst first. */
const STATES: readonly DueState[] = ['missed', 'overdue', 'due'];

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compare(a: DueVisit, b: DueVisit): number {
  return (
    compareText(a.site, b.site) ||
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    a.targetDay - b.targetDay ||
    compareText(a.subject, b.subject)
  );
}

/** A visit that no study has, as it stands on a day; undefined before its window opens. */
function dueVisit(visit: Visit, subject: SubjectProgress, day: number): DueVisit | undefined {
  const { baselineDay, excused } = subject;
  if (baselineDay === undefined) return undefined;
  const { opens, closes } = windowOf(visit);
  const opensDay = baselineDay + opens;
  const targetDay = baselineDay + visit.targetDay;
  const closesDay = baselineDay + closes;
  if (day < opensDay) return undefined;
  const state = day > closesDay ? 'missed' : day > targetDay ? 'overdue' : 'due';
  const reason = Object.hasOwn(excused, visit.id) ? (excused[visit.id] ?? null) : null;
  const { site, subject: id } = subject;
  const name = visit.name ?? null;
  return { site, subject: id, visit: visit.id, name, state, opensDay, targetDay, closesDay, reason };
}

/**
 * Visits that are due, overdue or missed on a day, by site, state (missed, overdue, due), target day and subject.
 * A subject without a baseline has nothing due.
 * @param subjects those that are still in the trial
 * @param day whole days since 1970-01-01
 */
export function dueVisits(
  schedule: readonly Visit[],
  subjects: readonly SubjectProgress[],
  day: number,
): DueVisit[] {
  const due = subjects.flatMap((subject) =>
    schedule
      // Days are counted from the baseline, so that a subject who has any has had it.
      .filter((visit) => !visit.baseline && !subject.done.includes(visit.id))
      .flatMap((visit) => dueVisit(visit, subject, day) ?? []),
  );
  return due.sort(compare);
}
