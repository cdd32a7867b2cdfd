import type { Criteria } from '../criteria/criteria.js';
import type { Decision } from '../judgement.js';
import type { Response } from '../words.js';
import { codeOf } from './code-of.js';
import { type Confirmation, type Confirmed, confirmationOf } from './confirmation.js';
import { type CountedPoint, told } from './counted.js';

/** A complete or partial response that stands. */
export interface StandingResponse {
  readonly response: Response;
  readonly point: CountedPoint;
  /** The first that meets a complete or partial response, of the confirmed ones where confirmation is asked for. */
  readonly since: CountedPoint;
  readonly decision: Decision;
}

/** A search for a complete or partial response. */
export interface SoughtResponse {
  readonly found: StandingResponse | undefined;
  /** Null where confirmation is not asked for, or there is nothing to confirm. */
  readonly isConfirmed: boolean | null;
  /** Of confirmation. */
  readonly decisions: readonly Decision[];
}

/** Seeks the best complete or partial response that stands, confirmed where the criteria ask for it. */
export function soughtResponse(points: readonly CountedPoint[], criteria: Criteria): SoughtResponse {
  return criteria.best.confirmation.isRequired
    ? withConfirmation(points, criteria)
    : without(points, criteria);
}

// Eisenhauer 2009, 4.4.3: the best of all points where confirmation is not required.
function without(points: readonly CountedPoint[], { best }: Criteria): SoughtResponse {
  const ofKind = (kind: CountedPoint['kind']) => points.find((point) => point.kind === kind);
  const point = ofKind('complete') ?? ofKind('partial');
  if (!point) return { found: undefined, isConfirmed: null, decisions: [] };
  const { answer, kind } = point;
  const text = `${told(point)}: confirmation is not asked for`;
  const decision: Decision = { step: 'best', answer, rule: kind, text, source: best.source };
  const since = points.find((one) => one.kind === 'complete' || one.kind === 'partial') ?? point;
  return { found: { response: answer, point, since, decision }, isConfirmed: null, decisions: [] };
}

// Eisenhauer 2009, Table 3: a response has to be met again, 4 weeks later or more.
function withConfirmation(points: readonly CountedPoint[], criteria: Criteria): SoughtResponse {
  const decisions: Decision[] = [];
  for (const kind of ['complete', 'partial'] as const) {
    if (!points.some((point) => point.kind === kind)) continue;
    const response = codeOf(kind, criteria);
    const confirmation = confirmationOf(points, kind, criteria.best.confirmation);
    decisions.push(confirmationDecision(confirmation, response, criteria));
    if (!('confirmed' in confirmation)) continue;
    const { confirmed } = confirmation;
    const found = standing(confirmed, { points, kind, criteria });
    return { found, isConfirmed: true, decisions };
  }
  return { found: undefined, isConfirmed: decisions.length > 0 ? false : null, decisions };
}

function standing(
  { first, by, days }: Confirmed,
  {
    points,
    kind,
    criteria,
  }: {
    readonly points: readonly CountedPoint[];
    readonly kind: 'complete' | 'partial';
    readonly criteria: Criteria;
  },
): StandingResponse {
  const { best } = criteria;
  // A confirmed CR may follow a confirmed PR, which the response lasts from: Eisenhauer 2009, 4.6.2.
  const earliest = confirmationOf(points, 'partial', best.confirmation);
  const response = first.kind === kind ? first.answer : codeOf(kind, criteria);
  const text = `${told(first)}, confirmed ${days} days later by ${told(by)}`;
  return {
    response,
    point: first,
    since: 'confirmed' in earliest ? earliest.confirmed.first : first,
    decision: { step: 'best', answer: response, rule: kind, text, source: best.source },
  };
}

function confirmationDecision(
  confirmation: Confirmation,
  response: Response,
  { best: { confirmation: rules } }: Criteria,
): Decision {
  const common = { step: 'confirmation', source: rules.source } as const;
  if (!('confirmed' in confirmation)) {
    const text = `${response} is not confirmed. ${confirmation.why.join('. ')}`;
    return { ...common, answer: 'not confirmed', rule: 'not-confirmed', text };
  }
  const { first, by, days } = confirmation.confirmed;
  const text = `${told(first)} is confirmed by ${told(by)}: ${days} days later, ${rules.minimumDays} asked for`;
  return { ...common, answer: 'confirmed', rule: 'confirmed', text };
}
