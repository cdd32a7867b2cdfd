/** Digits that are kept where a tolerance makes the rest meaningless. */
const KEPT_DIGITS = 6;

/** A number where a tolerance goes with it: six digits say enough. */
export function rounded(value: number): number {
  return Number(value.toPrecision(KEPT_DIGITS));
}

/** A number as YAML has it, with its unit: `2300 ms`; without one it stays a number. */
export function amount(value: number, unit: string | undefined): string | number {
  return unit === undefined ? value : `${value} ${unit}`;
}
