/** So many digits of a number name its holder without the letters around them. */
const RUN = /\d{6,}/g;
/** A day, `yyyymmdd`, that opens a number: it is that of many. */
const DAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** Long runs of digits in an identifier, which people write for all of it: `4471902` for `ZX-4471902`. */
export function longDigits(id: string): string[] {
  return (id.match(RUN) ?? []).filter((digits) => !DAY.test(digits) && !/^(.)\1*$/.test(digits));
}
