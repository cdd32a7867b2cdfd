import type { Big } from 'big.js';
import type { LesionReading } from '../course.js';
import type { ResponseProblem } from '../problem.js';
import type { Axis } from '../words.js';
import { type ConformanceSubject, problemOf } from './conformance-rule.js';
import { lengthMm, mmText, readingAt } from './lengths.js';

/** Whether a node is shorter than a pathological one: 10 mm are pathological. False where no length says so. */
export function isNormalNode(reading: LesionReading, subject: ConformanceSubject): boolean {
  return nodeMm(reading, subject)?.lt(subject.criteria.nodes.pathologicalFromMm) ?? false;
}

/** Nodes that are followed and are normal at baseline: under 10 mm a node is no lesion (Eisenhauer 2009, 4.2). */
export function normalNodes(subject: ConformanceSubject): readonly ResponseProblem[] {
  const { course, criteria } = subject;
  const { pathologicalFromMm, source } = criteria.nodes;
  const axis = nodeAxis(subject);
  return course.lesions.flatMap((lesion) => {
    const reading = readingAt(lesion, 0);
    if (lesion.isNode !== true || lesion.role === 'new' || !reading) return [];
    const mm = nodeMm(reading, subject);
    if (!mm || !isNormalNode(reading, subject)) return [];
    const told = {
      code: 'node-normal',
      detail: `${mmText(mm)} by its ${axis} axis is the size of a normal node; it is followed as a ${lesion.role}`,
      expected: `${axis} axis ≥ ${mmText(pathologicalFromMm)}`,
      actual: mmText(mm),
      source,
    } as const;
    return [problemOf(course, { visit: 0, lesion }, told)];
  });
}

function nodeAxis({ criteria }: ConformanceSubject): Axis {
  // Eisenhauer 2009, 3.1.1: nodes are measured by their short axis, unless the criteria say otherwise.
  return criteria.measurable.find(({ kind }) => kind === 'node')?.axis ?? 'short';
}

function nodeMm(reading: LesionReading, subject: ConformanceSubject): Big | null {
  return lengthMm(reading, nodeAxis(subject), subject);
}
