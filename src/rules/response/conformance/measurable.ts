import type { Lesion, LesionReading } from '../course.js';
import type { ResponseProblem } from '../problem.js';
import type { Method } from '../words.js';
import { type ConformanceSubject, problemOf, type Told } from './conformance-rule.js';
import { diametersText, hasValue, isMeasured, lengthMm, methodText, mmText, readingAt } from './lengths.js';
import { isNormalNode } from './nodes.js';
import { type Requirement, requirementFor, sliceThicknessMm } from './requirement.js';

const MEASURABLE_SOURCE = 'Eisenhauer 2009, 3.1.1';

/**
 * Targets that are not measurable at baseline: stated not to be, without a length along the axis that counts, seen by
 * a method that is not accepted, or too small. Exactly the least length is enough.
 */
export function measurableTargets(subject: ConformanceSubject): readonly ResponseProblem[] {
  const { course } = subject;
  return course.lesions.flatMap((lesion) => {
    const reading = readingAt(lesion, 0);
    // Without a reading, or absent, it is told as not at baseline.
    if (lesion.role !== 'target' || !reading || reading.state === 'absent') return [];
    // A fragment has no length before its lesion splits: Eisenhauer 2009, 4.3.2.
    if (lesion.splitFrom !== undefined && !isMeasured(reading)) return [];
    const told = toldOf(lesion, reading, subject);
    return told ? [problemOf(course, { visit: 0, lesion }, told)] : [];
  });
}

function toldOf(lesion: Lesion, reading: LesionReading, subject: ConformanceSubject): Told | undefined {
  const { isNode, isMeasurable } = lesion;
  const { method } = reading;
  // Eisenhauer 2009, 3.1.2: ascites, blastic bone and the like are truly non-measurable, whatever their size.
  if (isMeasurable === false) return notMeasurable('stated to be non-measurable');
  if (!hasValue(reading)) return withoutLength(reading);
  // Told as facts and methods that are not known: neither the axis nor the least length is.
  if (isNode === undefined || method === undefined) return undefined;
  const requirement = requirementFor(isNode, { method, reading }, subject.criteria);
  if (!requirement) return notAccepted(isNode, method, subject);
  // Told as a normal node.
  if (isNode && isNormalNode(reading, subject)) return undefined;
  return tooSmall(isNode, { method, reading, requirement }, subject);
}

function notMeasurable(detail: string): Told {
  return {
    code: 'not-measurable',
    detail,
    expected: 'a lesion that can be measured',
    source: MEASURABLE_SOURCE,
  };
}

/** What was not measured cannot be told to be too small: that it is a part of another lesion, can. */
function withoutLength(reading: LesionReading): Told {
  const told = notMeasurable(whyWithoutLength(reading));
  return reading.state === 'merged' ? told : { ...told, code: 'axis-missing' };
}

function whyWithoutLength({ state, why, mergedInto }: LesionReading): string {
  if (state === 'merged') return `part of ${mergedInto ?? 'another lesion'} at baseline, without a length`;
  const words = state === 'measured' ? 'without a length' : `${state.replaceAll('-', ' ')}, without a length`;
  return why === undefined ? words : `${words}: ${why}`;
}

function notAccepted(isNode: boolean, method: Method, { criteria }: ConformanceSubject): Told {
  const kind = isNode ? 'node' : 'lesion';
  const rules = criteria.measurable.filter((rule) => rule.kind === kind);
  const accepted = [...new Set(rules.flatMap(({ methods }) => methods))].map(methodText);
  return {
    code: 'method-not-accepted',
    detail: `no target ${kind} is measured by ${methodText(method)}`,
    expected: accepted.join(', '),
    actual: methodText(method),
    source: rules[0]?.source ?? criteria.source,
  };
}

interface Sized {
  readonly method: Method;
  readonly reading: LesionReading;
  readonly requirement: Requirement;
}

function tooSmall(isNode: boolean, sized: Sized, subject: ConformanceSubject): Told | undefined {
  const { reading, method, requirement } = sized;
  const { axis, atLeastMm, slices, source } = requirement.rule;
  const mm = lengthMm(reading, axis, subject);
  const told = { expected: `${axis} axis ${requirement.text}`, source };
  if (!mm) {
    const detail = `its ${axis} axis is not there: ${diametersText(reading, subject)}`;
    return { code: 'axis-missing', detail, ...told };
  }
  // Of slices whose thickness is not known, only what is too small for any thickness is judged.
  if (mm.gte(requirement.atLeastMm ?? atLeastMm)) return undefined;
  const thickness = sliceThicknessMm(reading);
  const ofSlices = thickness ? `slices of ${mmText(thickness)}` : 'slices of unknown thickness';
  const seen = slices ? `${methodText(method)}, ${ofSlices}` : methodText(method);
  const size = reading.state === 'too-small' ? `too small to measure (${mmText(mm)})` : mmText(mm);
  return {
    // Eisenhauer 2009, 3.1.1 and 4.2: a node of 10 to less than 15 mm is a non-target lesion.
    code: isNode ? 'node-too-small' : 'not-measurable',
    detail: `${size} by its ${axis} axis, ${seen}${isNode ? ': a non-target lesion' : ''}`,
    ...told,
    actual: mmText(mm),
  };
}
