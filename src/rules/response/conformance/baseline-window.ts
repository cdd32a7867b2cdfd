import type { ResponseProblem } from '../problem.js';
import { type ConformanceSubject, problemOf } from './conformance-rule.js';

/**
 * Baseline before treatment, and not too long before it: exactly 28 days are fine (Eisenhauer 2009, 3.2.1). Where the
 * start of treatment is not known, nothing is told.
 */
export function baselineWindow({ course, criteria }: ConformanceSubject): readonly ResponseProblem[] {
  const { treatmentStartDay: start } = course;
  const { daysBeforeTreatment: most, source } = criteria.baseline;
  if (start === null || (start >= 0 && start <= most)) return [];
  const isLate = start < 0;
  const count = Math.abs(start);
  const days = count === 1 ? '1 day' : `${count} days`;
  const told = {
    code: isLate ? 'baseline-late' : 'baseline-early',
    detail: `baseline is ${days} ${isLate ? 'after' : 'before'} the start of treatment`,
    expected: `0 to ${most} days before treatment`,
    actual: `${days} ${isLate ? 'after' : 'before'}`,
    source,
  } as const;
  return [problemOf(course, { visit: 0 }, told)];
}
