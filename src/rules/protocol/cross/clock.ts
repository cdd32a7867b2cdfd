import { between } from '../derived/clock.js';

/**
 * Seconds from one time of day to another, the shorter way round the clock, so that a study may run past midnight:
 * −12 h … +12 h, to a microsecond, which is what times in headers tell.
 */
export function elapsedS(fromS: number, toS: number): number {
  return Math.round(between(fromS, toS) * 1e6) / 1e6;
}

/** The earliest of some times of day, which may lie on both sides of midnight; undefined when there are none. */
export function earliestS(times: readonly number[]): number | undefined {
  const [first] = times;
  if (first === undefined) return undefined;
  return times.reduce((earliest, time) => (elapsedS(earliest, time) < 0 ? time : earliest), first);
}
