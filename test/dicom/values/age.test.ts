import { describe, expect, it } from 'vitest';
import { ageInYears, parseAge } from '../../../src/dicom/values/age.js';

describe('parseAge', () => {
  it.each([
    ['018M', 18, 'M'],
    ['045Y', 45, 'Y'],
    ['45Y ', 45, 'Y'],
    ['7D', 7, 'D'],
    ['000W\0', 0, 'W'],
  ])('reads %j', (text, value, unit) => {
    expect(parseAge(text)).toEqual({ value, unit });
  });

  it.each(['', '045', 'Y', '0045Y', '45 Y', '45y', '-1Y', '4.5Y'])('refuses %j', (text) => {
    expect(parseAge(text)).toBeUndefined();
  });
});

describe('ageInYears', () => {
  it('converts every unit', () => {
    expect(ageInYears({ value: 45, unit: 'Y' })).toBe(45);
    expect(ageInYears({ value: 18, unit: 'M' })).toBe(1.5);
    expect(ageInYears({ value: 52, unit: 'W' })).toBeCloseTo(0.9966, 4);
    expect(ageInYears({ value: 365.25, unit: 'D' })).toBe(1);
  });
});
