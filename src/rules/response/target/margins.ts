import type { Big } from 'big.js';
import type { Margin } from '../judgement.js';
import type { TargetAnswer } from '../words.js';

/** What the sum of a visit is, and what every other sum would be answered by. */
interface Sums {
  /** What the visit is answered by. */
  readonly answer: TargetAnswer;
  /** mm. */
  readonly sum: Big;
  /** The only sums at which the answer may change, mm, in any order. */
  readonly edges: readonly Big[];
  /** The answer for another sum while not every lesion is gone. */
  readonly answerAt: (sum: Big) => TargetAnswer;
}

/** Sums that are answered alike: an edge itself, or what lies between it and the next. */
interface Step {
  readonly sumMm: Big;
  readonly side: Margin['side'];
  /** One of them. */
  readonly at: Big;
}

/**
 * The sums at which each other answer begins, upwards and downwards, the nearest first. What ends the present answer is
 * among them, not only what a rule of its own begins: below its threshold a progression is none any more.
 */
export function marginsOf(sums: Sums): Margin[] {
  const { sum, edges } = sums;
  const ascending = edges.filter((edge) => edge.gte(0)).sort((a, b) => a.cmp(b));
  const above = ascending.filter((edge) => edge.gte(sum));
  const below = ascending.filter((edge) => edge.lte(sum) && edge.gt(0)).reverse();
  const up = above.flatMap((sumMm, i): Step[] => [
    { sumMm, side: 'at-least', at: sumMm },
    { sumMm, side: 'above', at: middle(sumMm, above[i + 1] ?? sumMm.plus(1)) },
  ]);
  const down = below.flatMap((sumMm, i): Step[] => [
    { sumMm, side: 'at-most', at: sumMm },
    { sumMm, side: 'below', at: middle(sumMm, below[i + 1] ?? sumMm.times(0)) },
  ]);
  return [...changes(up, sums), ...changes(down, sums)].sort((a, b) =>
    a.changeMm.abs().cmp(b.changeMm.abs()),
  );
}

/** The steps at which an answer comes for the first time; what cannot be told is no answer. */
function changes(steps: readonly Step[], { answer, sum, answerAt }: Sums): Margin[] {
  const seen = new Set<TargetAnswer>(['NE', answer, answerAt(sum)]);
  return steps.flatMap(({ at, sumMm, side }) => {
    const there = answerAt(at);
    if (seen.has(there)) return [];
    seen.add(there);
    return [{ answer: there, sumMm, side, changeMm: sumMm.minus(sum) }];
  });
}

function middle(a: Big, b: Big): Big {
  return a.plus(b).times('0.5');
}
