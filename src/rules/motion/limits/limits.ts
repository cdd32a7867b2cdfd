import { outside } from '../../protocol/evaluate/numbers.js';
import { formatNumber } from '../../protocol/units/format.js';
import { figureOf, type KnownFigures } from '../all-figures.js';
import type { FigureDefinition, FigureValue } from '../figures.js';
import type { Limit, LimitResult, LimitSet } from './limit.js';
import { limitInWords } from './words.js';

export type { Limit, LimitResult, LimitSet, Limits } from './limit.js';

/**
 * Holds the figures of a run against the limits of its kind, in the order of the file. Numbers count as equal within
 * 1e-9 of their size. What is not known, no number, or no possible value of the figure never passes.
 */
export function judgeRun(figures: KnownFigures, { limits }: LimitSet): LimitResult[] {
  return limits.map((limit) => {
    const { figure, severity, source, rationale } = limit;
    const definition = figureOf(figure);
    return {
      figure,
      severity,
      ...judgeFigure(figures[figure] ?? ABSENT, limit, definition),
      expected: limitInWords(limit, definition),
      unit: definition.unit,
      source,
      ...(rationale !== undefined && { rationale }),
    };
  });
}

/** A limit on what the series has not: somebody expects it to be another kind of series. */
const ABSENT: FigureValue = { why: 'a series of this kind has no such figure' };

type Judged = Pick<LimitResult, 'outcome' | 'isOffTarget' | 'value' | 'why'>;

function judgeFigure(given: FigureValue, limit: Limit, definition: FigureDefinition): Judged {
  if ('notApplicable' in given) return { outcome: 'not-applicable', why: given.notApplicable };
  if ('why' in given) return { outcome: 'not-evaluable', why: given.why };
  const { value } = given;
  if (!Number.isFinite(value)) return { outcome: 'not-evaluable', why: 'it came out as no finite number' };
  if (outside(value, rangeOf(definition)) !== undefined) {
    return { outcome: 'not-evaluable', why: `it came out as ${formatNumber(value)}, which it cannot be` };
  }
  const { min, max, warnMin, warnMax, onDeviation } = limit;
  const isBeyond = isOutside(value, min, max);
  // What was not measured neither passes nor fails, however little of it there is.
  if (limit.figure === 'measuredShare' && isBeyond) {
    return { outcome: 'not-evaluable', value, why: `only ${formatNumber(value)} % of its volumes could be` };
  }
  if (isBeyond) return { outcome: onDeviation, value };
  return isOutside(value, warnMin, warnMax)
    ? { outcome: 'warn', isOffTarget: true, value }
    : { outcome: 'pass', value };
}

function rangeOf({ least, most }: FigureDefinition) {
  return { min: least, ...(most !== undefined && { max: most }) };
}

function isOutside(value: number, min: number | undefined, max: number | undefined): boolean {
  const bounds = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  return outside(value, bounds) !== undefined;
}
