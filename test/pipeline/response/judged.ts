import type { Given } from '../../../src/pipeline/response/given.js';
import type { Judged } from '../../../src/pipeline/response/judged.js';
import type { Observation } from '../../../src/pipeline/response/observation.js';
import { type Responded, type RespondOptions, respond } from '../../../src/pipeline/response/respond.js';
import { conformanceProblems } from '../../../src/rules/response/conformance/baseline-problems.js';
import type { Course } from '../../../src/rules/response/course.js';
import { judgeCourse } from '../../../src/rules/response/judge-course.js';
import { RECIST } from '../../rules/response/recist.js';
import { row } from './assemble/rows.js';

/** What RECIST 1.1 makes of a course, by its stored lengths. */
export function judged(course: Course): Judged {
  const [own, other] = (['stored', 'recomputed'] as const).map((lengths) => ({ criteria: RECIST, lengths }));
  if (!own || !other) throw new Error('two kinds of lengths');
  return {
    ...{ course, lengths: 'stored' },
    ...{ judgement: judgeCourse(course, own), otherwise: judgeCourse(course, other) },
    conformance: conformanceProblems(course, own),
    conformanceOtherwise: conformanceProblems(course, other),
    kindOf: (response) => RECIST.responses.find(({ code }) => code === response)?.kind ?? 'not-evaluable',
  };
}

/** Rows and nothing else. */
export function given(observations: readonly Observation[], more: Partial<Given> = {}): Given {
  return { observations, stated: [], ignored: [], visits: [], adjudications: [], ...more };
}

/** What RECIST 1.1 makes of rows. */
export function respondedTo(
  observations: readonly Observation[],
  more: Partial<Given> = {},
  how: Partial<Pick<RespondOptions, 'showsDates' | 'isOngoing'>> = {},
): Responded {
  return respond(given(observations, more), {
    ...{ criteria: RECIST, lengths: 'stored', showsDates: false },
    ...how,
  });
}

/** A row of CT, slices of 5 mm, of a lesion that is no node. */
export const ct: typeof row = (sketch = {}) =>
  row({ method: 'ct', sliceThicknessMm: '5', isNode: false, ...sketch });

/** A lesion of 20 mm, then so many at W8. */
export function pair(mm: string, more: Parameters<typeof row>[0] = {}): Observation[] {
  return [ct(more), ct({ ...more, visit: 'W8', value: mm })];
}
