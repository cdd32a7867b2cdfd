import type { PetFacts } from './pet-facts.js';
import { givenValue } from './stated.js';
import { missing, problem, type SuvNoteCode, type SuvProblem } from './suv-problem.js';

/** Kinds of SUV, by the terms of SUV Type (0054,1006); BSA is in cm²/ml, the others in g/ml. PS3.3 C.8.9.1. */
export type SuvType = 'BW' | 'BSA' | 'LBM' | 'LBMJAMES128' | 'LBMJANMA' | 'IBW';

/** What rescaled pixels are. */
export type PixelScale =
  /** Activity: times the factor it is Bq/ml. */
  | { readonly kind: 'activity'; readonly factor: number; readonly notes: readonly SuvNoteCode[] }
  /** An SUV of this type: times the factor it is that in its unit. */
  | {
      readonly kind: 'suv';
      readonly type: SuvType;
      readonly factor: number;
      readonly notes: readonly SuvNoteCode[];
    }
  | { readonly kind: 'unknown'; readonly problem: SuvProblem };

const TYPES: ReadonlySet<string> = new Set(['BW', 'BSA', 'LBM', 'LBMJAMES128', 'LBMJANMA', 'IBW']);

function isSuvType(term: string): term is SuvType {
  return TYPES.has(term);
}

/** What the pixels of an instance are, by Units and what goes with them. */
export function pixelScale(fact: PetFacts): PixelScale {
  const units = givenValue(fact.units);
  switch (units) {
    case undefined:
      return { kind: 'unknown', problem: missing('units-missing', 'Units', fact.units) };
    case 'BQML':
      return { kind: 'activity', factor: 1, notes: [] };
    case 'CNTS':
      return countScale(fact);
    case 'GML':
      return suvScale(fact);
    case 'CM2ML':
      return { kind: 'suv', type: 'BSA', factor: 1, notes: [] };
    default: {
      const text = `no SUV can be had of pixels in ${units}`;
      return { kind: 'unknown', problem: problem('units-not-suv', 'Units', text) };
    }
  }
}

/** Counts, which only Philips' own factors turn into anything. Philips PET conformance statements, group 7053. */
function countScale({ philipsSuvFactor, philipsActivityFactor }: PetFacts): PixelScale {
  const suv = givenValue(philipsSuvFactor) ?? 0;
  if (suv > 0) return { kind: 'suv', type: 'BW', factor: suv, notes: ['philips-suv-factor'] };
  const activity = givenValue(philipsActivityFactor) ?? 0;
  if (activity > 0) return { kind: 'activity', factor: activity, notes: ['philips-activity-factor'] };
  const text = 'pixels are counts, without a factor of Philips’ under the creator Philips PET Private Group';
  return { kind: 'unknown', problem: problem('counts-without-factor', 'Units', text) };
}

function suvScale({ suvType }: PetFacts): PixelScale {
  // PS3.3 C.8.9.1, SUV Type: where it is absent and Units are GML, it is BW.
  if (suvType.state === 'absent') {
    return { kind: 'suv', type: 'BW', factor: 1, notes: ['suv-type-assumed-bw'] };
  }
  const type = givenValue(suvType);
  // BSA is in cm²/ml, so it contradicts g/ml.
  if (type !== undefined && isSuvType(type) && type !== 'BSA') {
    const notes: SuvNoteCode[] = type === 'LBM' ? ['lbm-formula-unnamed'] : [];
    return { kind: 'suv', type, factor: 1, notes };
  }
  const text = type === undefined ? `SUVType is ${suvType.state}` : `${type} is no type of SUV in g/ml`;
  return { kind: 'unknown', problem: problem('suv-type-unknown', 'SUVType', text) };
}
