import type { Profile, TableOption } from '../profile/profile.js';
import { isBasicProfile } from './basic-profile.js';

/** A code of the DICOM Controlled Terminology: value and meaning. PS3.16 Annex D. */
export type DcmCode = readonly [value: string, meaning: string];

/** PS3.16 CID 7050: the profile. */
const BASIC_PROFILE: DcmCode = ['113100', 'Basic Application Confidentiality Profile'];

/**
 * PS3.16 CID 7050, De-identification Method: the options. 113101 and 113102, of pixels, are not among them: a profile that
 * asks for these is refused, so that they are never done.
 */
const OPTIONS: Readonly<Record<TableOption, DcmCode>> = {
  cleanGraphics: ['113103', 'Clean Graphics Option'],
  cleanStructuredContent: ['113104', 'Clean Structured Content Option'],
  cleanDescriptors: ['113105', 'Clean Descriptors Option'],
  retainFullDates: ['113106', 'Retain Longitudinal Temporal Information Full Dates Option'],
  retainModifiedDates: ['113107', 'Retain Longitudinal Temporal Information Modified Dates Option'],
  retainPatientCharacteristics: ['113108', 'Retain Patient Characteristics Option'],
  retainDeviceIdentity: ['113109', 'Retain Device Identity Option'],
  retainUids: ['113110', 'Retain UIDs Option'],
  retainSafePrivate: ['113111', 'Retain Safe Private Option'],
  retainInstitutionIdentity: ['113112', 'Retain Institution Identity Option'],
};

/** Code values that tell what an earlier de-identification did to dates. */
export const EARLIER = {
  basicProfile: BASIC_PROFILE[0],
  fullDates: OPTIONS.retainFullDates[0],
  modifiedDates: OPTIONS.retainModifiedDates[0],
} as const;

/** The codes of what a profile does, by rising code value; that of the Basic Profile only where nothing weakens it. PS3.15 E.1.1. */
export function codesOf(profile: Profile): DcmCode[] {
  const options = Object.entries(OPTIONS) as [TableOption, DcmCode][];
  const chosen = options.filter(
    ([option]) => profile.options[option] === true || isDoneAnyhow(option, profile),
  );
  const done = chosen.map(([, code]) => code);
  return isBasicProfile(profile) ? [BASIC_PROFILE, ...done] : done;
}

/** PS3.15 E.3.10: reviewed private elements that stay are the option's, whatever the profile calls it. */
function isDoneAnyhow(option: TableOption, { private: reviewed }: Profile): boolean {
  if (option !== 'retainSafePrivate') return false;
  const keeps = reviewed?.elements?.some(({ action }) => action !== 'remove') ?? false;
  return keeps || (reviewed?.lists ?? []).length > 0;
}
