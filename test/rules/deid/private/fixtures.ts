import type { ValueTools } from '../../../../src/rules/deid/private/value-tools.js';
import type { PrivateEntry, PrivateList, Profile } from '../../../../src/rules/deid/profile/profile.js';

export function profileWith(part: Partial<Profile> = {}): Profile {
  return {
    schema: 'corelab/profile@1',
    name: 'test',
    description: 'A profile for tests.',
    options: {},
    admission: { sopClasses: ['images'] },
    ...part,
  };
}

export function listOf(elements: readonly PrivateEntry[], part: Partial<PrivateList> = {}): PrivateList {
  return { schema: 'corelab/private-list@1', name: 'test-list', elements, ...part };
}

export function entry(part: Partial<PrivateEntry> = {}): PrivateEntry {
  return { creator: 'ACME', group: '0019', element: '0A', action: 'keep', reason: 'for tests', ...part };
}

/** Takes JANE out of text, moves dates to 1999 and UIDs to a root of their own. */
export const TOOLS: ValueTools = {
  clean: (text) => text.replaceAll('JANE', ''),
  shiftDate: (text) => (/^\d{8}$/.test(text) ? '19990101' : undefined),
  shiftDateTime: (text) => (/^\d{14}/.test(text) ? '19990101000000' : undefined),
  uidOf: (uid) => (uid.startsWith('1.2.840.10008.') ? uid : `2.25.${uid.length}`),
};
