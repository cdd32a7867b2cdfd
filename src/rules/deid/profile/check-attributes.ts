import { packVr } from '../../../dicom/vr.js';
import { type ConfigFault, faultAt } from '../../config-fault.js';
import { fitsVr } from '../dummy/fits-vr.js';
import { misfit } from './fits-action.js';
import { type NamedAttribute, namedAttribute } from './named-attribute.js';
import { ownAttribute } from './own-attributes.js';
import type { AttributeOverride, Profile } from './profile.js';

/** Overrides of attributes that nobody knows, that deid sets by itself, or whose action does not fit. */
export function checkAttributes({ attributes = {}, options }: Profile): ConfigFault[] {
  const firsts = new Map<number, string>();
  return Object.entries(attributes).flatMap(([name, override]) => {
    const found = namedAttribute(name);
    if ('fault' in found)
      return [faultAt(['attributes', name], found.fault, { at: 'key', meant: found.meant })];
    const first = firsts.get(found.tag);
    firsts.set(found.tag, first ?? name);
    if (first !== undefined) {
      return [faultAt(['attributes', name], `is the attribute of 'attributes.${first}'`, { at: 'key' })];
    }
    return overrideFaults({ name, found, override }, options);
  });
}

interface Named {
  readonly name: string;
  readonly found: NamedAttribute;
  readonly override: AttributeOverride;
}

function overrideFaults({ name, found, override }: Named, options: Profile['options']): ConfigFault[] {
  const own = ownAttribute(found.tag, found.keyword);
  if (own !== undefined)
    return [faultAt(['attributes', name], `cannot be told what to become: it ${own}`, { at: 'key' })];
  const { action, value } = override;
  const unfit = misfit(action, found, options);
  if (unfit !== undefined) return [faultAt(['attributes', name, 'action'], `is '${action}', which ${unfit}`)];
  if (value === undefined || fitsVr(packVr(found.vr), value)) return [];
  return [faultAt(['attributes', name, 'value'], `is no value of its VR, ${found.vr}`)];
}
