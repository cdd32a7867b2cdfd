import type { Course, Lengths } from '../course.js';
import type { Criteria } from '../criteria/criteria.js';
import type { TargetMeasure, TimePoint } from '../judgement.js';
import { nonTargetLesions, nonTargetStatus } from './non-target-status.js';

/**
 * Labels of lesions that are back after a complete response: targets and non-targets that are no longer gone, nodes
 * from their pathological size on. Empty where the overall response was never complete, or progression came since.
 * Source: Eisenhauer 2009, Table 3, footnote a; RECIST working group, recist.eortc.org FAQ: a lesion that reappears is
 * progression only after an overall complete response.
 */
export function reappeared(
  course: Course,
  visit: number,
  how: {
    readonly criteria: Criteria;
    readonly measure: TargetMeasure;
    readonly earlier: readonly TimePoint[];
    /** Of non-target nodes; `stored` where it is not said. The targets' are those of `measure`. */
    readonly lengths?: Lengths;
  },
): readonly string[] {
  const { criteria, measure, earlier, lengths = 'stored' } = how;
  if (!isCompleteSoFar(earlier, criteria)) return [];
  const targets = measure.values.filter(({ label, role, mm }) => {
    if (role !== 'target' || mm === null) return false;
    const isNode = course.lesions.find((lesion) => lesion.label === label)?.isNode;
    return isNode ? mm.gte(criteria.nodes.pathologicalFromMm) : mm.gt(0);
  });
  const others = nonTargetLesions(course).filter((lesion) => {
    const { is } = nonTargetStatus(lesion, { course, visit }, { criteria, lengths });
    return is === 'present' || is === 'progressed';
  });
  return [...targets, ...others].map(({ label }) => label);
}

/** Whether the last that was said of complete response or progression is complete response. */
function isCompleteSoFar(earlier: readonly TimePoint[], { responses }: Criteria): boolean {
  const kinds = new Map(responses.map(({ code, kind }) => [code, kind]));
  const last = earlier
    .map(({ overall }) => kinds.get(overall))
    .findLast((kind) => kind === 'complete' || kind === 'progression');
  return last === 'complete';
}
