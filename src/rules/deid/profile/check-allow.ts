import { type ConfigFault, faultAt } from '../../config-fault.js';
import { rowOf } from '../table/confidentiality-row.js';
import { namedAttribute } from './named-attribute.js';
import { ownAttribute } from './own-attributes.js';
import type { Profile } from './profile.js';

/** Attributes that are allowed although nobody knows them, or that something else decides already. */
export function checkAllow({ allow = [], attributes = {} }: Profile): ConfigFault[] {
  const overridden = new Set(Object.keys(attributes).map(tagOfName));
  const seen = new Set<number>();
  return allow.flatMap(({ attribute }, i) => {
    const path = ['allow', i, 'attribute'];
    const found = namedAttribute(attribute);
    if ('fault' in found)
      return [faultAt(path, `is '${attribute}', which ${found.fault}`, { meant: found.meant })];
    const own = ownAttribute(found.tag, found.keyword);
    if (own !== undefined) return [faultAt(path, `is '${attribute}', which ${own}`)];
    if (found.vr === 'PN') return [faultAt(path, `is '${attribute}', the name of a person`)];
    if (rowOf(found.tag)) {
      return [faultAt(path, `is '${attribute}', which has a row in Table E.1-1; name it under 'attributes'`)];
    }
    if (overridden.has(found.tag)) return [faultAt(path, `is '${attribute}', which 'attributes' decides`)];
    if (seen.has(found.tag)) return [faultAt(path, `is '${attribute}', as one before it is`)];
    seen.add(found.tag);
    return [];
  });
}

function tagOfName(name: string): number | undefined {
  const found = namedAttribute(name);
  return 'tag' in found ? found.tag : undefined;
}
