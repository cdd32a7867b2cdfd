import { lookupUid } from '../../../dicom/uids.js';
import { nearest } from '../../../findings/suggest.js';
import { type ConfigFault, faultAt } from '../../config-fault.js';
import { SOP_CLASS_GROUPS, type SopClass, sopClassOf, storageKeywords } from '../admission/sop-classes.js';
import type { Profile } from './profile.js';

/** SOP classes that nobody knows, or that are never released. */
export function checkAdmission({ admission }: Profile): ConfigFault[] {
  return admission.sopClasses.flatMap((entry, i) => entryFaults(entry, ['admission', 'sopClasses', i]));
}

const NAMES: readonly string[] = [...SOP_CLASS_GROUPS, 'all'];

function entryFaults(entry: string, path: readonly (string | number)[]): ConfigFault[] {
  if (NAMES.includes(entry)) return [];
  if (/^\d/.test(entry)) return uidFaults(entry, path);
  const keywords = storageKeywords();
  const found = keywords.get(entry);
  if (found) return neverReleased(found, path);
  const meant = nearest(entry, [...NAMES, ...keywords.keys()]);
  const text = `is '${entry}', which is no group (${NAMES.join(', ')}), keyword or UID of a storage SOP class`;
  return [faultAt(path, text, { meant })];
}

function uidFaults(uid: string, path: readonly (string | number)[]): ConfigFault[] {
  const found = sopClassOf(uid);
  if (found) return neverReleased(found, path);
  // PS3.5 9: one root is the standard's; what it does not register there is a slip. Others have classes of their own.
  const isForeign =
    /^[0-2](?:\.(?:0|[1-9]\d*))+$/.test(uid) && uid.length <= 64 && !uid.startsWith('1.2.840.10008.');
  if (isForeign) return [];
  const name = lookupUid(uid)?.name;
  return [
    faultAt(path, `is '${uid}', which is ${name ?? 'no UID that is registered'}, not a storage SOP class`),
  ];
}

function neverReleased(
  { keyword, isEncapsulated, isDirectory }: SopClass,
  path: readonly (string | number)[],
): ConfigFault[] {
  if (!isEncapsulated && !isDirectory) return [];
  return [faultAt(path, `is ${keyword}, which is never released`)];
}
