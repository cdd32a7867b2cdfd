import { describe, expect, it } from 'vitest';
import { conceptOf } from '../../../../src/rules/deid/structured/concepts.js';

const named = (meaning: string, scheme = '99X') => conceptOf({ code: '1', scheme, meaning })?.kind;

describe('a concept name', () => {
  it('is known by its code, whatever its meaning says', () => {
    expect(conceptOf({ code: '121022', scheme: 'DCM', meaning: 'No. d’accès' })).toEqual({
      kind: 'person',
      meaning: 'Accession Number',
    });
    expect(conceptOf({ code: '121022', scheme: 'LN', meaning: '' })).toBeUndefined();
  });

  it('is known by its meaning in any letters and punctuation', () => {
    expect(named("Patient's  Name")).toBe('person');
    expect(named('DATE OF BIRTH')).toBe('birth');
    expect(named('Institution-Name')).toBe('organization');
    expect(named(' Patient Age ')).toBe('age');
    expect(named('Serial Number')).toBe('device');
    expect(named("Recording Observer's Organization Name")).toBe('organization');
  });

  it('is known by the meaning of a public code under a code of a vendor', () => {
    expect(named("Person Observer's Login Name", '99NCIAIM')).toBe('person');
    expect(named('Subject ID')).toBe('person');
    expect(named('Device Observer Serial Number')).toBe('device');
    expect(named('Tracking Identifier')).toBeUndefined();
  });

  it('is not known by no meaning, or by one that says more', () => {
    expect(named('')).toBeUndefined();
    expect(named('Age-related change')).toBeUndefined();
    expect(named('Number of patients')).toBeUndefined();
  });
});
