import type { Visit } from '../trial/trial.js';
import { baselineVisit, visitAt, windowOf } from './windows.js';

/** Days on which a subject was scanned, with the visits that studies of that day were given: known before, or stated. */
export type StudyDays = ReadonlyMap<number, ReadonlySet<string>>;

/** Whether the baseline on this day puts every study day into the window of a visit of its own. */
function explains(schedule: readonly Visit[], days: StudyDays, baselineDay: number): boolean {
  const baseline = baselineVisit(schedule);
  const used = new Set<string>();
  for (const [day, given] of days) {
    const visit = visitAt(schedule, day - baselineDay);
    // A study of another day cannot be the baseline's: days are counted from the study that is.
    if (!visit || used.has(visit.id) || (visit === baseline && day !== baselineDay)) return false;
    if ([...given].some((id) => id !== visit.id)) return false;
    used.add(visit.id);
  }
  return true;
}

/** Every day on which the baseline puts the first study day into a window: its own, or one before the baseline. */
function* baselinesFor(schedule: readonly Visit[], day: number): Generator<number> {
  yield day;
  for (const visit of schedule) {
    if (visit.baseline) continue;
    const { opens, closes } = windowOf(visit);
    for (let offset = opens; offset <= closes && offset < 0; offset++) yield day - offset;
  }
}

/**
 * The one day that explains all study days, if a study is of that day. Days without a study are tried too: a screening
 * scan whose baseline did not come must not be taken for the baseline. Taken for granted is, as where there is no
 * screening, that a subject's first study is not later than the baseline.
 */
function onlyExplanation(schedule: readonly Visit[], days: StudyDays): number | undefined {
  const first = Math.min(...days.keys());
  let found: number | undefined;
  for (const candidate of baselinesFor(schedule, first)) {
    if (candidate === found || !explains(schedule, days, candidate)) continue;
    if (found !== undefined) return undefined;
    found = candidate;
  }
  return found !== undefined && days.has(found) ? found : undefined;
}

/**
 * The day that visits are counted from: of the earliest study that has the baseline visit; else found from the days
 * themselves where there is one answer only.
 * @returns undefined when it cannot be told
 * @throws VisitError `schedule-without-baseline`
 */
export function findBaseline(schedule: readonly Visit[], days: StudyDays): number | undefined {
  const baseline = baselineVisit(schedule);
  const given = [...days.keys()].filter((day) => days.get(day)?.has(baseline.id));
  if (given.length > 0) return Math.min(...given);
  if (days.size === 0) return undefined;
  if (schedule.some((visit) => visit.targetDay < 0)) return onlyExplanation(schedule, days);
  // Nothing is scheduled before the baseline: the first study is the baseline's, unless it was given another visit.
  const first = Math.min(...days.keys());
  return days.get(first)?.size === 0 ? first : undefined;
}
