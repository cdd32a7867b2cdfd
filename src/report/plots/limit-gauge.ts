import type { MotionCheckRow } from '../qc-motion-sections.js';

/** Where a figure lies on a gauge from 0 to 1, and the stretch of it that its limit allows. */
export interface Gauge {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Of a gauge with one bound, where that lies; of one with two, where both do. */
const [LOWER, UPPER] = [1 / 3, 2 / 3];

const NUMBER = '[-+]?\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?';
const BAND = new RegExp(`^(${NUMBER}) … (${NUMBER})`, 'i');
const LOW = new RegExp(`^[≥>] (${NUMBER})`, 'i');
const HIGH = new RegExp(`^[≤<] (${NUMBER})`, 'i');

/** A limit's bounds from its words, `≤ 3 %` or `88.5 … 91 mm, target …`; undefined where there is none. */
function boundsIn(expected: string): { readonly low?: number; readonly high?: number } {
  const [, from, to] = BAND.exec(expected) ?? [];
  if (from !== undefined && to !== undefined) return { low: Number(from), high: Number(to) };
  const [low, high] = [LOW, HIGH].map((pattern) => pattern.exec(expected)?.[1]);
  return {
    ...(low === undefined ? {} : { low: Number(low) }),
    ...(high === undefined ? {} : { high: Number(high) }),
  };
}

/**
 * A figure against its limit, whatever its unit: a value is as far from a bound on the gauge as it is outside, in parts
 * of the band's width, or of the bound from 0 where there is one. What lies beyond the gauge is at its end.
 * @returns undefined where there is no value, or only a target, which is no limit
 */
export function gaugeOf({ value, expected }: Pick<MotionCheckRow, 'value' | 'expected'>): Gauge | undefined {
  if (value === null || !Number.isFinite(value)) return undefined;
  const { low, high } = boundsIn(expected);
  const ends = (at: number, from: number, to: number): Gauge => ({
    at: Math.max(0, Math.min(1, at)),
    from,
    to,
  });
  if (low !== undefined && high !== undefined) {
    const width = high - low;
    return width > 0 ? ends(LOWER + ((UPPER - LOWER) * (value - low)) / width, LOWER, UPPER) : undefined;
  }
  if (high !== undefined) return ends(UPPER + (UPPER * (value - high)) / (Math.abs(high) || 1), 0, UPPER);
  if (low !== undefined) return ends(LOWER + (LOWER * (value - low)) / (Math.abs(low) || 1), LOWER, 1);
  return undefined;
}
