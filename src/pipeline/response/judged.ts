import type { Course, Lengths } from '../../rules/response/course.js';
import type { Judgement } from '../../rules/response/judgement.js';
import type { ResponseProblem } from '../../rules/response/problem.js';
import type { Response, ResponseKind } from '../../rules/response/words.js';

/** A course with all that is said of it. */
export interface Judged {
  readonly course: Course;
  /** Those that `judgement` is made of; `otherwise` is made of the others. */
  readonly lengths: Lengths;
  readonly judgement: Judgement;
  readonly otherwise: Judgement;
  readonly conformance: readonly ResponseProblem[];
  readonly conformanceOtherwise: readonly ResponseProblem[];
  readonly kindOf: (response: Response) => ResponseKind;
}
