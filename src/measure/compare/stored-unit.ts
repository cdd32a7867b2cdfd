import { dimensionsOf } from '../codes/asked-figure.js';
import { type Dimension, type KnownUnit, knownUnit } from '../codes/units.js';
import type { MeasureProblem } from '../problem.js';
import type { MeasurementItem } from '../source.js';

/** The unit of a stored value, where a value in it can be held against another; else why not. */
export interface StoredUnit {
  readonly unit?: KnownUnit;
  readonly why?: string;
  readonly problems: readonly MeasureProblem[];
}

/** Schemes that units of measurement go under; AIM's reports have mm in DCM. Some files state none. */
const SCHEMES: ReadonlySet<string> = new Set(['UCUM', 'DCM', 'AIM', '']);
/** What can be counted in pixels where an image is not calibrated. */
const IN_PIXELS: ReadonlySet<Dimension> = new Set<Dimension>(['length', 'area', 'volume']);

/**
 * The unit of a stored value. A unit of a private scheme is a finding, and is taken for the UCUM one that it is spelt
 * like where the concept can have that; a unit that the concept cannot have is never converted.
 */
export function storedUnit(item: MeasurementItem): StoredUnit {
  const code = item.stored?.unit;
  if (!code || code.value.trim() === '') {
    return { why: 'no unit is stored', problems: [{ code: 'unit-missing' }] };
  }
  const unit = knownUnit(code);
  if (!unit) return { why: 'the stored unit is not known', problems: [{ code: 'unit-unknown' }] };
  const allowed = dimensionsOf(item);
  const scheme = SCHEMES.has(code.scheme) ? [] : [{ code: 'unit-unknown' } as const];
  if (!allowed || allowed.includes(unit.dimension)) return { unit, problems: scheme };
  if (unit.dimension === 'count' && allowed.some((one) => IN_PIXELS.has(one))) {
    return { why: 'the stored unit counts pixels or voxels', problems: scheme };
  }
  const detail = `a unit of ${unit.dimension} where the concept is one of ${allowed.join(' or ')}`;
  return {
    why: 'the stored unit cannot be that of the concept',
    problems: [...scheme, { code: 'unit-impossible', detail }],
  };
}
