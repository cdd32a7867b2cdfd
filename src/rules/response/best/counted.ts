import type { Criteria } from '../criteria/criteria.js';
import type { Decision } from '../judgement.js';
import type { Response, ResponseKind } from '../words.js';
import { codeOf, kindOf } from './code-of.js';

/**
 * Whether any disease is seen; undefined: not known, so that a response after a complete one counts as its return.
 * `marker`: no lesion, but a tumour marker above normal.
 */
export type DiseaseSeen = boolean | 'marker' | undefined;

/** A response in the order of time. */
export interface TimedResponse {
  /** Index of the visit. */
  readonly visit: number;
  /** Name of the visit. */
  readonly name: string;
  /** Days since baseline; null where not known. */
  readonly day: number | null;
  readonly overall: Response;
  readonly isDiseaseSeen?: DiseaseSeen;
}

/** A response that counts for the best one. */
export interface CountedPoint {
  readonly visit: number;
  readonly name: string;
  readonly day: number | null;
  /** What it counts as. */
  readonly answer: Response;
  readonly kind: ResponseKind;
  /** What was answered. */
  readonly answeredKind: ResponseKind;
  /** Looked at, and nothing that was looked at is left: neither bears out nor ends a complete response. */
  readonly isWithoutDisease: boolean;
}

/** The responses that count, in the order of time; a progression is the last of them. */
export interface Counted {
  readonly points: readonly CountedPoint[];
  readonly decisions: readonly Decision[];
}

/** A point for people: `CR at V2 on day 112`. */
export function told({ answer, name, day }: Pick<CountedPoint, 'answer' | 'name' | 'day'>): string {
  return `${answer} at ${name}${day === null ? '' : ` on day ${day}`}`;
}

/**
 * Takes the responses up to death and to the first progression.
 * @throws RangeError for a response that the criteria do not name
 */
export function countedPoints(
  responses: readonly TimedResponse[],
  deathDay: number | null,
  criteria: Criteria,
): Counted {
  const points: CountedPoint[] = [];
  const decisions: Decision[] = [];
  let complete: CountedPoint | undefined;
  for (const response of responses) {
    if (deathDay !== null && response.day !== null && response.day > deathDay) {
      decisions.push(afterDeath(response, deathDay, criteria));
      break;
    }
    const { point, decision } = count(response, complete, criteria);
    points.push(point);
    if (decision) decisions.push(decision);
    // Eisenhauer 2009, 4.4.3: the best response is recorded until progression.
    if (point.kind === 'progression') break;
    if (point.kind === 'complete') complete ??= point;
  }
  return { points, decisions };
}

function count(
  { visit, name, day, overall, isDiseaseSeen }: TimedResponse,
  complete: CountedPoint | undefined,
  criteria: Criteria,
): { readonly point: CountedPoint; readonly decision?: Decision } {
  const answeredKind = kindOf(overall, criteria);
  const isWithoutDisease = isDiseaseSeen === false;
  const point = { visit, name, day, answer: overall, kind: answeredKind, answeredKind, isWithoutDisease };
  // Eisenhauer 2009, 4.3.3: a marker alone denies a complete response, and is no disease that was seen to be back.
  const isDisease = isDiseaseSeen !== false && isDiseaseSeen !== 'marker';
  if (!complete || !isDisease || !['partial', 'stable', 'neither'].includes(answeredKind)) return { point };
  // Eisenhauer 2009, Table 3, footnote a: disease seen after a complete response has come back.
  const answer = codeOf('progression', criteria);
  const decision: Decision = {
    step: 'reappearance',
    answer,
    rule: 'disease-after-complete',
    text: `${told(point)} follows ${told(complete)}: disease is back, which counts as ${answer}`,
    source: 'Eisenhauer 2009, Table 3, footnote a',
  };
  return { point: { ...point, answer, kind: 'progression' }, decision };
}

function afterDeath({ name, day }: TimedResponse, deathDay: number, criteria: Criteria): Decision {
  return {
    step: 'best',
    answer: codeOf('not-evaluable', criteria),
    rule: 'after-death',
    text: `${name} on day ${day} is after death on day ${deathDay}: it does not count, nor does what follows`,
    source: 'corelab: nobody is assessed after death',
  };
}
