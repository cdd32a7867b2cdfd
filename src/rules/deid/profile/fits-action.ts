import { knownDate } from '../table/never-shifted.js';
import type { NamedAttribute } from './named-attribute.js';
import type { AttributeOverride, Profile } from './profile.js';

/** PS3.5 6.2: VRs of text that people write, or that names them. */
export const TEXT_VRS = 'AE CS LO LT SH ST UC UR UT'.split(' ');
/** VRs whose values are bytes that no text could stand for. */
const BULK_VRS = 'OB OD OF OL OV OW UN'.split(' ');

/**
 * Why an action does not fit an attribute under the options of a profile.
 * @returns undefined when it fits
 */
export function misfit(
  action: AttributeOverride['action'],
  attribute: NamedAttribute,
  options: Profile['options'],
): string | undefined {
  const { vr } = attribute;
  if (action === 'shift') return shiftMisfit(attribute, options);
  if (action === 'keep') return keepMisfit(attribute, options);
  if (action === 'uid') return isFor(['UI'], vr);
  if (action === 'clean') return isFor(TEXT_VRS, vr);
  const isBytes = action === 'dummy' && BULK_VRS.includes(vr);
  return isBytes ? `does not fit its VR, ${vr}; remove or empty it` : undefined;
}

function isFor(vrs: readonly string[], vr: string): string | undefined {
  return vrs.includes(vr) ? undefined : `does not fit its VR, ${vr}; it is for ${vrs.join(', ')}`;
}

function shiftMisfit({ tag, vr }: NamedAttribute, options: Profile['options']): string | undefined {
  if (!options.retainModifiedDates) return isFor(['DA', 'DT'], vr) ?? "needs 'options.retainModifiedDates'";
  // Birth, installation and the like: who knows the date would know the shift.
  const isKnown = knownDate(tag) !== undefined;
  return isFor(['DA', 'DT'], vr) ?? (isKnown ? 'would tell the shift to whoever knows this date' : undefined);
}

function keepMisfit({ tag, vr }: NamedAttribute, options: Profile['options']): string | undefined {
  // PS3.15 E.1.1: names of people go in every profile.
  if (vr === 'PN') return 'would release the name of a person';
  if (vr === 'UI' && !options.retainUids) {
    return "needs 'options.retainUids': one UID that stays leads back to the original";
  }
  // A date that stays beside one that moved tells the shift of all others, unless it never moves.
  const isDate = vr === 'DA' || vr === 'DT';
  const tells = isDate && options.retainModifiedDates === true && knownDate(tag) === undefined;
  return tells ? "would tell the shift; use 'shift'" : undefined;
}
