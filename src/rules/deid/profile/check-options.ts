import { type ConfigFault, faultAt } from '../../config-fault.js';
import { PIXEL_OPTIONS, type Profile, type TableOption } from './profile.js';

/** Pairs of options that cannot both be meant, and why. */
const CONFLICTS: readonly (readonly [TableOption, TableOption, string])[] = [
  // PS3.15 E.3.6: two options of one column pair; dates either stay or move.
  ['retainFullDates', 'retainModifiedDates', 'dates either stay or move'],
  // PS3.15 E.3.9: many UIDs hold the date and time at which they were made.
  [
    'retainUids',
    'retainModifiedDates',
    'UIDs often hold the date that was moved, and lead back to the original',
  ],
];

/** Options that contradict each other, are not built yet, or lack or have what belongs to another one. */
export function checkOptions({ options, dates, private: own }: Profile): ConfigFault[] {
  const faults: ConfigFault[] = [];
  for (const option of PIXEL_OPTIONS) {
    if (options[option] !== true) continue;
    const text =
      'is not built yet; leave it out, and files whose pixels may show who it is are quarantined (admission)';
    faults.push(faultAt(['options', option], text));
  }
  for (const [first, second, why] of CONFLICTS) {
    if (!options[first] || !options[second]) continue;
    faults.push(faultAt(['options', second], `conflicts with 'options.${first}': ${why}`));
  }
  if (own && !options.retainSafePrivate) {
    faults.push(faultAt(['private'], "needs 'options.retainSafePrivate'", { at: 'key' }));
  }
  return [...faults, ...dateFaults(options.retainModifiedDates === true, dates)];
}

function dateFaults(isModified: boolean, dates: Profile['dates']): ConfigFault[] {
  if (!dates) {
    if (!isModified) return [];
    const text = "needs 'dates.shiftWeeks', the range of the shift";
    return [faultAt(['options', 'retainModifiedDates'], text)];
  }
  if (!isModified) return [faultAt(['dates'], "needs 'options.retainModifiedDates'", { at: 'key' })];
  const { least, most } = dates.shiftWeeks;
  if (most < least)
    return [faultAt(['dates', 'shiftWeeks', 'most'], `is ${most}, less than least (${least})`)];
  // One shift for everybody is no secret: whoever knows one date of one subject knows all of all.
  if (most === least) return [faultAt(['dates', 'shiftWeeks', 'most'], 'leaves one shift for all subjects')];
  return [];
}
