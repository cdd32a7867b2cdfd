import type { Course, Lengths, Lesion } from '../course.js';
import type { Criteria } from '../criteria/criteria.js';
import type { ResponseProblem } from '../problem.js';

/** What is looked at, and by what. */
export interface ConformanceSubject {
  readonly course: Course;
  readonly criteria: Criteria;
  readonly lengths: Lengths;
}

/** One rule: what does not conform, or cannot be shown to. */
export type ConformanceRule = (subject: ConformanceSubject) => readonly ResponseProblem[];

/** What is told of a problem; whose it is comes from the course. */
export type Told = Pick<ResponseProblem, 'code' | 'detail' | 'expected' | 'actual' | 'source'>;

/** A problem of a course; `at.visit` is an index into its visits, left out where the problem is of no visit. */
export function problemOf(
  { subject, reader, visits }: Course,
  at: { readonly visit?: number; readonly lesion?: Lesion },
  told: Told,
): ResponseProblem {
  const name = at.visit === undefined ? undefined : visits[at.visit]?.name;
  return {
    ...{ subject, reader },
    ...(name !== undefined && { visit: name }),
    ...(at.lesion && { lesion: at.lesion.label }),
    ...told,
  };
}
