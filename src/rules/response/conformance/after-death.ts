import type { ResponseProblem } from '../problem.js';
import { type ConformanceSubject, problemOf } from './conformance-rule.js';

/** Assessments after the day of death; one on that day is fine. */
export function afterDeath({ course }: ConformanceSubject): readonly ResponseProblem[] {
  const { deathDay, visits } = course;
  if (deathDay === null) return [];
  return visits.flatMap(({ day, isAssessed }, visit) => {
    if (!isAssessed || day === null || day <= deathDay) return [];
    const told = {
      code: 'after-death',
      detail: `assessed on day ${day}, but death was on day ${deathDay}`,
      expected: `day ${deathDay} or before`,
      actual: `day ${day}`,
      source: 'corelab: never falsely green',
    } as const;
    return [problemOf(course, { visit }, told)];
  });
}
