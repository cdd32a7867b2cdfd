import { lookupTag, tagToString, vrOf } from '../../../dicom/dictionary.js';
import { VR } from '../../../dicom/vr.js';
import type { Action, AttributeRule } from '../action.js';
import type { AttributeOverride, Profile } from '../profile/profile.js';
import { knownDate } from '../table/never-shifted.js';
import { type Attribute, isAlike, isText } from './attribute.js';

/** Whether a profile's name is that of a tag: its keyword, which stands for every group that repeats, or `(gggg,eeee)`. */
function names(name: string, tag: number): boolean {
  return name.startsWith('(') ? name.toUpperCase() === tagToString(tag) : name === lookupTag(tag)?.keyword;
}

/**
 * What the profile says of an attribute by name, whatever the table says; undefined where it names it not.
 * @param base what holds without the profile's word: what it says of a value of which nothing can be kept holds still
 */
export function overridingRule(
  attribute: Attribute,
  profile: Profile,
  base: AttributeRule,
): AttributeRule | undefined {
  const found = Object.entries(profile.attributes ?? {}).find(([name]) => names(name, attribute.tag));
  if (!found) return undefined;
  const [name, override] = found;
  const rule: AttributeRule = {
    action: overridingAction(attribute, override.action, base),
    otherwise: base.otherwise,
    rule: `attributes.${name}`,
    source: `profile ${profile.name}`,
  };
  return override.value === undefined ? rule : { ...rule, value: override.value };
}

function overridingAction(
  { tag, vr }: Attribute,
  action: AttributeOverride['action'],
  base: AttributeRule,
): Action {
  const isWhole = action === 'remove' || action === 'empty' || action === 'dummy';
  if (vr === VR.SQ && !isWhole) return 'items';
  if (action === 'keep' && lookupTag(tag) && !isAlike(vr, vrOf(tag))) return base.otherwise;
  // Shifted, a date that others know reveals the shift of all the subject's dates.
  return action === 'shift' && knownDate(tag) ? base.otherwise : action;
}

/**
 * The profile's leave for an attribute without a row to stay, where its VR would make it go. Text is cleaned still.
 * @param base what holds without it
 */
export function allowedRule(
  { tag, vr }: Attribute,
  profile: Profile,
  base: AttributeRule,
): AttributeRule | undefined {
  if (profile.allow === undefined) return undefined;
  const goes = base.action === 'remove' || base.action === 'empty' || base.action === 'dummy';
  const entry = goes ? profile.allow.find(({ attribute }) => names(attribute, tag)) : undefined;
  if (!entry) return undefined;
  const action: Action = isText(vr) ? 'clean' : 'keep';
  return { action, otherwise: 'remove', rule: `allow.${entry.attribute}`, source: `profile ${profile.name}` };
}
