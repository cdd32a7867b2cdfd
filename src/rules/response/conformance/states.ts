import type { Lesion, LesionReading } from '../course.js';
import type { ResponseProblem } from '../problem.js';
import { type ConformanceSubject, problemOf, type Told } from './conformance-rule.js';
import { followedLesions, organOf } from './selected.js';

/**
 * States that a lesion of its kind cannot have: a target progresses by its length alone, and lesions of two organs do not
 * coalesce. Eisenhauer 2009, 4.3.1 and 4.3.2.
 */
export function impossibleStates({ course }: ConformanceSubject): readonly ResponseProblem[] {
  return followedLesions(course)
    .filter(({ role }) => role === 'target')
    .flatMap((lesion) =>
      lesion.readings.flatMap((reading) => {
        const told = conflictOf(lesion, reading, course.lesions);
        return told ? [problemOf(course, { visit: reading.visit, lesion }, told)] : [];
      }),
    );
}

function conflictOf(lesion: Lesion, reading: LesionReading, all: readonly Lesion[]): Told | undefined {
  const { state, mergedInto } = reading;
  if (state === 'progressed' || state === 'equivocal') {
    return {
      code: 'state-conflict',
      detail: `a target is measured; ${state} is said of other lesions`,
      expected: 'a length',
      actual: state,
      source: 'Eisenhauer 2009, 4.3.1',
    };
  }
  const other = mergedInto === undefined ? undefined : all.find(({ label }) => label === mergedInto);
  const [own, into] = [organOf(lesion), other && organOf(other)];
  if (state !== 'merged' || own === undefined || into === undefined || own === into) return undefined;
  return {
    code: 'facts-conflict',
    detail: `it is of ${own} and merged into ${mergedInto} of ${into}`,
    expected: own,
    actual: into,
    source: 'Eisenhauer 2009, 4.3.2',
  };
}
