import type { Visit } from '../trial/trial.js';
import type { StudyDays } from './baseline.js';
import type { VisitTiming } from './visit-plan.js';
import { nearestVisit, timingOf, visitAt } from './windows.js';

/** The visit of a study, and how its day stands to the window. */
export interface Placement {
  readonly visit: string | null;
  readonly timing: VisitTiming;
}

const UNDETERMINED: Placement = { visit: null, timing: 'undetermined' };
const UNSCHEDULED: Placement = { visit: null, timing: 'unscheduled' };

/** A visit that was said, with what its window says of the day; see {@link VisitTiming} for `stated`. */
export function givenPlacement(
  schedule: readonly Visit[],
  id: string,
  offsetDays: number | undefined,
): Placement {
  const visit = schedule.find((one) => one.id === id);
  const isMeasured = visit !== undefined && offsetDays !== undefined;
  return { visit: id, timing: isMeasured ? timingOf(visit, offsetDays) : 'stated' };
}

/** The placement of a day, or the visit that it is nearest to. */
function byWindow(schedule: readonly Visit[], offsetDays: number): Placement | Visit {
  const visit = visitAt(schedule, offsetDays);
  // Before the baseline but in its window: whether this was the baseline after all, somebody must say.
  if (visit?.baseline && offsetDays < 0) return UNDETERMINED;
  if (visit) return { visit: visit.id, timing: 'in-window' };
  const nearest = nearestVisit(schedule, offsetDays);
  return nearest === 'tie' ? UNDETERMINED : (nearest ?? UNSCHEDULED);
}

function byGiven(
  schedule: readonly Visit[],
  given: ReadonlySet<string>,
  offsetDays: number | undefined,
): Placement | undefined {
  const [id, ...others] = given;
  if (others.length > 0) return UNDETERMINED;
  return id === undefined ? undefined : givenPlacement(schedule, id, offsetDays);
}

/** Days outside windows, each with the visit it is nearest to: theirs when no other day has it or contends for it. */
function placeNear(
  near: ReadonlyMap<number, Visit>,
  taken: ReadonlySet<string>,
  baselineDay: number,
): Map<number, Placement> {
  const contenders = [...near.values()];
  const placed = new Map<number, Placement>();
  for (const [day, visit] of near) {
    const isAlone = contenders.filter((other) => other === visit).length === 1;
    if (taken.has(visit.id)) placed.set(day, UNSCHEDULED);
    else if (!isAlone) placed.set(day, UNDETERMINED);
    else placed.set(day, { visit: visit.id, timing: timingOf(visit, day - baselineDay) });
  }
  return placed;
}

/**
 * The visit of every study day: the one given to a study of that day, else the one whose window the day is in, else the
 * one whose window is near, when that visit has no other day. Days that contend for such a visit are undetermined.
 * The order of the days plays no part.
 */
export function placeDays(
  schedule: readonly Visit[],
  days: StudyDays,
  baselineDay: number | undefined,
): Map<number, Placement> {
  if (baselineDay === undefined) {
    const settled = [...days].map(([day, given]) => [day, byGiven(schedule, given, undefined)] as const);
    return new Map(settled.map(([day, placement]) => [day, placement ?? UNDETERMINED]));
  }
  const placed = new Map<number, Placement>();
  const near = new Map<number, Visit>();
  for (const [day, given] of days) {
    const offset = day - baselineDay;
    const found = byGiven(schedule, given, offset) ?? byWindow(schedule, offset);
    if ('timing' in found) placed.set(day, found);
    else near.set(day, found);
  }
  const taken = new Set([...days.values()].flatMap((given) => [...given]));
  for (const { visit } of placed.values()) if (visit !== null) taken.add(visit);
  return new Map([...placed, ...placeNear(near, taken, baselineDay)]);
}
