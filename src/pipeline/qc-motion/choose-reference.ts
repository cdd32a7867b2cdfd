import type { VolumeGroup } from '../../rules/motion/series/time-series.js';
import type { ReferenceChoice } from './options.js';

/**
 * Volumes that may be a group's reference, the best first: the one that was asked for, then those nearest to it in time.
 * A number that is no member of this group leaves it to the middle one. `median` begins with the middle, too.
 * @returns numbers of volumes in the run
 */
export function referenceCandidates({ members }: VolumeGroup, choice: ReferenceChoice): number[] {
  const at = placeOf(members, choice);
  // A volume that somebody named is not replaced silently by another.
  if (typeof choice === 'number' && members[at] === choice) return [choice];
  return [...members.keys()]
    .sort((a, b) => Math.abs(a - at) - Math.abs(b - at) || a - b)
    .map((place) => members[place] ?? 0);
}

function placeOf(members: readonly number[], choice: ReferenceChoice): number {
  const middle = Math.floor(members.length / 2);
  if (choice === 'first') return 0;
  if (typeof choice !== 'number') return middle;
  const named = members.indexOf(choice);
  return named < 0 ? middle : named;
}

/** The member that is most like the median volume: that with the smallest quality index; the first of equal ones. */
export function mostTypical(members: readonly number[], qualityIndex: ArrayLike<number>): number | undefined {
  let best: number | undefined;
  for (const [at] of members.entries()) {
    const own = qualityIndex[at] ?? Number.NaN;
    if (Number.isNaN(own)) continue;
    if (best === undefined || own < (qualityIndex[best] ?? Number.POSITIVE_INFINITY)) best = at;
  }
  return best === undefined ? undefined : members[best];
}
