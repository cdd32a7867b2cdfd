import { parseDate } from '../../../dicom/values/dates.js';
import { parseDecimal } from '../../../dicom/values/numbers.js';

const HEX = /^0[xX][0-9a-fA-F]{1,16}$/;
/** A date, with the time of day after it or without. */
const DATE = /^((?:19|20)\d{6})(?:\d{6})?$/;

/** True for numbers that read as a date when they are written out: 20180502, 20180502.0, 20180502123717. */
function isDate(value: number): boolean {
  const [, date] = DATE.exec(String(Math.trunc(Math.abs(value)))) ?? [];
  return date !== undefined && parseDate(date) !== undefined;
}

/**
 * True for a decimal or hexadecimal number that is no date: scanners keep dates in fields for numbers too, such as
 * `sSpecPara.lFinalMatrixSizePhase = 20180502`.
 */
export function isPlainNumber(text: string): boolean {
  const value = HEX.test(text) ? Number(text) : parseDecimal(text);
  return value !== undefined && !isDate(value);
}
