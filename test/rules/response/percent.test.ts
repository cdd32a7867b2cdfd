import { Big } from 'big.js';
import { describe, expect, it } from 'vitest';
import { percentForPeople } from '../../../src/rules/response/percent.js';

describe('a percentage for people', () => {
  it.each([
    ['-29.99', '-29.9'],
    ['-30', '-30'],
    ['-30.01', '-30'],
    ['19.96', '19.9'],
    ['20.04', '20'],
    ['6.674', '6.7'],
    ['-67.15', '-67.2'],
    ['0.04', '0'],
    ['-0.04', '0'],
  ])('of %s in 100 is %s', (change, shown) => {
    expect(Number(percentForPeople(new Big(change), new Big(100)))).toBeCloseTo(Number(shown), 10);
  });
});
