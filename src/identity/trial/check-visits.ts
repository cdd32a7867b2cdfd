import type { Trial, Visit } from './trial.js';
import { problemAt, repeated, type TrialProblem } from './trial-problem.js';

/** What is impossible in a visit schedule: IDs that stand twice, target days out of order, windows that overlap. */
export function checkVisits({ visits }: Trial): TrialProblem[] {
  return [...sameIds(visits), ...disorder(visits), ...overlaps(visits)];
}

function sameIds(visits: readonly Visit[]): TrialProblem[] {
  return repeated(visits.map((visit) => visit.id)).map(({ index, first }) =>
    problemAt(['visits', index, 'id'], `is '${visits[index]?.id}', as 'visits[${first}].id' is`),
  );
}

function disorder(visits: readonly Visit[]): TrialProblem[] {
  return visits.flatMap((visit, i) => {
    const before = visits[i - 1];
    if (!before || before.targetDay < visit.targetDay) return [];
    const text = `is ${visit.targetDay}, but must be more than ${before.targetDay}, the target day of '${before.id}' before it`;
    return [problemAt(['visits', i, 'targetDay'], text)];
  });
}

/**
 * Each visit whose window shares a day with that of one before it: a study of that day would be either's.
 * The nearest such one is named.
 */
function overlaps(visits: readonly Visit[]): TrialProblem[] {
  return visits.flatMap((visit, i) => {
    const other = visits.slice(0, i).findLast((before) => shares(before, visit));
    if (!other) return [];
    const from = Math.max(opens(visit), opens(other));
    const until = Math.min(closes(visit), closes(other));
    const days = from === until ? `day ${from}` : `days ${from} to ${until}`;
    const which =
      visit.baseline || other.baseline ? 'one of them the baseline' : 'a study could be of either';
    const text = `has a window (days ${opens(visit)} to ${closes(visit)}) that shares ${days} with that of '${other.id}' (days ${opens(other)} to ${closes(other)}): ${which}`;
    return [problemAt(['visits', i], text)];
  });
}

const opens = (visit: Visit): number => visit.targetDay - visit.windowMinusDays;
const closes = (visit: Visit): number => visit.targetDay + visit.windowPlusDays;
const shares = (a: Visit, b: Visit): boolean => opens(a) <= closes(b) && opens(b) <= closes(a);
