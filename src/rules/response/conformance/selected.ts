import type { Course, Lesion } from '../course.js';
import { LYMPH_NODES } from '../criteria/criteria.js';
import { isMeasured, readingAt } from './lengths.js';

/**
 * The targets that count against the limits. A fragment is part of the lesion that it comes from, and a lesion that is
 * merged at baseline part of the other (Eisenhauer 2009, 4.3.2); a "fragment" that has a length at baseline is there
 * before anything could split, and counts.
 */
export function countedTargets({ lesions }: Course): readonly Lesion[] {
  return lesions.filter((lesion) => {
    if (lesion.role !== 'target') return false;
    const reading = readingAt(lesion, 0);
    if (lesion.splitFrom !== undefined) return reading !== undefined && isMeasured(reading);
    return reading?.state !== 'merged';
  });
}

/** The organ that a lesion counts for. All nodes together are one: RECIST working group, recist.eortc.org FAQ. */
export function organOf({ isNode, organ }: Lesion): string | undefined {
  return isNode === true ? LYMPH_NODES : organ;
}

/** Labels of targets by organ, in the order of the organs' names; targets of unknown organ are left out. */
export function labelsByOrgan(targets: readonly Lesion[]): readonly (readonly [string, readonly string[]])[] {
  const byOrgan = new Map<string, string[]>();
  for (const lesion of targets) {
    const organ = organOf(lesion);
    if (organ === undefined) continue;
    byOrgan.set(organ, [...(byOrgan.get(organ) ?? []), lesion.label]);
  }
  return [...byOrgan].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The lesion that a fragment is of in the end; itself where it is none; undefined where that is not in the course. */
export function wholeOf({ lesions }: Course, lesion: Lesion): Lesion | undefined {
  const passed = new Set<Lesion>();
  let whole: Lesion | undefined = lesion;
  while (whole?.splitFrom !== undefined) {
    if (passed.has(whole)) return undefined;
    passed.add(whole);
    const { splitFrom }: Lesion = whole;
    whole = lesions.find(({ label }) => label === splitFrom);
  }
  return whole;
}

/** Lesions whose lengths matter at every visit: targets, what they split into, and non-targets that are measured. */
export function followedLesions(course: Course): readonly Lesion[] {
  return course.lesions.filter((lesion) => {
    if (lesion.role === 'non-target') return lesion.readings.some(isMeasured);
    return lesion.role === 'target' || wholeOf(course, lesion)?.role === 'target';
  });
}
