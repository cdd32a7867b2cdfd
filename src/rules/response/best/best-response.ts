import type { Criteria } from '../criteria/criteria.js';
import type { Best, Decision } from '../judgement.js';
import { codeOf } from './code-of.js';
import { type CountedPoint, countedPoints, type TimedResponse, told } from './counted.js';
import { type SoughtResponse, soughtResponse } from './response.js';
import { type SoughtStable, soughtStable } from './stable.js';

export type { TimedResponse } from './counted.js';

/** Events and references of a course that the best response needs. */
export interface CourseDays {
  /** Null where it is not known. */
  readonly treatmentStartDay: number | null;
  readonly deathDay: number | null;
  /** False: there are no target lesions, so that nothing can be stable. Undefined: the responses tell. */
  readonly hasTargets?: boolean;
}

/** What the best response is looked for in. */
interface Sequence {
  readonly points: readonly CountedPoint[];
  readonly days: CourseDays;
  readonly criteria: Criteria;
}

/**
 * The best response from baseline to the first progression: complete or partial (confirmed where the criteria ask for
 * it), else stable for long enough, else progression, else not evaluable. Eisenhauer 2009, 4.4.3 and Table 3.
 * @param points after baseline, in the order of time
 * @throws RangeError for a response that the criteria do not name, or a kind of response that they need and lack
 */
export function bestResponse(points: readonly TimedResponse[], days: CourseDays, criteria: Criteria): Best {
  const counted = countedPoints(points, days.deathDay, criteria);
  const sequence = { points: counted.points, days, criteria };
  const progression = counted.points.find(({ kind }) => kind === 'progression');
  const response = soughtResponse(counted.points, criteria);
  const { decision, ...chosen } = chosenOf(response, sequence);
  return {
    ...chosen,
    isConfirmed: response.isConfirmed,
    progression: progression ? { visit: progression.visit, day: progression.day } : null,
    decisions: [...counted.decisions, ...response.decisions, decision],
  };
}

type Chosen = Pick<Best, 'response' | 'visit' | 'durationOfResponse' | 'durationOfStable'> & {
  readonly decision: Decision;
};

function chosenOf({ found }: SoughtResponse, sequence: Sequence): Chosen {
  const none = { durationOfResponse: null, durationOfStable: null };
  if (found) {
    const { response, decision, point, since } = found;
    // Eisenhauer 2009, 4.6.2: from the time that CR or PR is first met.
    const durationOfResponse = duration(since.day, sequence);
    return { ...none, response, decision, visit: point.visit, durationOfResponse };
  }
  const { points, criteria, days } = sequence;
  const stable = soughtStable(points, criteria, days.hasTargets);
  if ('response' in stable) {
    const { response, decision, point, kind } = stable;
    // Eisenhauer 2009, 4.6.3: from the start of treatment.
    const since = days.treatmentStartDay ?? 0;
    const durationOfStable = kind === 'stable' ? duration(since, sequence) : null;
    return { ...none, response, decision, visit: point.visit, durationOfStable };
  }
  return { ...none, ...progressedOrNot(stable, sequence) };
}

/** Nothing better was met: progression where there is one, else not evaluable. */
function progressedOrNot(
  { why }: SoughtStable & { readonly why: readonly string[] },
  { points, days, criteria }: Sequence,
): Pick<Chosen, 'response' | 'visit' | 'decision'> {
  const source = why.length > 0 ? criteria.best.stable.source : criteria.best.source;
  const progression = points.find(({ kind }) => kind === 'progression');
  if (progression) {
    const { answer, visit } = progression;
    const text = [told(progression), ...why].join('; ');
    return {
      response: answer,
      visit,
      decision: { step: 'best', answer, rule: 'progression', text, source },
    };
  }
  const answer = codeOf('not-evaluable', criteria);
  const text = notEvaluable(why, points, days.deathDay);
  return {
    response: answer,
    visit: null,
    decision: { step: 'best', answer, rule: 'not-evaluable', text, source },
  };
}

// Eisenhauer 2009, 4.4.3: lost before the minimum time of stable disease, or never evaluated, is inevaluable.
function notEvaluable(
  why: readonly string[],
  points: readonly CountedPoint[],
  deathDay: number | null,
): string {
  const death = deathDay === null ? [] : [`died on day ${deathDay}`];
  if (why.length > 0) return [...why, ...death].join('; ');
  if (points.length === 0) {
    return deathDay === null
      ? 'no assessment after baseline'
      : `died on day ${deathDay} before an assessment after baseline`;
  }
  return [`nothing can be evaluated at ${points.map(({ name }) => name).join(', ')}`, ...death].join('; ');
}

/** Days from a day to progression, else to death, else, open, to the last point that was evaluated; null where a day is missing. */
function duration(since: number | null, { points, days }: Sequence): Best['durationOfResponse'] {
  const progression = points.find(({ kind }) => kind === 'progression');
  const last = points.findLast(({ kind }) => kind !== 'not-evaluable');
  const isOpen = !progression && days.deathDay === null;
  const end = progression ? progression.day : (days.deathDay ?? last?.day ?? null);
  if (since === null || end === null || end < since) return null;
  return { days: end - since, isOpen };
}
