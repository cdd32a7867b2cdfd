import { describe, expect, it } from 'vitest';
import { seesDisease } from '../../../../src/rules/response/best/sees-disease.js';

const gone = { target: 'CR', nonTarget: 'NE', newLesion: 'NO', reappeared: [] } as const;

describe('whether disease is seen', () => {
  it('is denied where targets are gone and non-targets were not evaluated, are gone or never were', () => {
    for (const nonTarget of ['NE', 'CR', 'NONE'] as const) {
      expect(seesDisease({ ...gone, nonTarget })).toBe(false);
      expect(seesDisease({ ...gone, target: 'NONE', nonTarget })).toBe(false);
    }
  });

  it.each([
    { target: 'PR' },
    { target: 'SD' },
    { target: 'PD' },
    { nonTarget: 'NON-CR/NON-PD' },
    { nonTarget: 'PD' },
    { newLesion: 'YES' },
    { reappeared: ['L1'] },
    { target: 'NE', newLesion: 'YES' },
  ] as const)('is said of %j', (change) => {
    expect(seesDisease({ ...gone, ...change })).toBe(true);
  });

  it.each([{ target: 'NE' }, { newLesion: 'NE' }] as const)('is not known of %j', (change) => {
    expect(seesDisease({ ...gone, ...change })).toBeUndefined();
  });
});
