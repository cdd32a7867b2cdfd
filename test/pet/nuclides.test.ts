import { describe, expect, it } from 'vitest';
import { contradictedNuclide } from '../../src/pet/nuclides.js';

describe('contradictedNuclide', () => {
  it.each([
    ['77004003', 6586.2],
    ['C-111A1', 6588],
    ['C-111A1', 6584.04],
    ['C-131A3', 4080],
    ['C-159A2', 76.38],
    ['C-168A4', 282240],
  ])('takes the half-life that vendors state for %s (%f s)', (code, halfLife) => {
    expect(contradictedNuclide(code, halfLife)).toBeUndefined();
  });

  it('names the nuclide that has another half-life', () => {
    expect(contradictedNuclide('C-111A1', 109.77)).toBe('F-18');
    expect(contradictedNuclide('35337001', 6586.2)).toBe('Ga-68');
  });

  it('says nothing of a code that it does not know', () => {
    expect(contradictedNuclide('', 1)).toBeUndefined();
    expect(contradictedNuclide('X-1', 6586.2)).toBeUndefined();
  });
});
