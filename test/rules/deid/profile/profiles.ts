import { checkProfile } from '../../../../src/rules/deid/profile/check-profile.js';
import type { Profile } from '../../../../src/rules/deid/profile/profile.js';

/** A profile that has no fault, with what a test changes. */
export function profile(own: Partial<Profile> = {}): Profile {
  return {
    schema: 'corelab/profile@1',
    name: 'example',
    description: 'An example.',
    options: {},
    admission: { sopClasses: ['images'] },
    ...own,
  };
}

/** The messages of a profile's faults. */
export function told(own: Partial<Profile>): string[] {
  return checkProfile(profile(own)).map(({ message }) => message);
}
