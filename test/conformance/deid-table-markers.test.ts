import { describe, expect, it } from 'vitest';
import { loadProfile } from '../../src/pipeline/deid/load-profile.js';
import type { Profile } from '../../src/rules/deid/profile/profile.js';
import { type Coding, Deidentifier, profileOf } from './deid-table/deidentify.js';
import { ownUids } from './deid-table/nest.js';
import { OPTIONS } from './deid-table/standard.js';

/* What a file says was done to it: PS3.16 CID 7050, and Longitudinal Temporal Information Modified (0028,0303). */

/** PS3.16 CID 7050, De-identification Method. */
const CID_7050: Readonly<Record<string, string>> = {
  113100: 'Basic Application Confidentiality Profile',
  113103: 'Clean Graphics Option',
  113104: 'Clean Structured Content Option',
  113105: 'Clean Descriptors Option',
  113106: 'Retain Longitudinal Temporal Information Full Dates Option',
  113107: 'Retain Longitudinal Temporal Information Modified Dates Option',
  113108: 'Retain Patient Characteristics Option',
  113109: 'Retain Device Identity Option',
  113110: 'Retain UIDs Option',
  113111: 'Retain Safe Private Option',
  113112: 'Retain Institution Identity Option',
};

const CODE: Readonly<Record<(typeof OPTIONS)[number], string>> = {
  cleanGraphics: '113103',
  cleanStructuredContent: '113104',
  cleanDescriptors: '113105',
  retainFullDates: '113106',
  retainModifiedDates: '113107',
  retainPatientCharacteristics: '113108',
  retainDeviceIdentity: '113109',
  retainUids: '113110',
  retainSafePrivate: '113111',
  retainInstitutionIdentity: '113112',
};

interface Claims {
  readonly codes: readonly string[];
  readonly dates: string | undefined;
}

function claimsOf(profile: Profile, coding: Coding): Claims {
  const { dataset } = new Deidentifier(profile).run(ownUids('1.2.840.10008.5.1.4.1.1.2'), coding).after;
  expect(dataset.string('PatientIdentityRemoved')).toBe('YES');
  expect(dataset.string('DeidentificationMethod')).toMatch(/^corelab 9\.9\.9 /);
  const items = dataset.sequence('DeidentificationMethodCodeSequence');
  for (const item of items) {
    expect(item.string('CodingSchemeDesignator')).toBe('DCM');
    expect(item.string('CodeMeaning')).toBe(CID_7050[item.string('CodeValue') ?? '']);
  }
  const codes = items.map((item) => item.string('CodeValue') ?? '');
  return { codes, dates: dataset.string('LongitudinalTemporalInformationModified') };
}

const DATES: Readonly<Partial<Record<(typeof OPTIONS)[number], string>>> = {
  retainFullDates: 'UNMODIFIED',
  retainModifiedDates: 'MODIFIED',
};

describe.each(['explicit', 'implicit'] as const)('what a file says was done to it, in %s VR', (coding) => {
  it('is the Basic Profile where no option is chosen', () => {
    expect(claimsOf(profileOf({}), coding)).toEqual({ codes: ['113100'], dates: 'REMOVED' });
  });

  it.each(OPTIONS)('has the code of %s where it is chosen, and no other', (option) => {
    const claims = { codes: ['113100', CODE[option]], dates: DATES[option] ?? 'REMOVED' };
    expect(claimsOf(profileOf({ [option]: true }), coding)).toEqual(claims);
  });

  it.each([
    ['ps315-basic', true, 'REMOVED'],
    ['tcia', true, 'MODIFIED'],
    // They keep identifiers of the trial, which the Basic Profile takes: not all of it was done.
    ['trial', false, 'MODIFIED'],
    ['site-qualification', false, 'UNMODIFIED'],
  ] as const)('has the codes of the shipped profile %s', async (name, isBasic, dates) => {
    const { profile } = await loadProfile(name);
    const chosen = OPTIONS.filter((option) => profile.options[option] === true).map((option) => CODE[option]);
    const codes = [...(isBasic ? ['113100'] : []), ...chosen.sort()];
    expect(claimsOf(profile, coding)).toEqual({ codes, dates });
  });
});
