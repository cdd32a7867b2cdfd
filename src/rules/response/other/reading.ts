import type { Big } from 'big.js';
import type { Course, Lengths, Lesion, LesionReading } from '../course.js';
import type { Axis } from '../words.js';

/** What is said of a lesion at a visit; undefined: nothing. */
export function readingAt(lesion: Lesion, visit: number): LesionReading | undefined {
  return lesion.readings.find((reading) => reading.visit === visit);
}

/** Diameter of one axis, mm, by the lengths that are asked for, else by the other ones; undefined where neither is there. */
export function diameterMm(reading: LesionReading, axis: Axis, lengths: Lengths): Big | undefined {
  const diameter = reading.diameters.find((one) => one.axis === axis);
  if (!diameter) return undefined;
  const { storedMm, recomputedMm } = diameter;
  const mm = lengths === 'stored' ? (storedMm ?? recomputedMm) : (recomputedMm ?? storedMm);
  // A length below zero is none.
  return mm === null || mm.lt(0) ? undefined : mm;
}

/** Whether lengths are there and every one of them is 0 mm. */
export function isZero(reading: LesionReading, lengths: Lengths): boolean {
  const known = (['long', 'short'] as const).flatMap((axis) => diameterMm(reading, axis, lengths) ?? []);
  return known.length > 0 && known.every((mm) => mm.eq(0));
}

/**
 * The lesion that a fragment is a part of, followed up to the first one: Eisenhauer 2009, 4.3.2.
 * A lesion that is no fragment, or one of a lesion that is not there, or of itself, is its own.
 */
export function originOf(lesion: Lesion, { lesions }: Course): Lesion {
  if (lesion.splitFrom === undefined) return lesion;
  const seen = new Set<string>();
  let origin = lesion;
  while (origin.splitFrom !== undefined && !seen.has(origin.label)) {
    seen.add(origin.label);
    const parent = lesions.find(({ label }) => label === origin.splitFrom);
    if (!parent) break;
    origin = parent;
  }
  // A circle has no first lesion, so each of it stands alone: nothing of it is lost.
  return origin.splitFrom !== undefined && seen.has(origin.label) ? lesion : origin;
}
