import { lookupTag } from '../../dicom/dictionary.js';
import { lookupUid } from '../../dicom/uids.js';
import { packVr } from '../../dicom/vr.js';
import { Rulebook } from '../../rules/deid/attribute/rulebook.js';
import { KNOWN_ATTRIBUTES } from '../../rules/deid/known/known-attributes.js';
import { knownOfHeader, mergeKnown } from '../../rules/deid/known/known-values.js';
import { UidSet } from '../../rules/deid/known/uid-set.js';
import type { KnownValue } from '../../rules/deid/known-value.js';
import type { Profile } from '../../rules/deid/profile/profile.js';
import type { InstanceTable } from '../../study/instance-table.js';

/** What of a delivery must stand nowhere in what is released. */
export interface DeliveryValues {
  readonly values: readonly KnownValue[];
  /** Of studies, series, instances and frames of reference. */
  readonly uids: UidSet;
}

/**
 * Gathers the identifying values and the UIDs of all headers, but for what the profile keeps as it is.
 * @param exempt assigned IDs, which are to stand there
 */
export function valuesOf(table: InstanceTable, profile: Profile, exempt: readonly string[]): DeliveryValues {
  const rulebook = new Rulebook(profile);
  const assigned = new Set(exempt);
  const values = table.headers.flatMap(({ further = {}, sopClassUID }) => {
    const rules = rulebook.forSopClass(sopClassUID);
    return knownOfHeader(onlyKnown(further), (tag) => {
      const vr = lookupTag(tag)?.vr;
      return vr !== undefined && rules.of(tag, packVr(vr)).action === 'keep';
    });
  });
  const uids = UidSet.of(uidsToHide(table, profile));
  return { values: mergeKnown(values).filter(({ text }) => !assigned.has(text)), uids };
}

/** Without what a scan has read for others besides: what deid searches for does not depend on it. */
function onlyKnown(further: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  const known: Record<string, readonly string[]> = {};
  for (const name of KNOWN_ATTRIBUTES) {
    const values = further[name];
    if (values) known[name] = values;
  }
  return known;
}

/** UIDs that name something of this delivery; what PS3.6 registers may stay. */
export function uidsToHide(table: InstanceTable, { options }: Profile): Set<string> {
  const uids = new Set<string>();
  // PS3.15 E.3.9 Retain UIDs Option: then they are what is to be released.
  if (options.retainUids) return uids;
  const add = (uid: string): void => {
    if (uid !== '' && !lookupUid(uid)) uids.add(uid);
  };
  for (const header of table.headers) {
    add(header.studyUID);
    add(header.seriesUID);
    add(header.frameOfReferenceUID);
  }
  for (let instance = 0; instance < table.size; instance++) add(table.sopInstanceUID(instance));
  return uids;
}
