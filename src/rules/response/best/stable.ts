import type { Criteria } from '../criteria/criteria.js';
import type { Decision } from '../judgement.js';
import type { Response, ResponseKind } from '../words.js';
import { codeOf } from './code-of.js';
import { type CountedPoint, told } from './counted.js';

/** Stable disease (or neither response nor progression), or why it is not met at each point that could. */
export type SoughtStable =
  | {
      readonly response: Response;
      readonly kind: 'stable' | 'neither';
      readonly point: CountedPoint;
      readonly decision: Decision;
    }
  | { readonly why: readonly string[] };

const AT_LEAST_STABLE: readonly ResponseKind[] = ['complete', 'partial', 'stable', 'neither'];

/**
 * The first point that is stable or better and long enough after baseline; responses that are not confirmed count as
 * stable (Eisenhauer 2009, 4.4.3 and Table 3). Without target lesions the paper is silent: the same days are asked for.
 */
export function soughtStable(
  points: readonly CountedPoint[],
  criteria: Criteria,
  hasTargets?: boolean,
): SoughtStable {
  const { minimumDays, source } = criteria.best.stable;
  const why: string[] = [];
  for (const point of points) {
    if (!AT_LEAST_STABLE.includes(point.kind)) continue;
    if (point.day !== null && point.day >= minimumDays) {
      const { response, kind } = stableOf(point, criteria, hasTargets === false || isTargetless(points));
      const counts = response === point.answer ? '' : `, which is not confirmed and counts as ${response}`;
      const text = `${told(point)}${counts}: at least ${minimumDays} days after baseline`;
      return {
        response,
        kind,
        point,
        decision: { step: 'best', answer: response, rule: kind, text, source },
      };
    }
    why.push(
      point.day === null
        ? `${told(point)}: its day is not known, ${minimumDays} days after baseline asked for`
        : `${told(point)} only: ${minimumDays} days after baseline asked for`,
    );
  }
  return { why };
}

function stableOf({ answer, kind }: CountedPoint, criteria: Criteria, isWithoutTargets: boolean) {
  if (kind === 'stable' || kind === 'neither') return { response: answer, kind };
  // Eisenhauer 2009, Table 2: without target lesions there is no stable disease.
  const stable: 'stable' | 'neither' = isWithoutTargets ? 'neither' : 'stable';
  return { response: codeOf(stable, criteria), kind: stable };
}

/** Whether the responses are those of a subject without target lesions. */
function isTargetless(points: readonly CountedPoint[]): boolean {
  const answered = points.map(({ answeredKind }) => answeredKind);
  return answered.includes('neither') && !answered.includes('stable') && !answered.includes('partial');
}
