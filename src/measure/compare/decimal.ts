/** A decimal number and how finely it was written. */
export interface Decimal {
  readonly value: number;
  /** One unit of the last digit; never more than 1: an exponent does not make a number coarse. */
  readonly lastUnit: number;
}

/** Reads a Decimal String (PS3.5 6.2, DS): a point and no comma, an exponent if any; undefined for all else. */
export function decimalOf(text: string): Decimal | undefined {
  const match = /^[+-]?(?:\d+\.?(\d*)|\.(\d+))(?:[eE]([+-]?\d{1,4}))?$/.exec(text.trim());
  if (!match) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  const [, whole, fraction, exponent = '0'] = match;
  const decimals = (whole ?? fraction ?? '').length;
  return { value, lastUnit: Number(`1e${Math.min(0, Number(exponent) - decimals)}`) };
}

/** Rounding of doubles, relative: far below anything that is stored. */
const ROUNDING = 1e-12;

/**
 * True where a stored number is within `relative` of itself, or within half a unit of its last digit, of another.
 * A tolerance that is not a positive number is none.
 */
export function agreesWithin({ value, lastUnit }: Decimal, other: number, relative: number): boolean {
  const difference = Math.abs(value - other);
  if (!Number.isFinite(difference)) return false;
  const share = Number.isFinite(relative) && relative > 0 ? relative * Math.abs(value) : 0;
  const slack = ROUNDING * Math.max(Math.abs(value), Math.abs(other));
  return difference <= Math.max(share, lastUnit / 2) + slack;
}
