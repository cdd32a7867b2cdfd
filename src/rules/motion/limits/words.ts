import { boundsInWords } from '../../protocol/compile/words.js';
import { formatAmount } from '../../protocol/units/format.js';
import type { FigureDefinition } from '../figures.js';
import type { Limit } from './limit.js';

type Bound = number | undefined;

/** A limit in words, in the figure's unit: `≤ 0.5 mm, target ≤ 0.2 mm`; beyond the target is a warning. */
export function limitInWords({ min, max, warnMin, warnMax }: Limit, figure: FigureDefinition): string {
  const hard = bandInWords([min, max], figure);
  const target = bandInWords([warnMin, warnMax], figure);
  return [hard, target && `target ${target}`].filter((part) => part !== '').join(', ');
}

function bandInWords([min, max]: readonly [Bound, Bound], figure: FigureDefinition): string {
  return boundsInWords({
    bounds: {},
    ...(min !== undefined && { min: written(min, figure) }),
    ...(max !== undefined && { max: written(max, figure) }),
  });
}

function written(value: number, { unit }: FigureDefinition) {
  return unit === '1'
    ? { value, words: formatAmount({ value }) }
    : { value, words: formatAmount({ value, unit }), unit };
}
