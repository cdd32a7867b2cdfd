const DIGEST_BYTES = 8;
const DAYS_A_WEEK = 7;

/**
 * The shift of a person's dates that keyed bytes give: whole weeks into the past, so that days of the week stay and no
 * date comes to lie in the future. It is the remainder of 64 bits, so that of a range of n weeks none is more likely
 * than another by more than n in 2^64.
 * @param bytes at least 8 bytes of a keyed digest
 * @param range weeks, both ends included; from 1, so that dates are always shifted
 * @returns days, a negative multiple of 7
 * @throws RangeError when there are too few bytes, or the range is none of whole weeks from 1
 */
export function keyedShiftDays(bytes: Uint8Array, range: { least: number; most: number }): number {
  const { least, most } = range;
  const isRange = Number.isSafeInteger(least) && Number.isSafeInteger(most) && least >= 1 && most >= least;
  if (!isRange) throw new RangeError('a range of weeks is of whole numbers from 1, the least first');
  if (bytes.length < DIGEST_BYTES) throw new RangeError('a shift is drawn from at least 8 bytes');
  const drawn = new DataView(bytes.buffer, bytes.byteOffset, DIGEST_BYTES).getBigUint64(0);
  const weeks = least + Number(drawn % BigInt(most - least + 1));
  return -DAYS_A_WEEK * weeks;
}
