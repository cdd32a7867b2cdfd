import type { ResponseProblem } from '../problem.js';
import { type ConformanceSubject, problemOf } from './conformance-rule.js';
import { isMeasured } from './lengths.js';
import { sliceThicknessMm } from './requirement.js';
import { followedLesions } from './selected.js';
import { visitNames } from './visit-names.js';

/**
 * Lengths in slices of unknown thickness, by methods for which the criteria ask it: Eisenhauer 2009, 3.1.1. Told once
 * a lesion, at the first such visit.
 */
export function unknownSlices({ course, criteria }: ConformanceSubject): readonly ResponseProblem[] {
  const sliced = new Set(criteria.measurable.flatMap(({ slices, methods }) => (slices ? methods : [])));
  const source = criteria.measurable.find(({ slices }) => slices)?.source ?? criteria.source;
  return followedLesions(course).flatMap((lesion) => {
    const without = lesion.readings.filter(
      (reading) =>
        reading.method && sliced.has(reading.method) && isMeasured(reading) && !sliceThicknessMm(reading),
    );
    const [first] = without;
    if (!first) return [];
    const told = {
      code: 'slice-thickness-unknown',
      detail: `how thick the slices are is not known at ${visitNames(course, without)}`,
      expected: 'a slice thickness',
      source,
    } as const;
    return [problemOf(course, { visit: first.visit, lesion }, told)];
  });
}
