import { type Clock, givenValue } from './stated.js';

const DAY_S = 86400;

/**
 * The moment of a clock in seconds since 1970-01-01, where both it and the anchor have a day. Where one has none the
 * clock is taken for the nearest such time of day: within 12 hours of the anchor, over midnight too.
 * @returns undefined where the clock states no time of day
 */
export function momentOf(clock: Clock, anchor: Anchor): Placed | undefined {
  const second = givenValue(clock.second);
  if (second === undefined) return undefined;
  const day = givenValue(clock.day);
  if (day !== undefined && anchor.dated) return { at: day * DAY_S + second, assumed: false };
  const turns = Math.round((second - (((anchor.at % DAY_S) + DAY_S) % DAY_S)) / DAY_S);
  const midnight = Math.floor(anchor.at / DAY_S) * DAY_S;
  return { at: midnight + second - turns * DAY_S, assumed: true };
}

/** What moments are placed by. */
export interface Anchor {
  readonly at: number;
  readonly dated: boolean;
}

/** A moment, and whether its day was assumed. */
export interface Placed {
  /** Seconds. */
  readonly at: number;
  readonly assumed: boolean;
}

/** The anchor of a series: a clock that has a day, else one that has none, on day 0; undefined where none has a time. */
export function anchorOf(clocks: readonly Clock[]): Anchor | undefined {
  const timed = clocks.flatMap(({ day, second }) => {
    const at = givenValue(second);
    return at === undefined ? [] : [{ day: givenValue(day), at }];
  });
  const dated = timed.flatMap(({ day, at }) => (day === undefined ? [] : [day * DAY_S + at]));
  if (dated.length > 0) return { at: dated.reduce((a, b) => Math.min(a, b)), dated: true };
  const first = timed[0];
  return first && { at: first.at, dated: false };
}

/** Seconds between two times of day, the short way round. */
export function timeOfDayDifference(a: number, b: number): number {
  const apart = Math.abs(a - b) % DAY_S;
  return Math.min(apart, DAY_S - apart);
}
