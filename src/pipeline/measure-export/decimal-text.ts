/** Digits that a recomputed value is written with: more than any image bears, fewer than rounding makes up. */
const DIGITS = 12;

/** A number as plain decimal text, without an exponent: as exact as a double says, rounding dust removed. */
export function decimalText(value: number): string {
  const rounded = Number(value.toPrecision(DIGITS));
  const text = String(Object.is(rounded, -0) ? 0 : rounded);
  const [, sign = '', whole = '', part = '', exponent] = /^(-?)(\d+)\.?(\d*)e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const shift = Number(exponent);
  const digits = whole + part;
  const point = whole.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
