import { describe, expect, it } from 'vitest';
import { longDigits } from '../../../../src/rules/deid/known/long-digits.js';

describe('long digits of an identifier', () => {
  it.each([
    ['ZX-4471902', ['4471902']],
    ['A123456B7654321', ['123456', '7654321']],
    ['12345', []],
    // A day is that of many.
    ['ACC20240312', []],
    ['ACC2024031201', ['2024031201']],
    ['X0000000', []],
  ])('of %s are %j', (id, digits) => {
    expect(longDigits(id)).toEqual(digits);
  });
});
