import type { Course, Lesion, LesionReading } from '../course.js';
import type { ResponseProblem } from '../problem.js';
import { type ConformanceSubject, problemOf } from './conformance-rule.js';
import { hasValue, methodText, readingAt } from './lengths.js';
import { followedLesions, wholeOf } from './selected.js';
import { visitNames } from './visit-names.js';

const SOURCE = 'Eisenhauer 2009, 3.2.2';

/**
 * The same method at every visit: Eisenhauer 2009, 3.2.2. A lesion that is absent has a value, 0 mm: another method
 * may just not show it.
 */
export function methodProblems({ course }: ConformanceSubject): readonly ResponseProblem[] {
  return followedLesions(course).flatMap((lesion) => {
    const valued = lesion.readings.filter(hasValue);
    return [...unknown(course, lesion, valued), ...changed(course, lesion, valued)];
  });
}

/** Told once a lesion, at the first such visit. */
function unknown(
  course: Course,
  lesion: Lesion,
  valued: readonly LesionReading[],
): readonly ResponseProblem[] {
  const without = valued.filter(({ method }) => method === undefined);
  const [first] = without;
  if (!first) return [];
  const told = {
    code: 'method-unknown',
    detail: `by what method it was seen is not known at ${visitNames(course, without)}`,
    expected: 'a method, the same at every visit',
    source: SOURCE,
  } as const;
  return [problemOf(course, { visit: first.visit, lesion }, told)];
}

function changed(
  course: Course,
  lesion: Lesion,
  valued: readonly LesionReading[],
): readonly ResponseProblem[] {
  const reference = referenceOf(course, lesion, valued);
  const expected = reference?.method;
  if (!expected) return [];
  return valued.flatMap((reading) => {
    const { visit, method } = reading;
    if (method === undefined || method === expected) return [];
    const told = {
      code: 'method-changed',
      detail: `${methodText(method)}, but ${methodText(expected)} at ${visitNames(course, [reference])}`,
      expected: methodText(expected),
      actual: methodText(method),
      source: SOURCE,
    } as const;
    return [problemOf(course, { visit, lesion }, told)];
  });
}

/** Its baseline, or that of the lesion that it is a fragment of; else the first reading whose method is known. */
function referenceOf(
  course: Course,
  lesion: Lesion,
  valued: readonly LesionReading[],
): LesionReading | undefined {
  const whole = wholeOf(course, lesion) ?? lesion;
  const baseline = readingAt(lesion, 0) ?? readingAt(whole, 0);
  if (baseline?.method) return baseline;
  return valued.find(({ method }) => method !== undefined);
}
