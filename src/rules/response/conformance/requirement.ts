import type { Big } from 'big.js';
import type { LesionReading } from '../course.js';
import type { Criteria, Measurable } from '../criteria/criteria.js';
import type { Method } from '../words.js';
import { mmText } from './lengths.js';

/** What a lesion must measure to be measurable. */
export interface Requirement {
  readonly rule: Measurable;
  /** The least length, mm; null where it depends on slices whose thickness is not known. */
  readonly atLeastMm: Big | null;
  /** For people: `≥ 10.2 mm (2 × slices of 5.1 mm)`. */
  readonly text: string;
}

/** The thickness of a reading's slices, mm; undefined where it is not known, or is no thickness. */
export function sliceThicknessMm({ sliceThicknessMm: mm }: LesionReading): Big | undefined {
  return mm?.gt(0) ? mm : undefined;
}

/** When a lesion seen by a method is measurable; undefined where the criteria accept no such method. */
export function requirementFor(
  isNode: boolean,
  by: { readonly method: Method; readonly reading: LesionReading },
  { measurable }: Criteria,
): Requirement | undefined {
  const kind = isNode ? 'node' : 'lesion';
  const rule = measurable.find((one) => one.kind === kind && one.methods.includes(by.method));
  if (!rule) return undefined;
  const { atLeastMm, slices } = rule;
  const plain = { rule, atLeastMm, text: `≥ ${mmText(atLeastMm)}` };
  if (!slices) return plain;
  const thickness = sliceThicknessMm(by.reading);
  if (!thickness) return { ...plain, atLeastMm: null };
  // Eisenhauer 2009, 3.1.1: slices thicker than 5 mm ask for twice their thickness.
  const ofSlices = thickness.times(slices.times);
  if (thickness.lte(slices.upToMm) || ofSlices.lte(atLeastMm)) return plain;
  const why = `${slices.times.toFixed()} × slices of ${mmText(thickness)}`;
  return { rule, atLeastMm: ofSlices, text: `≥ ${mmText(ofSlices)} (${why})` };
}
