import type { Big } from 'big.js';
import type { Lengths, Lesion, LesionReading } from '../course.js';
import type { Criteria } from '../criteria/criteria.js';
import type { Axis, LesionState, Method } from '../words.js';

const WITHOUT_LENGTH: readonly LesionState[] = ['absent', 'merged', 'not-evaluated'];

const METHOD_WORDS: Readonly<Record<Method, string>> = {
  ct: 'CT',
  mri: 'MRI',
  'chest-x-ray': 'chest X-ray',
  clinical: 'clinical examination',
  ultrasound: 'ultrasound',
  pet: 'PET',
  other: 'another method',
};

/** A method for people. */
export function methodText(method: Method): string {
  return METHOD_WORDS[method];
}

/** A length for people, every digit of it: `9.5 mm`. */
export function mmText(mm: Big): string {
  return `${mm.toFixed()} mm`;
}

/** What is said of a lesion at a visit (index). */
export function readingAt({ readings }: Lesion, visit: number): LesionReading | undefined {
  return readings.find((reading) => reading.visit === visit);
}

/** Whether a reading holds a length along any axis, of whatever source. */
export function isMeasured({ state, diameters }: LesionReading): boolean {
  if (WITHOUT_LENGTH.includes(state)) return false;
  return diameters.some(({ storedMm, recomputedMm }) => storedMm !== null || recomputedMm !== null);
}

/** Whether a reading stands for a number: a length, `too-small` (5 mm), or `absent` (0 mm). */
export function hasValue(reading: LesionReading): boolean {
  return reading.state === 'absent' || reading.state === 'too-small' || isMeasured(reading);
}

/**
 * The length along an axis, mm, by the lengths that are asked for, else by the others; the criteria's own length where
 * the lesion is too small to measure (Eisenhauer 2009, 4.3.2). Null where there is none.
 */
export function lengthMm(
  reading: LesionReading,
  axis: Axis,
  { criteria, lengths }: { readonly criteria: Criteria; readonly lengths: Lengths },
): Big | null {
  if (WITHOUT_LENGTH.includes(reading.state)) return null;
  const diameter = reading.diameters.find((one) => one.axis === axis);
  const { storedMm = null, recomputedMm = null } = diameter ?? {};
  const mm = lengths === 'stored' ? (storedMm ?? recomputedMm) : (recomputedMm ?? storedMm);
  return mm ?? (reading.state === 'too-small' ? criteria.tooSmall.mm : null);
}

/** The lengths that are there, for people: `short axis of 9 mm`. */
export function diametersText(reading: LesionReading, how: Parameters<typeof lengthMm>[2]): string {
  const texts = (['long', 'short'] as const).flatMap((axis) => {
    const mm = lengthMm(reading, axis, how);
    return mm ? [`${axis} axis of ${mmText(mm)}`] : [];
  });
  return texts.join(', ');
}
