import type { Dataset } from '../../../dicom/dataset.js';

const MAX_YEARS = 89;

/** Years in a unit of age, UCUM. */
const YEARS: Readonly<Record<string, number>> = {
  a: 1,
  mo: 1 / 12,
  wk: 7 / 365.25,
  d: 1 / 365.25,
  h: 1 / 8766,
  min: 1 / 525960,
};

/**
 * Whether an age in a content item is over 89, or cannot be told to be not: a unit that is not known, or a text with more
 * than two digits in a row or of 90 and more. 45 CFR 164.514(b)(2)(i)(C).
 */
export function isOldAge(item: Dataset): boolean {
  const [measured] = item.sequence('MeasuredValueSequence');
  return [measured, item].some((level) => level !== undefined && isOld(level));
}

function isOld(level: Dataset): boolean {
  const text = level.string('TextValue') ?? '';
  if ((text.match(/\d+/g) ?? []).some((digits) => Number(digits) > MAX_YEARS)) return true;
  const value = level.number('FloatingPointValue') ?? level.number('NumericValue');
  if (value === undefined) return false;
  const unit = level.sequence('MeasurementUnitsCodeSequence')[0]?.string('CodeValue') ?? '';
  return value * (YEARS[unit] ?? Number.POSITIVE_INFINITY) >= MAX_YEARS + 1;
}
