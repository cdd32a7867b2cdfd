import { describe, expect, it } from 'vitest';
import type { ConfigFault } from '../../../../src/rules/config-fault.js';
import { amountIn } from '../../../../src/rules/motion/limits/amount-in.js';
import type { RawAmount } from '../../../../src/rules/motion/limits/raw-limits.js';

function read(raw: RawAmount, unit: string): number | string | undefined {
  const faults: ConfigFault[] = [];
  const value = amountIn(raw, { name: 'it', unit }, { path: ['here'], faults });
  return faults[0]?.message ?? value;
}

describe('an amount of a figure or of a phantom', () => {
  it.each([
    [3, 'mm', 3],
    ['3', 'mm', 3],
    ['1.5 cm', 'mm', 15],
    ['1.1 µm²/ms', 'mm2/s', 0.0011],
    ['20 kBq/ml', 'Bq/ml', 20_000],
    ['1500 mT', 'T', 1.5],
    ['-5 HU', 'HU', -5],
    ['1.1', 'g/ml', 1.1],
    [7, '1', 7],
    ['20%', '%', 20],
  ])('%s in %s is %d', (raw, unit, value) => {
    expect(read(raw, unit)).toBe(value);
  });

  it.each([
    [20, '%', /^'here' has no unit, and it is in %/],
    ['1.1 s/mm2', 'mm2/s', /^'here' is in s\/mm2, and it is in mm2\/s/],
    ['>= 3 mm', 'mm', /^'here' begins with a sign/],
    ['wide', 'mm', /^'here' is no amount/],
    [Number.NaN, 'mm', /^'here' is no finite number/],
  ])('%s in %s is refused', (raw, unit, fault) => {
    expect(read(raw, unit)).toMatch(fault);
  });
});
