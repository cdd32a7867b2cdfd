/** Unit of an age string: days, weeks, months or years. */
type AgeUnit = 'D' | 'W' | 'M' | 'Y';

/** An AS value. */
export interface Age {
  readonly value: number;
  readonly unit: AgeUnit;
}

const YEARS: Readonly<Record<AgeUnit, number>> = { D: 1 / 365.25, W: 7 / 365.25, M: 1 / 12, Y: 1 };

/**
 * Parses an AS value, `nnnD`, `nnnW`, `nnnM` or `nnnY` (PS3.5 Table 6.2-1); fewer digits (`45Y`), which writers
 * leave out, are accepted. Undefined for anything else, a number without a unit included.
 */
export function parseAge(text: string): Age | undefined {
  const match = /^ *(\d{1,3})([DWMY])[ \0]*$/.exec(text);
  return match ? { value: Number(match[1]), unit: match[2] as AgeUnit } : undefined;
}

/** The age in years: a month is 1/12 of a year, a day 1/365.25. */
export function ageInYears({ value, unit }: Age): number {
  return value * YEARS[unit];
}
