import { PLANAR_FIGURES, type PlanarFigureName, type RecomputedFigure } from '../figures.js';
import type { MeasureProblem } from '../problem.js';

/** What was recomputed, and what was wrong with the coordinates. */
export interface GeometryFigures {
  readonly figures: readonly RecomputedFigure[];
  readonly problems: readonly MeasureProblem[];
}

const UNITS: ReadonlyMap<PlanarFigureName, string> = new Map(
  PLANAR_FIGURES.map(({ name, unit }) => [name, unit]),
);

function unitOf(name: PlanarFigureName): string {
  return UNITS.get(name) ?? '1';
}

/** A figure with its value (mm, mm2, mm3, deg); without one where it is no finite number. */
export function figure(name: PlanarFigureName, value: number): RecomputedFigure {
  if (!Number.isFinite(value)) return absent(name, 'the result is no finite number');
  return { name, value, unit: unitOf(name) };
}

/** A figure that could not be had, and why. */
export function absent(name: PlanarFigureName, why: string): RecomputedFigure {
  return { name, unit: unitOf(name), why };
}
