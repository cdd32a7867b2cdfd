import { describe, expect, it } from 'vitest';
import { roleOf } from '../../../src/measure/sr/terms.js';

const role = (value: string, scheme: string, meaning = 'anything') => roleOf({ value, scheme, meaning });

describe('The name of a content item', () => {
  it('is known by SNOMED CT and by SNOMED-RT style codes under all their designators', () => {
    expect(role('363698007', 'SCT')).toBe('site');
    for (const scheme of ['SRT', 'SNM3', '99SDM', 'srt']) {
      expect(role('G-C0E3', scheme)).toBe('site');
      expect(role('G-C171', scheme)).toBe('laterality');
      expect(role('G-C036', scheme)).toBe('method');
    }
  });

  it('is known however its scheme is spelled', () => {
    expect(role('C67447', 'NCIt')).toBe('activitySession');
    expect(role('C67447', 'NCIT')).toBe('activitySession');
    expect(role('zzz015', '99NCIAIM')).toBe('aimResult');
    expect(role('ZZZ015', '99nciaim')).toBe('aimResult');
  });

  it('is not known by its meaning, nor by a value of another scheme', () => {
    expect(role('112039', '99OTHER', 'Tracking Identifier')).toBeUndefined();
    expect(role('X', 'DCM', 'Tracking Identifier')).toBeUndefined();
    expect(role('G-C0E3', 'SCT')).toBeUndefined();
    expect(role('', '')).toBeUndefined();
  });

  it('is no property of objects', () => {
    expect(role('constructor', '')).toBeUndefined();
    expect(role('__proto__', 'DCM')).toBeUndefined();
  });
});
