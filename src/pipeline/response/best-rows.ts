import type { BestRow } from '../../report/response-sections.js';
import type { Best } from '../../rules/response/judgement.js';
import { decisionCells, percentCell } from './cells.js';
import type { Judged } from './judged.js';

type BestCells = Omit<
  BestRow,
  'subject' | 'site' | 'reader' | 'bestChangePercent' | 'deathDay' | 'otherwise'
>;

/** What every best response says of itself. */
export function bestCells(best: Best, visitNames: readonly string[]): BestCells {
  const { response, isConfirmed, visit, progression, durationOfResponse, durationOfStable } = best;
  return {
    response,
    isConfirmed,
    visit: visit === null ? null : (visitNames[visit] ?? null),
    progressionVisit: progression ? (visitNames[progression.visit] ?? null) : null,
    progressionDay: progression?.day ?? null,
    durationOfResponseDays: durationOfResponse?.days ?? null,
    durationOfStableDays: durationOfStable?.days ?? null,
    isOpen: (durationOfResponse ?? durationOfStable)?.isOpen ?? null,
    decisions: decisionCells(best.decisions),
  };
}

/** The best response of a course. */
export function bestRows(judged: Judged): BestRow {
  const { course, judgement, otherwise } = judged;
  const { subject, site, reader, deathDay, visits } = course;
  const other = otherwise.best.response;
  return {
    ...{ subject, site, reader },
    ...bestCells(
      judgement.best,
      visits.map(({ name }) => name),
    ),
    bestChangePercent: bestChange(judged),
    deathDay,
    otherwise: other === judgement.best.response ? null : other,
  };
}

/** The smallest change from baseline until progression, that of the progression included, and none after death: what a waterfall plot shows. */
function bestChange({ course, judgement }: Judged): number | null {
  const changes = judgement.timePoints
    .filter(({ isAfterProgression }) => !isAfterProgression)
    .filter(({ visit }) => isInLife(course.visits[visit]?.day ?? null, course.deathDay))
    .flatMap(({ measure, baselineSum }) => percentCell(measure.sum, baselineSum) ?? []);
  return changes.length === 0 ? null : Math.min(...changes);
}

/** Whether a day is not after death: what was measured later counts for nothing. */
export function isInLife(day: number | null, deathDay: number | null): boolean {
  return day === null || deathDay === null || day <= deathDay;
}
