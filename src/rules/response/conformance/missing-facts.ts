import type { Course, Lesion } from '../course.js';
import type { ResponseProblem } from '../problem.js';
import { type ConformanceSubject, problemOf } from './conformance-rule.js';
import { isMeasured, readingAt } from './lengths.js';

const SOURCE = 'corelab: never falsely green';

/** Facts without which a selection cannot be judged: whether a lesion is a node, and its organ. */
export function missingFacts({ course }: ConformanceSubject): readonly ResponseProblem[] {
  return course.lesions.flatMap((lesion) => [
    ...nodeUnknown(course, lesion),
    ...organMissing(course, lesion),
  ]);
}

/** Of targets, and of what is measured at baseline: its length is held against the limits of nodes or of others. */
function nodeUnknown(course: Course, lesion: Lesion): readonly ResponseProblem[] {
  const reading = readingAt(lesion, 0);
  const isJudged = lesion.role !== 'new' && reading !== undefined && isMeasured(reading);
  if (lesion.isNode !== undefined || (lesion.role !== 'target' && !isJudged)) return [];
  const told = {
    code: 'node-unknown',
    detail: 'whether it is a lymph node is not said, so neither its axis nor its least size is known',
    expected: 'a lymph node, or not',
    source: SOURCE,
  } as const;
  return [problemOf(course, { visit: 0, lesion }, told)];
}

// Eisenhauer 2009, 4.2: targets are counted by organ. A node needs none: all nodes are one organ.
function organMissing(course: Course, lesion: Lesion): readonly ResponseProblem[] {
  const { role, isNode, organ, splitFrom } = lesion;
  if (role !== 'target' || isNode === true || organ !== undefined || splitFrom !== undefined) return [];
  const told = {
    code: 'organ-missing',
    detail: 'its organ is not known, so targets cannot be counted by organ',
    expected: 'an organ of the criteria',
    source: SOURCE,
  } as const;
  return [problemOf(course, { visit: 0, lesion }, told)];
}
