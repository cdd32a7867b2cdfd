import { describe, expect, it } from 'vitest';
import { uncheckedSlips } from '../../../src/identity/trial/site-slips.js';

describe('slips between site IDs that no check character sees', () => {
  it.each([
    ['a letter in the other case', ['a1', 'A1']],
    ['a separator for a character', ['AR', 'A-']],
    ['a separator for another', ['A-1', 'A.1']],
    ['a separator that changed places', ['1-0', '10-']],
    ['neighbours that differ in case only', ['aA', 'Aa']],
  ])('are %s', (_, sites) => {
    expect(uncheckedSlips(sites)).toEqual([{ index: 1, other: 0 }]);
    expect(uncheckedSlips([...sites].reverse())).toEqual([{ index: 1, other: 0 }]);
  });

  it.each([
    ['sites of digits and capitals', ['01', '02', '10', 'A1', '1A', 'AB']],
    ['sites of different lengths', ['a1', 'A12', '-123']],
    ['sites with more than one slip between them', ['a-1', 'B.1', 'AB2']],
    ['a letter for another in the same case', ['ab', 'ac']],
    ['letters that changed places', ['ab', 'ba']],
  ])('are not between %s', (_, sites) => {
    expect(uncheckedSlips(sites)).toEqual([]);
  });

  it('are told once for each later site', () => {
    expect(uncheckedSlips(['A1', 'x9', 'a1', 'X9', 'A-'])).toEqual([
      { index: 2, other: 0 },
      { index: 3, other: 1 },
      { index: 4, other: 0 },
    ]);
  });
});
