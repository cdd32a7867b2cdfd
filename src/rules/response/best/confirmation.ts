import type { BestRules } from '../criteria/criteria.js';
import type { ResponseKind } from '../words.js';
import { type CountedPoint, told } from './counted.js';

/** A response with the later one that confirms it. */
export interface Confirmed {
  readonly first: CountedPoint;
  readonly by: CountedPoint;
  readonly days: number;
}

/** What a search for a confirmed response gives: the first that is, or why each is not. */
export type Confirmation = { readonly confirmed: Confirmed } | { readonly why: readonly string[] };

/** Responses that are at least as good. */
const AT_LEAST = {
  complete: ['complete'],
  partial: ['complete', 'partial'],
} as const satisfies Partial<Record<ResponseKind, readonly ResponseKind[]>>;

/**
 * The first response, at least this good, that is confirmed by one at least this good `minimumDays` or more days later.
 * Between the two lie only such responses, and at most `mayLieBetween` that are not evaluable: Eisenhauer 2009, Table 3
 * and 4.4.4 (PR, NE, PR).
 */
export function confirmationOf(
  points: readonly CountedPoint[],
  response: keyof typeof AT_LEAST,
  rules: BestRules['confirmation'],
): Confirmation {
  const why: string[] = [];
  const kinds: readonly ResponseKind[] = AT_LEAST[response];
  for (const [i, first] of points.entries()) {
    if (!kinds.includes(first.kind)) continue;
    const found = confirmed([first, ...points.slice(i + 1)], kinds, rules);
    if ('confirmed' in found) return found;
    why.push(`${told(first)}: ${found.why.join(', ') || 'nothing follows'}`);
  }
  return { why };
}

function confirmed(
  [first, ...later]: readonly [CountedPoint, ...CountedPoint[]],
  kinds: readonly ResponseKind[],
  { minimumDays, mayLieBetween }: BestRules['confirmation'],
): Confirmation {
  const why: string[] = [];
  let between = 0;
  for (const by of later) {
    if (kinds.includes(by.kind)) {
      // A day that is not known is not guessed: a later response may still confirm.
      const days = first.day === null || by.day === null ? null : by.day - first.day;
      if (days !== null && days >= minimumDays) return { confirmed: { first, by, days } };
      why.push(
        days === null
          ? `the day of ${first.day === null ? first.name : by.name} is not known`
          : `${told(by)} is ${days} days later, ${minimumDays} asked for`,
      );
    } else if (by.kind === 'not-evaluable' || by.isWithoutDisease) {
      why.push(`${told(by)} does not confirm it`);
      between++;
      if (between > mayLieBetween) return { why: [...why, `at most ${mayLieBetween} such may lie between`] };
    } else return { why: [...why, `${told(by)} follows`] };
  }
  return { why };
}
