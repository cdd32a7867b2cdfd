import type { ConfigFault } from '../../config-fault.js';
import { checkAdmission } from './check-admission.js';
import { checkAllow } from './check-allow.js';
import { checkAttributes } from './check-attributes.js';
import { checkOptions } from './check-options.js';
import { checkPrivateElements } from './check-private.js';
import { checkText } from './check-text.js';
import type { Profile } from './profile.js';

/** Every check of what the schema cannot say, in the order in which faults of one place are told. */
const CHECKS: readonly ((profile: Profile) => readonly ConfigFault[])[] = [
  checkOptions,
  checkAttributes,
  checkAllow,
  checkText,
  ({ private: own }) => checkPrivateElements(['private', 'elements'], own?.elements ?? []),
  checkAdmission,
];

/**
 * What is wrong with a profile although it fits its schema: what contradicts itself, names what is not there, or could
 * not be done truthfully. Pure: lists and certificates are looked at where they are read.
 * @returns nothing when the profile can be used
 */
export function checkProfile(profile: Profile): readonly ConfigFault[] {
  return CHECKS.flatMap((check) => check(profile));
}
