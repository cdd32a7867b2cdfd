import { Big } from 'big.js';
import { conformanceProblems } from '../../../../src/rules/response/conformance/baseline-problems.js';
import type { Course, Lengths, LesionReading } from '../../../../src/rules/response/course.js';
import type { Criteria } from '../../../../src/rules/response/criteria/criteria.js';
import type { ResponseProblem } from '../../../../src/rules/response/problem.js';
import { course, type LesionSketch } from '../courses.js';
import { RECIST } from '../recist.js';

/** What is found in a course, by RECIST and stored lengths unless other ones are given. */
export function problemsOf(
  of: Course,
  how: { readonly criteria?: Criteria; readonly lengths?: Lengths } = {},
): readonly ResponseProblem[] {
  return conformanceProblems(of, { criteria: RECIST, lengths: 'stored', ...how });
}

/** Each as `code` or `code lesion` or `code lesion @visit`. */
export function briefly(problems: readonly ResponseProblem[]): readonly string[] {
  return problems.map(({ code, lesion, visit }) =>
    [code, ...(lesion ? [lesion] : []), ...(visit ? [`@${visit}`] : [])].join(' '),
  );
}

/** What is found in a course of these lesions. */
export function found(...lesions: readonly LesionSketch[]): readonly string[] {
  return briefly(problemsOf(course(lesions)));
}

/** Slices of 5 mm, or as given; `null`: of unknown thickness. */
export function seen(
  method: LesionReading['method'] | null,
  diameters: Readonly<Partial<Record<'long' | 'short', number | string>>>,
  sliceMm: number | string | null = 5,
): Omit<LesionReading, 'visit'> {
  // Undefined, not left out: the sketch of a course would fill it in.
  const unknown = { method: undefined, sliceThicknessMm: undefined } as object;
  return {
    state: 'measured',
    ...unknown,
    ...(method && { method }),
    ...(sliceMm !== null && { sliceThicknessMm: new Big(sliceMm) }),
    diameters: (['long', 'short'] as const).flatMap((axis) => {
      const mm = diameters[axis];
      return mm === undefined ? [] : [{ axis, storedMm: new Big(mm), recomputedMm: null, agrees: null }];
    }),
  };
}

/** A course in which nobody says these facts of the lesion with this label. */
export function unsaid(label: string, facts: readonly ('isNode' | 'organ')[], of: Course): Course {
  const lesions = of.lesions.map((lesion) => {
    const { isNode, organ, ...rest } = lesion;
    if (lesion.label !== label) return lesion;
    return {
      ...rest,
      ...(!facts.includes('isNode') && isNode !== undefined && { isNode }),
      ...(!facts.includes('organ') && organ !== undefined && { organ }),
    };
  });
  return { ...of, lesions };
}
