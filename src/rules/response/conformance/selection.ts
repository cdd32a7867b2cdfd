import type { Big } from 'big.js';
import type { Lesion } from '../course.js';
import type { ResponseProblem } from '../problem.js';
import { type ConformanceSubject, problemOf } from './conformance-rule.js';
import { lengthMm, mmText, readingAt } from './lengths.js';
import { requirementFor } from './requirement.js';
import { countedTargets, labelsByOrgan, organOf } from './selected.js';

/**
 * Non-target lesions that are measurable at baseline and for which there was room among the targets (Eisenhauer 2009,
 * 4.2). Only what is certain is told: with an unknown organ, no organ may be full.
 */
export function overlookedTargets(subject: ConformanceSubject): readonly ResponseProblem[] {
  const { course, criteria } = subject;
  const { most, mostPerOrgan, source } = criteria.targets;
  const targets = countedTargets(course);
  if (targets.length >= most) return [];
  const byOrgan = labelsByOrgan(targets);
  const full = byOrgan.filter(([, { length }]) => length >= mostPerOrgan).map(([organ]) => organ);
  return course.lesions.flatMap((lesion) => {
    const organ = organOf(lesion);
    const hasRoom = organ === undefined ? full.length === 0 : !full.includes(organ);
    const measurable = hasRoom ? measurableAs(lesion, subject) : undefined;
    if (!measurable) return [];
    const told = {
      code: 'measurable-not-target',
      detail: `${mmText(measurable.mm)} by its ${measurable.axis} axis is measurable (${measurable.text}); ${targets.length} of ${most} targets are chosen${organ === undefined ? '' : `, and fewer than ${mostPerOrgan} in its organ (${organ})`}`,
      expected: 'target',
      actual: 'non-target',
      source,
    } as const;
    return [problemOf(course, { visit: 0, lesion }, told)];
  });
}

interface Measured {
  readonly mm: Big;
  readonly axis: string;
  /** What it had to be. */
  readonly text: string;
}

function measurableAs(lesion: Lesion, subject: ConformanceSubject): Measured | undefined {
  const { role, isNode, isMeasurable, splitFrom } = lesion;
  const reading = readingAt(lesion, 0);
  const method = reading?.method;
  if (role !== 'non-target' || isMeasurable === false || splitFrom !== undefined) return undefined;
  if (isNode === undefined || !reading || !method) return undefined;
  const requirement = requirementFor(isNode, { method, reading }, subject.criteria);
  if (!requirement?.atLeastMm) return undefined;
  const { axis } = requirement.rule;
  const mm = lengthMm(reading, axis, subject);
  return mm?.gte(requirement.atLeastMm) ? { mm, axis, text: requirement.text } : undefined;
}
