import { askedFigure } from '../codes/asked-figure.js';
import type { RecomputedFigure } from '../figures.js';
import type { MeasureProblem } from '../problem.js';
import type { MeasurementItem } from '../source.js';
import { chooseFigure } from './choose-figure.js';
import { agreesWithin, decimalOf } from './decimal.js';
import { storedUnit } from './stored-unit.js';

/** How far a stored value may be from the recomputed one. */
export interface Tolerance {
  /** Share of the stored value: 0.01 for 1%. */
  readonly relative: number;
}

/** A stored value beside the recomputed one. */
export interface Comparison {
  /** `not-evaluable`: nothing was recomputed that it could be held against, or it cannot be. */
  readonly agrees: 'yes' | 'no' | 'not-evaluable';
  /** The figure that it was held against. */
  readonly figure?: RecomputedFigure;
  /** In the stored unit. */
  readonly recomputedValue?: number;
  /** Stored − recomputed, in the stored unit. */
  readonly difference?: number;
  /** A clause where it is not evaluable. */
  readonly why?: string;
  /** What is wrong with the value as it is stored: unit, number, or that it differs. */
  readonly problems: readonly MeasureProblem[];
}

/**
 * Holds a stored value against what was recomputed from its geometry, in the stored unit. It agrees within the
 * tolerance, or within half a unit of the last decimal that is stored: a rounded value is not a wrong one.
 */
export function compareStored(
  item: MeasurementItem,
  figures: readonly RecomputedFigure[],
  tolerance: Tolerance,
): Comparison {
  const text = item.stored?.text;
  if (text === undefined) return notEvaluable('no value is stored', []);
  const { itemPath } = item;
  const decimal = decimalOf(text);
  const { unit, problems: ofUnit, why } = storedUnit(item);
  const problems = ofUnit.map((problem) => ({ ...problem, itemPath }));
  if (!decimal) {
    problems.push({ code: 'value-not-numeric', itemPath });
    return notEvaluable('the stored value is no decimal number', problems);
  }
  if (!unit) return notEvaluable(why ?? 'the stored unit is not known', problems);
  const asked = askedFigure(item);
  if (!asked) return notEvaluable(noFigure(item), problems);
  const chosen = chooseFigure({ item, asked, unit, figures });
  if (!chosen.figure) return notEvaluable(chosen.why, problems);
  const { figure, value: recomputedValue } = chosen;
  const difference = decimal.value - recomputedValue;
  if (!Number.isFinite(difference)) return notEvaluable('the difference is too large for a number', problems);
  // A size of nothing is no rounded size: 0 m is not 15 mm, however coarse the unit. Values may well round to 0.
  const isNothing = decimal.value === 0 && figure.of === undefined;
  const stated = isNothing ? { ...decimal, lastUnit: 0 } : decimal;
  const agrees = agreesWithin(stated, recomputedValue, tolerance.relative) ? 'yes' : 'no';
  if (agrees === 'no') {
    problems.push({
      code: 'value-disagrees',
      itemPath,
      detail: `differs from the recomputed ${figure.name} by more than the tolerance`,
    });
  }
  return { agrees, figure, recomputedValue, difference, problems };
}

function notEvaluable(why: string, problems: readonly MeasureProblem[]): Comparison {
  return { agrees: 'not-evaluable', why, problems };
}

function noFigure(item: MeasurementItem): string {
  if (!item.concept) return 'it has no concept name';
  return 'nothing is recomputed for this concept with this derivation and method';
}
