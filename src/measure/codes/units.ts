import type { Code } from '../code.js';
import { type ParsedUnit, parseUcum } from './ucum.js';

/** What a unit measures. */
export type Dimension =
  | 'length'
  | 'area'
  | 'volume'
  | 'angle'
  | 'ratio'
  | 'time'
  | 'mass'
  | 'attenuation'
  | 'suv'
  | 'suvbsa'
  | 'activity-concentration'
  | 'diffusivity'
  | 'count'
  | 'arbitrary'
  | 'other';

/** A unit that is known. */
export interface KnownUnit {
  /** In UCUM's case-sensitive form. */
  readonly ucum: string;
  readonly dimension: Dimension;
  /** To the base unit of its dimension (mm, mm2, mm3, deg, 1, s, g, HU, g/ml, cm2/ml, Bq/ml, mm2/s). */
  readonly factor: number;
}

/** By base units: the dimension, and how many of its own base unit the base units make. */
const DIMENSIONS: ReadonlyMap<string, readonly [dimension: Dimension, scale: number]> = new Map([
  ['mm1', ['length', 1]],
  ['mm2', ['area', 1]],
  ['mm3', ['volume', 1]],
  ['deg1', ['angle', 1]],
  ['s1', ['time', 1]],
  ['g1', ['mass', 1]],
  ['HU1', ['attenuation', 1]],
  ['arbU1', ['arbitrary', 1]],
  ['g1 mm-3', ['suv', 1000]],
  ['Bq1 mm-3', ['activity-concentration', 1000]],
  ['mm2 s-1', ['diffusivity', 1]],
]);

/** Annotations that stand for a ratio when they stand alone. PS3.16 CID 7181. */
const RATIOS: ReadonlySet<string> = new Set(['ratio', '0:1', 'none', 'no units', '0:10']);
const COUNTED = /^(prop)?(counts?|pixels?|voxels?|slices?|frames?|lesions?|particles?)$/i;
/** A unit of UCUM in words of one's own: what it is meant to be is not for us to say. */
const MISSPELT = /^(hu|hounsfield.*|mm.*|cm.*|m[l]?|suv.*|%|percent)$/i;

/**
 * A unit by its code: UCUM, and units of old objects that name another scheme (AIM's DCM mm, 99… cm) where the value is
 * a UCUM code of a dimension that measurements have. Undefined where it is not known.
 */
export function knownUnit(unit: Pick<Code, 'value' | 'scheme'>): KnownUnit | undefined {
  const ucum = unit.value.trim();
  const parsed = parseUcum(ucum);
  if (!parsed) return undefined;
  const dimension = dimensionOf(ucum, parsed);
  if (!dimension) return undefined;
  if (unit.scheme !== 'UCUM' && dimension[0] === 'other') return undefined;
  return { ucum, dimension: dimension[0], factor: parsed.factor * dimension[1] };
}

/** A value in another unit of the same dimension; undefined where they have none in common. */
export function converted(value: number, from: KnownUnit, to: KnownUnit): number | undefined {
  if (from.dimension !== to.dimension) return undefined;
  if (LOOSE.has(from.dimension) && kindOf(from.ucum) !== kindOf(to.ucum)) return undefined;
  return from.factor === to.factor ? value : (value * from.factor) / to.factor;
}

/** Dimensions that hold units which do not turn into each other: pixels are no voxels, mGy no mA. */
const LOOSE: ReadonlySet<Dimension> = new Set<Dimension>(['count', 'arbitrary', 'other']);

function kindOf(ucum: string): string {
  const parsed = parseUcum(ucum);
  return `${parsed?.powers} ${parsed?.annotations.map((text) => text.toLowerCase().replace(/s$/, '')).join()}`;
}

function dimensionOf(ucum: string, parsed: ParsedUnit): readonly [Dimension, number] | undefined {
  // Area by volume is one by length: what tells it from other such units is how it is written. PS3.16 CID 85.
  if (parsed.powers === 'mm-1' && /cm2\/(\{SUVbsa\})?m[lL]/.test(ucum)) return ['suvbsa', 10];
  if (parsed.powers !== '') return DIMENSIONS.get(parsed.powers) ?? ['other', 1];
  const [alone] = /^\{[^{}]*\}$/.test(ucum) ? parsed.annotations : [];
  if (alone === undefined || RATIOS.has(alone)) return ['ratio', 1];
  if (COUNTED.test(alone)) return ['count', 1];
  return MISSPELT.test(alone) ? undefined : ['arbitrary', 1];
}
