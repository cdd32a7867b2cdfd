import { describe, expect, it } from 'vitest';
import { seesDisease } from '../../../../src/rules/response/best/sees-disease.js';

const gone = { target: 'CR', nonTarget: 'NE', newLesion: 'NO', reappeared: [], decisions: [] } as const;

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

  it('is a marker alone where every lesion is gone and the marker is above normal', () => {
    const above = { step: 'non-target', answer: 'NON-CR/NON-PD', rule: 'marker-above' } as const;
    const decisions = [{ ...above, text: 'above', source: 'Eisenhauer 2009, 4.3.3' }];
    const marked = { ...gone, nonTarget: 'NON-CR/NON-PD', decisions } as const;
    expect(seesDisease(marked)).toBe('marker');
    expect(seesDisease({ ...marked, target: 'NONE' })).toBe('marker');
    expect(seesDisease({ ...marked, target: 'PR' })).toBe(true);
    expect(seesDisease({ ...marked, reappeared: ['L1'] })).toBe(true);
    expect(seesDisease({ ...marked, newLesion: 'NE' })).toBeUndefined();
  });

  it.each([{ target: 'NE' }, { newLesion: 'NE' }] as const)('is not known of %j', (change) => {
    expect(seesDisease({ ...gone, ...change })).toBeUndefined();
  });
});
