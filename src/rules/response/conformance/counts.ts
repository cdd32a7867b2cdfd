import type { ResponseProblem } from '../problem.js';
import { type ConformanceSubject, problemOf } from './conformance-rule.js';
import { countedTargets, labelsByOrgan } from './selected.js';

/** More targets than the criteria allow, in all and by organ: Eisenhauer 2009, 4.2. Exactly as many are fine. */
export function targetCounts({ course, criteria }: ConformanceSubject): readonly ResponseProblem[] {
  const { most, mostPerOrgan, source } = criteria.targets;
  const targets = countedTargets(course);
  const labels = targets.map(({ label }) => label);
  const inAll = {
    code: 'too-many-targets',
    detail: `${labels.length} target lesions: ${labels.join(', ')}`,
    expected: `at most ${most}`,
    actual: `${labels.length}`,
    source,
  } as const;
  // Paired organs are one organ, by the organs of the criteria: RECIST working group, recist.eortc.org FAQ.
  const crowded = labelsByOrgan(targets).filter(([, { length }]) => length > mostPerOrgan);
  return [
    ...(labels.length > most ? [problemOf(course, { visit: 0 }, inAll)] : []),
    ...crowded.map(([organ, of]) =>
      problemOf(
        course,
        { visit: 0 },
        {
          code: 'too-many-per-organ',
          detail: `${of.length} target lesions in one organ (${organ}): ${of.join(', ')}`,
          expected: `at most ${mostPerOrgan} an organ`,
          actual: `${of.length}`,
          source,
        },
      ),
    ),
  ];
}
