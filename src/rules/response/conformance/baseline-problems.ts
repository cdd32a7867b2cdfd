import type { Course } from '../course.js';
import type { ResponseProblem } from '../problem.js';
import { afterDeath } from './after-death.js';
import { baselinePresence } from './baseline-presence.js';
import { baselineWindow } from './baseline-window.js';
import type { ConformanceRule, ConformanceSubject } from './conformance-rule.js';
import { targetCounts } from './counts.js';
import { brokenLinks } from './links.js';
import { measurableTargets } from './measurable.js';
import { methodProblems } from './methods.js';
import { missingFacts } from './missing-facts.js';
import { normalNodes } from './nodes.js';
import { overlookedTargets } from './selection.js';
import { unknownSlices } from './slices.js';
import { impossibleStates } from './states.js';

/** Every rule, in the order in which problems are told. */
const RULES: readonly ConformanceRule[] = [
  baselinePresence,
  baselineWindow,
  missingFacts,
  measurableTargets,
  normalNodes,
  targetCounts,
  overlookedTargets,
  methodProblems,
  unknownSlices,
  brokenLinks,
  impossibleStates,
  afterDeath,
];

/**
 * Everything in which a reader's selection of lesions and the methods over time do not conform to the criteria, or
 * cannot be shown to. The response stands beside it: nothing here changes a sum. Neither the order of the lesions nor
 * that of a run matters.
 * Source of the rules: Eisenhauer 2009, 3.1, 3.2 and 4.2; the numbers are those of the criteria.
 */
export function conformanceProblems(
  course: Course,
  how: Omit<ConformanceSubject, 'course'>,
): readonly ResponseProblem[] {
  const lesions = [...course.lesions].sort(({ label: a }, { label: b }) => (a < b ? -1 : a > b ? 1 : 0));
  const subject = { ...how, course: { ...course, lesions } };
  return RULES.flatMap((rule) => rule(subject));
}
