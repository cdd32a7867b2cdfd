import type { Big } from 'big.js';

/**
 * A change in percent of a reference other than 0, to a tenth, for people alone. It is never rounded up to a whole
 * percent: 29.99% below baseline reads 29.9%, not the 30% that would be a response.
 */
export function percentForPeople(change: Big, reference: Big): Big {
  const exact = change.times(100).div(reference);
  const rounded = exact.round(1);
  const isWhole = rounded.eq(rounded.round(0));
  return isWhole && rounded.abs().gt(exact.abs()) && !exact.eq(rounded) ? exact.round(1, 0) : rounded;
}
