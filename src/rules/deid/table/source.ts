import type { TableOption } from '../profile/profile.js';

/** The table that decides, with its edition. */
export const TABLE = 'PS3.15 2026d Table E.1-1';

/** Names of the options. PS3.15 E.3. */
const NAMES: { readonly [option in TableOption]: string } = {
  retainSafePrivate: 'Retain Safe Private Option',
  retainUids: 'Retain UIDs Option',
  retainDeviceIdentity: 'Retain Device Identity Option',
  retainInstitutionIdentity: 'Retain Institution Identity Option',
  retainPatientCharacteristics: 'Retain Patient Characteristics Option',
  retainFullDates: 'Retain Longitudinal Temporal Information with Full Dates Option',
  retainModifiedDates: 'Retain Longitudinal Temporal Information with Modified Dates Option',
  cleanDescriptors: 'Clean Descriptors Option',
  cleanStructuredContent: 'Clean Structured Content Option',
  cleanGraphics: 'Clean Graphics Option',
};

/** Where a code stands: `PS3.15 2026d Table E.1-1, Clean Descriptors Option`. */
export function tableSource(option?: TableOption): string {
  return option === undefined ? TABLE : `${TABLE}, ${NAMES[option]}`;
}
