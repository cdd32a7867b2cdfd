import type { Condition, Constraint } from '../compiled.js';
import type { TermResult } from '../match/match.js';
import type { SeriesView } from '../series-view.js';
import type { Judgement } from './judgement.js';
import { judgeSamples } from './samples.js';

/** A condition held against a series. */
export interface Weighed {
  /** `yes` when every term holds; `no` when one does not; else `unknown`. */
  readonly holds: 'yes' | 'no' | 'unknown';
  /** Share of the weights that hold, 0 to 1. */
  readonly score: number;
  readonly terms: readonly TermResult[];
}

/** Holds a condition against a series: a term holds when it passes for every instance. No term at all holds nowhere. */
export function weigh(condition: Condition, view: SeriesView): Weighed {
  const terms = condition.terms.map(({ constraint }) => weighTerm(constraint, view));
  const holds = together(terms);
  if (holds === 'yes') return { holds, score: 1, terms };
  let all = 0;
  let held = 0;
  for (const [index, { weight }] of condition.terms.entries()) {
    all += weight;
    if (terms[index]?.holds === 'yes') held += weight;
  }
  return { holds, score: all > 0 ? held / all : 0, terms };
}

function together(terms: readonly TermResult[]): Weighed['holds'] {
  if (terms.length === 0) return 'unknown';
  if (terms.some(({ holds }) => holds === 'no')) return 'no';
  return terms.every(({ holds }) => holds === 'yes') ? 'yes' : 'unknown';
}

function weighTerm(constraint: Constraint, view: SeriesView): TermResult {
  const { outcome, actual } = judgeSamples(constraint, view);
  return {
    quantity: constraint.quantity.name,
    holds: answerOf(outcome),
    expected: constraint.text,
    ...(actual !== undefined && { actual }),
  };
}

/** Off the target is still within what the condition asks for. */
function answerOf(outcome: Judgement['outcome']): TermResult['holds'] {
  if (outcome === 'not-evaluable') return 'unknown';
  return outcome === 'fail' ? 'no' : 'yes';
}

/** The quantities of terms that cannot be told, each once. */
export function unsettledOf(terms: Weighed['terms']): string[] {
  const names = terms.filter(({ holds }) => holds === 'unknown').map(({ quantity }) => quantity);
  return [...new Set(names)];
}
