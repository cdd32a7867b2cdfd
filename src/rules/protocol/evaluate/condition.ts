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

/** How well a condition fits a series: a term holds when it passes for every instance. No term at all holds nowhere. */
export function weigh(condition: Condition, view: SeriesView): Weighed {
  const terms = condition.terms.map(({ constraint }) => weighTerm(constraint, view, 'no'));
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

/**
 * Whether what depends on a condition is asked of a series. A term that passes for some instances only says neither: what
 * it decides is asked of those, and must not be dropped for the sake of the others.
 */
export function settle({ terms }: Condition, view: SeriesView): Pick<Weighed, 'holds' | 'terms'> {
  const settled = terms.map(({ constraint }) => weighTerm(constraint, view, 'unknown'));
  return { holds: together(settled), terms: settled };
}

function together(terms: readonly TermResult[]): Weighed['holds'] {
  if (terms.length === 0) return 'unknown';
  if (terms.some(({ holds }) => holds === 'no')) return 'no';
  return terms.every(({ holds }) => holds === 'yes') ? 'yes' : 'unknown';
}

/** @param partly what it is where it fails for some instances, and not for others */
function weighTerm(constraint: Constraint, view: SeriesView, partly: 'no' | 'unknown'): TermResult {
  const { outcome, actual, outliers } = judgeSamples(constraint, view);
  return {
    quantity: constraint.quantity.name,
    holds: outcome === 'fail' && outliers !== undefined ? partly : answerOf(outcome),
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
