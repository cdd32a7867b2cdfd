import { describe, expect, it } from 'vitest';
import {
  QUALIFIED,
  rank,
  unknown,
  unqualified,
} from '../../../../src/rules/protocol/devices/qualification.js';

describe('a qualification', () => {
  it('ranks what qualifies first, then what cannot be told, then what surely does not', () => {
    const all = [unqualified('b'), unknown('a'), QUALIFIED].sort((a, b) => rank(a) - rank(b));
    expect(all).toEqual([
      { state: 'qualified' },
      { state: 'unknown', why: 'a' },
      { state: 'unqualified', why: 'b' },
    ]);
  });
});
