import { isKnownVr, packVr } from '../../../dicom/vr.js';
import { type ConfigFault, type FaultPath, faultAt } from '../../config-fault.js';
import { TEXT_VRS } from './fits-action.js';
import type { PrivateEntry, PrivateList } from './profile.js';

/** PS3.5 7.8: odd groups that no private element may be in. */
const FORBIDDEN_GROUPS = ['0001', '0003', '0005', '0007', 'FFFF'];

/** VRs that an action is for, where not any; the VR of an entry may be left out. */
const FITTING: Readonly<Partial<Record<PrivateEntry['action'], readonly string[]>>> = {
  clean: TEXT_VRS,
  shift: ['DA', 'DT'],
  uid: ['UI'],
  csa: ['OB', 'OW', 'UN'],
  phoenix: ['OB', 'OW', 'UN', 'UT', 'LT'],
};

/** What is wrong with a list of private elements although it fits its schema. */
export function checkPrivateList(list: PrivateList): readonly ConfigFault[] {
  return [
    ...checkPrivateElements(['elements'], list.elements),
    ...repeated(list.csa ?? [], ({ tag }) => tag).map((i) => faultAt(['csa', i, 'tag'], 'stands twice')),
    ...repeated(list.phoenix ?? [], ({ key }) => key).map((i) =>
      faultAt(['phoenix', i, 'key'], 'stands twice'),
    ),
  ];
}

/** Private elements that cannot be any, stand twice, or whose action does not fit. */
export function checkPrivateElements(path: FaultPath, entries: readonly PrivateEntry[]): ConfigFault[] {
  const twice = repeated(
    entries,
    ({ creator, group, element }) => `${group}${element}`.toUpperCase() + creator,
  );
  const own = entries.flatMap((entry, i) => entryFaults([...path, i], entry));
  return [...own, ...twice.map((i) => faultAt([...path, i], 'stands twice'))];
}

function entryFaults(path: FaultPath, { group, vr, action }: PrivateEntry): ConfigFault[] {
  if (Number.parseInt(group, 16) % 2 === 0) {
    return [faultAt([...path, 'group'], `is '${group}'; private groups are odd`)];
  }
  if (FORBIDDEN_GROUPS.includes(group.toUpperCase())) {
    return [faultAt([...path, 'group'], `is '${group}', which PS3.5 7.8 keeps from private elements`)];
  }
  if (vr === undefined) return [];
  if (!isKnownVr(packVr(vr))) return [faultAt([...path, 'vr'], `is '${vr}', which is no VR`)];
  if (vr === 'PN' && action !== 'remove')
    return [faultAt([...path, 'action'], 'would release the name of a person')];
  const fitting = FITTING[action];
  if (!fitting || fitting.includes(vr)) return [];
  return [faultAt([...path, 'action'], `is '${action}', which is for ${fitting.join(', ')}, not ${vr}`)];
}

/** Places of entries whose key one before them has. */
function repeated<T>(entries: readonly T[], keyOf: (entry: T) => string): number[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, i) => {
    const key = keyOf(entry);
    if (seen.has(key)) return [i];
    seen.add(key);
    return [];
  });
}
