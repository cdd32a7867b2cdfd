import type { Course, Lesion, LesionReading } from '../course.js';
import type { ResponseProblem } from '../problem.js';
import { type ConformanceSubject, problemOf } from './conformance-rule.js';
import { readingAt } from './lengths.js';

/** A baseline that is there, with every target lesion in it, and with no new one. */
export function baselinePresence({ course }: ConformanceSubject): readonly ResponseProblem[] {
  const missing = baselineMissing(course);
  const fresh = course.lesions.filter(
    (lesion) => lesion.role === 'new' && isSeen(readingAt(lesion, 0)) && lesion.splitFrom === undefined,
  );
  return [
    ...missing,
    // One cause is told once: without a baseline no target is in it.
    ...(missing.length > 0 ? [] : course.lesions.flatMap((lesion) => notAtBaseline(course, lesion))),
    ...fresh.map((lesion) =>
      problemOf(
        course,
        { visit: 0, lesion },
        {
          code: 'new-at-baseline',
          detail: 'a lesion of baseline is a target or a non-target lesion; a new one was not there before',
          expected: 'target or non-target',
          actual: 'new',
          source: 'Eisenhauer 2009, 4.3.5',
        },
      ),
    ),
  ];
}

function isSeen(reading: LesionReading | undefined): boolean {
  return reading !== undefined && reading.state !== 'absent' && reading.state !== 'not-evaluated';
}

function baselineMissing(course: Course): readonly ResponseProblem[] {
  const told = {
    code: 'baseline-missing',
    expected: 'an assessment of all lesions before treatment',
    source: 'Eisenhauer 2009, 3.2.1',
  } as const;
  const [visit] = course.visits;
  if (!visit) return [problemOf(course, {}, { ...told, detail: 'there is no visit' })];
  if (!visit.isAssessed) {
    const detail = `baseline was not assessed${visit.why === undefined ? '' : `: ${visit.why}`}`;
    return [problemOf(course, { visit: 0 }, { ...told, detail })];
  }
  const readings = course.lesions.flatMap((lesion) => readingAt(lesion, 0) ?? []);
  if (readings.some(({ state }) => state !== 'not-evaluated')) return [];
  const detail = readings.length > 0 ? 'no lesion was evaluated at baseline' : 'nothing is said of baseline';
  return [problemOf(course, { visit: 0 }, { ...told, detail })];
}

/** A lesion that is not at baseline, by which a new one could hide. A fragment need not be: Eisenhauer 2009, 4.3.2. */
function notAtBaseline(course: Course, lesion: Lesion): readonly ResponseProblem[] {
  const { role, splitFrom, readings } = lesion;
  const state = readingAt(lesion, 0)?.state;
  if (role === 'new' || splitFrom !== undefined || (state !== undefined && state !== 'absent')) return [];
  const first = readings.find(isSeen);
  if (role === 'non-target' && !first) return [];
  const name = first && course.visits[first.visit]?.name;
  const before = state === 'absent' ? 'absent at baseline' : 'nothing is said of it at baseline';
  const told = {
    code: role === 'target' ? 'target-not-at-baseline' : 'non-target-not-at-baseline',
    detail: `${before}; ${name === undefined ? 'it is seen at no visit' : `first seen at ${name}`}`,
    expected: role === 'target' ? 'a measurement at baseline' : 'recorded at baseline, or as a new lesion',
    actual: state ?? 'none',
    source: role === 'target' ? 'Eisenhauer 2009, 4.2' : 'Eisenhauer 2009, 4.2 and 4.3.5',
  } as const;
  return [problemOf(course, { visit: 0, lesion }, told)];
}
