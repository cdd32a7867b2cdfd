import { formatAmount } from '../units/format.js';
import { parseAmount } from '../units/unit.js';
import type { Scope, WrittenTolerance } from './scope.js';
import { numberIn } from './values.js';

/**
 * A tolerance: `5%` is a share of the value, also where the quantity itself is in percent (then it says `of it`);
 * anything else is an amount in the quantity's unit. 0 needs no unit.
 */
export function toleranceIn(scope: Scope, raw: unknown): WrittenTolerance | undefined {
  const { quantity } = scope;
  if (quantity.type === 'text' || quantity.type === 'boolean') {
    const has = quantity.type === 'text' ? 'texts' : 'true or false';
    return scope.fault(`is a tolerance, and ${quantity.name} has ${has}`);
  }
  const amount = typeof raw === 'string' ? parseAmount(raw) : undefined;
  if (amount?.unit === '%') {
    if (amount.value < 0) return scope.fault('is below 0', formatAmount({ value: -amount.value, unit: '%' }));
    const words = `± ${formatAmount(amount)}${quantity.unit === '%' ? ' of it' : ''}`;
    return { tolerance: { relative: amount.value / 100 }, words };
  }
  if (raw === 0 || (amount?.value === 0 && amount.unit === undefined)) {
    return { tolerance: { absolute: 0 }, words: '± 0' };
  }
  const written = numberIn(scope, raw);
  if (!written) return undefined;
  if (written.value < 0) return scope.fault('is below 0', written.words.replace(/^-/, ''));
  return { tolerance: { absolute: written.value }, words: `± ${written.words}` };
}
