import type { Probe } from '../../../study/probe/probe.js';
import type { DerivedQuantity, Known, Sample, SeriesView } from '../series-view.js';

/** What a derived value is, and how it is worked out. */
export interface Definition {
  readonly name: string;
  readonly type: 'number' | 'text' | 'boolean';
  /** Canonical name of the unit. */
  readonly unit?: string;
  readonly multi?: boolean | 'always';
  readonly probes?: readonly Probe[];
  readonly text: string;
  readonly source: string;
  /** The values in a series, most frequent first. */
  read(view: SeriesView): readonly Sample[];
}

/**
 * Makes a derived value. One that the view is given (a protocol's own test) is not worked out; where the reader finds
 * nothing to tell, the value is absent, so that there is a sample always.
 */
export function derive(definition: Definition): DerivedQuantity {
  const { name, type, unit, multi = false, probes = [], text, source } = definition;
  return {
    ...{ name, type, multi, probes, text, source },
    ...(unit !== undefined && { unit }),
    samples(view) {
      const given = view.given?.(name);
      if (given) return ofSeries(given.state === 'bundle' ? ABSENT : given);
      const found = definition.read(view);
      return found.length > 0 ? found : ofSeries(ABSENT);
    },
  };
}

/** What the value comes from is not there. */
export const ABSENT: Known = { state: 'absent' };

/** @param why a clause for people: `the volumes cannot be told apart` */
export function unknown(why: string): Known {
  return { state: 'unknown', why };
}

/** One number or several, in the quantity's unit. */
export function numbers(...values: readonly number[]): Known {
  return { state: 'value', texts: values.map(String), numbers: values };
}

/** One text or several. */
export function texts(...values: readonly string[]): Known {
  return { state: 'value', texts: values };
}

/** True or false. */
export function truth(value: boolean): Known {
  return texts(String(value));
}

/** A value of the series as a whole. */
export function ofSeries(value: Known): readonly Sample[] {
  return [{ value, instances: [] }];
}

/** Seven significant digits: what is the same number as a float and as a decimal string is the same here. */
export function rounded(value: number): number {
  return Number(value.toPrecision(7));
}

/** Tenths of a micrometre: positions are rounded in headers, and a distance made of them carries no more. */
export function roundedMm(mm: number): number {
  return Math.round(mm * 1e4) / 1e4;
}

/** The least of several numbers; Infinity of none. */
export function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

/** The largest of several numbers; -Infinity of none. */
export function largest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

/** Distinct numbers, rising. */
export function distinct(values: readonly number[]): number[] {
  return [...new Set(values.map(rounded))].sort((a, b) => a - b);
}
