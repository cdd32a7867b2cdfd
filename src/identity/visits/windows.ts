import type { Visit } from '../trial/trial.js';
import { VisitError } from './visit-error.js';

/** Studies this many days outside any window are still taken for that visit's. */
const LEAST_REACH_DAYS = 3;

/** First and last day on which a visit is in its window, counted from the baseline. */
export interface VisitWindow {
  readonly opens: number;
  readonly closes: number;
}

/** The window of a visit in days from the baseline. */
export function windowOf({ targetDay, windowMinusDays, windowPlusDays }: Visit): VisitWindow {
  return { opens: targetDay - windowMinusDays, closes: targetDay + windowPlusDays };
}

/**
 * The visit that days are counted from.
 * @throws VisitError `schedule-without-baseline`
 */
export function baselineVisit(schedule: readonly Visit[]): Visit {
  const found = schedule.find((visit) => visit.baseline);
  if (found) return found;
  const message =
    'no visit of the schedule is the baseline: mark one with `baseline: true` in the trial file';
  throw new VisitError('schedule-without-baseline', message);
}

/** How a day stands to a visit's window. */
export function timingOf(visit: Visit, offsetDays: number): 'in-window' | 'early' | 'late' {
  const { opens, closes } = windowOf(visit);
  if (offsetDays < opens) return 'early';
  return offsetDays > closes ? 'late' : 'in-window';
}

/** The visit in whose window a day is; the baseline's own day is always the baseline visit's. */
export function visitAt(schedule: readonly Visit[], offsetDays: number): Visit | undefined {
  if (offsetDays === 0) return baselineVisit(schedule);
  return schedule.find((visit) => timingOf(visit, offsetDays) === 'in-window');
}

/** How many days a day outside a window is away from it, and how many it may be. */
function distanceTo(visit: Visit, offsetDays: number): { visit: Visit; days: number; reach: number } {
  const { opens, closes } = windowOf(visit);
  const isEarly = offsetDays < opens;
  const width = isEarly ? visit.windowMinusDays : visit.windowPlusDays;
  // As far again as the window goes on that side: a schedule that allows little tolerates little.
  const reach = Math.max(LEAST_REACH_DAYS, width);
  return { visit, days: isEarly ? opens - offsetDays : offsetDays - closes, reach };
}

/**
 * The visit whose window is nearest to a day that is in none: undefined when the day is out of its reach, which is as
 * many days again as the window has on that side and at least 3; `tie` when two windows are equally near and the day
 * is within reach of one.
 */
export function nearestVisit(schedule: readonly Visit[], offsetDays: number): Visit | 'tie' | undefined {
  const distances = schedule.map((visit) => distanceTo(visit, offsetDays));
  const least = Math.min(...distances.map(({ days }) => days));
  const nearest = distances.filter(({ days }) => days === least);
  if (nearest.every(({ days, reach }) => days > reach)) return undefined;
  return nearest.length > 1 ? 'tie' : nearest[0]?.visit;
}
