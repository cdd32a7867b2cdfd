import { describe, expect, it } from 'vitest';
import { isBasicProfile } from '../../../../src/rules/deid/markers/basic-profile.js';
import { codesOf } from '../../../../src/rules/deid/markers/option-codes.js';
import type { AttributeOverride, Profile } from '../../../../src/rules/deid/profile/profile.js';
import { profileOf } from '../by-keyword.js';

function withOverride(
  keyword: string,
  action: AttributeOverride['action'],
  options: Profile['options'] = {},
): Profile {
  return profileOf(options, { attributes: { [keyword]: { action, reason: 'a test' } } });
}

describe('a profile that decides on single attributes', () => {
  it('is the Basic Profile still where it takes as much or more', () => {
    for (const action of ['remove', 'empty', 'dummy'] as const)
      for (const keyword of ['StudyDescription', 'Manufacturer', 'PatientSex'])
        expect(isBasicProfile(withOverride(keyword, action))).toBe(true);
    expect(isBasicProfile(withOverride('StudyInstanceUID', 'uid'))).toBe(true);
    expect(isBasicProfile(profileOf())).toBe(true);
  });

  it('is not where it leaves what the table takes', () => {
    for (const action of ['keep', 'clean'] as const)
      expect(isBasicProfile(withOverride('InstitutionName', action))).toBe(false);
    expect(isBasicProfile(withOverride('StudyDate', 'shift'))).toBe(false);
    expect(isBasicProfile(withOverride('(0008,0080)', 'keep'))).toBe(false);
  });

  it('is where an option lets stay as much', () => {
    const shifted = { retainModifiedDates: true };
    expect(isBasicProfile(withOverride('StudyDate', 'shift', shifted))).toBe(true);
    expect(isBasicProfile(withOverride('StudyDate', 'keep', shifted))).toBe(false);
    expect(isBasicProfile(withOverride('StudyDescription', 'clean', { cleanDescriptors: true }))).toBe(true);
    expect(isBasicProfile(withOverride('StudyDescription', 'keep', { cleanDescriptors: true }))).toBe(false);
    expect(isBasicProfile(withOverride('InstitutionName', 'keep', { retainInstitutionIdentity: true }))).toBe(
      true,
    );
  });

  it('is where the table has no row, or the value is set in any case', () => {
    for (const keyword of ['Manufacturer', 'Rows', 'PatientID', 'PatientName', 'NoSuchThing'])
      expect(isBasicProfile(withOverride(keyword, 'keep'))).toBe(true);
  });

  it('does not claim the code of the Basic Profile where it is not', () => {
    const options = { cleanGraphics: true };
    expect(codesOf(withOverride('InstitutionName', 'keep', options)).map(([value]) => value)).toEqual([
      '113103',
    ]);
    expect(codesOf(profileOf(options)).map(([value]) => value)).toEqual(['113100', '113103']);
  });
});
