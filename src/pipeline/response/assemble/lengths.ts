import type { Big } from 'big.js';
import type { ResponseProblemCode } from '../../../rules/response/problem.js';
import type { Axis } from '../../../rules/response/words.js';
import type { Observation } from '../observation.js';
import { trimmed } from './telling.js';
import { decimalOf, mmPer, UNITS_READ } from './units.js';

/** A length of a row, in mm, exact. */
export interface Length {
  /** Null where the source calls it a length and no more. */
  readonly axis: Axis | null;
  readonly storedMm: Big | null;
  readonly recomputedMm: Big | null;
  readonly agrees: boolean | null;
  readonly isFact: boolean;
}

/** Why a row, or a lesion at a visit, gives no length. */
export interface Fault {
  readonly code: ResponseProblemCode;
  readonly detail: string;
  readonly expected?: string;
  readonly actual?: string;
}

/** The length that a row says; undefined where it says none. `axis` is what a fact says of lengths without one. */
export function lengthOf(row: Observation, axis: Axis | undefined): Length | Fault | undefined {
  if (row.value === null && row.recomputed === null) return undefined;
  const values: (Big | null)[] = [];
  for (const text of [row.value, row.recomputed]) {
    const value = text === null ? null : millimetres(text, row.unit);
    if (value && 'code' in value) return value;
    values.push(value);
  }
  const [storedMm = null, recomputedMm = null] = values;
  const named = row.axis ?? axis ?? null;
  const isZero = [storedMm, recomputedMm].every((value) => value === null || value.eq(0));
  // 0 mm is 0 mm along every axis.
  if (named === null && !row.isUnnamedAxis && !isZero) return { ...NO_AXIS, detail: 'no axis is said' };
  return { axis: named, storedMm, recomputedMm, agrees: row.agrees, isFact: row.isFact };
}

/** Of a length of which it must be known along which axis it is. */
export const NO_AXIS = { code: 'axis-missing', expected: 'axis: long or short' } as const;

function millimetres(text: string, unit: string | null): Big | Fault {
  const value = decimalOf(text);
  if (!value) return { code: 'value-not-a-number', detail: 'its length is no decimal number', actual: text };
  const stated = trimmed(unit);
  if (stated === null) {
    return { code: 'unit-missing', detail: 'its length has no unit', expected: UNITS_READ, actual: text };
  }
  const per = mmPer(stated);
  if (!per) {
    const detail = `its length is in ${stated}`;
    return { code: 'unit-unknown', detail, expected: UNITS_READ, actual: stated };
  }
  if (value.lt(0)) {
    return { code: 'value-negative', detail: 'its length is negative', actual: `${text} ${stated}` };
  }
  return value.times(per);
}
