import type { Course, Lesion } from '../course.js';
import type { ResponseProblem } from '../problem.js';
import { type ConformanceSubject, problemOf } from './conformance-rule.js';
import { readingAt } from './lengths.js';

const SOURCE = 'Eisenhauer 2009, 4.3.2';

/** Fragments of nothing, and lesions merged into nothing: their diameters would be lost (Eisenhauer 2009, 4.3.2). */
export function brokenLinks({ course }: ConformanceSubject): readonly ResponseProblem[] {
  return course.lesions.flatMap((lesion) => [
    ...splitProblems(course, lesion),
    ...mergeProblems(course, lesion),
  ]);
}

function splitProblems(course: Course, lesion: Lesion): readonly ResponseProblem[] {
  const { splitFrom } = lesion;
  if (splitFrom === undefined) return [];
  const why = whyBroken(course, lesion, (one) => one.splitFrom);
  if (why === undefined) return [];
  const told = {
    code: 'split-parent-missing',
    detail: `a fragment of ${splitFrom}, ${why}`,
    expected: 'a lesion of this course',
    actual: splitFrom,
    source: SOURCE,
  } as const;
  return [problemOf(course, { lesion }, told)];
}

function mergeProblems(course: Course, lesion: Lesion): readonly ResponseProblem[] {
  return lesion.readings.flatMap(({ visit, state, mergedInto }) => {
    if (state !== 'merged' && mergedInto === undefined) return [];
    const why =
      mergedInto === undefined
        ? 'nothing says which'
        : whyBroken(course, lesion, (one) => readingAt(one, visit)?.mergedInto);
    if (why === undefined) return [];
    const told = {
      code: 'merged-into-missing',
      detail: `merged into ${mergedInto ?? 'another lesion'}, ${mergedInto === undefined ? 'but ' : ''}${why}`,
      expected: 'a lesion of this course',
      ...(mergedInto !== undefined && { actual: mergedInto }),
      source: SOURCE,
    } as const;
    return [problemOf(course, { visit, lesion }, told)];
  });
}

/** Why a link leads nowhere. What is wrong further along its chain is told of the lesion where it is. */
function whyBroken(
  { lesions }: Course,
  start: Lesion,
  next: (lesion: Lesion) => string | undefined,
): string | undefined {
  const step = (from: Lesion): Lesion | undefined => {
    const to = next(from);
    return to === undefined ? undefined : lesions.find(({ label }) => label === to);
  };
  const first = step(start);
  if (!first) return 'which is no lesion of this course';
  const passed = new Set<Lesion>();
  for (let at: Lesion | undefined = first; at && !passed.has(at); at = step(at)) {
    if (at === start) return first === start ? 'which is itself' : 'which leads back to it';
    passed.add(at);
  }
  return undefined;
}
