import type { Amount } from './unit.js';

/** Digits that reports show: more than any header means, fewer than binary fractions betray. */
const DIGITS = 9;

/** A number for a report: the shortest decimal of at most nine significant digits; `0.1` for 0.1 + 1e-17, never `-0`. */
export function formatNumber(value: number): string {
  const rounded = Number(value.toPrecision(DIGITS));
  return String(rounded === 0 ? 0 : rounded);
}

/** An amount as it was written, without loss: `1 mm`, `5%`, `3`. */
export function formatAmount({ value, unit }: Amount): string {
  const number = String(value === 0 ? 0 : value);
  if (unit === undefined) return number;
  return unit === '%' ? `${number}%` : `${number} ${unit}`;
}
