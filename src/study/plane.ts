import { SAME_PLACE_MM } from './slice-grid.js';
import { cross, dot, type Vector3 } from './vectors.js';

/** What the parallel slices of a stack share: how they lie and how they are sampled. */
export interface Plane {
  /** Direction of increasing column index (along a row). PS3.3 C.7.6.2.1.1. */
  readonly row: Vector3;
  /** Direction of increasing row index (down a column). */
  readonly column: Vector3;
  readonly rows: number;
  readonly columns: number;
  /** Millimetres between rows and between columns; undefined when the file does not say. */
  readonly pixelSpacingMm: readonly [number, number] | undefined;
  readonly thicknessMm: number | undefined;
}

/** Cosines may differ by this much and still mean one orientation (0.06° about any axis; headers round to 6 digits). */
export const COSINE_TOLERANCE = 1e-3;
const SPACING_TOLERANCE_MM = 1e-3;

/**
 * Unit normal of the plane, row × column: the direction in which slice positions are measured. Scaled to unit length,
 * since rounded cosines would otherwise scale every distance.
 */
export function normalOf(plane: Plane): Vector3 {
  const [x, y, z] = cross(plane.row, plane.column);
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}

/** A place along the normal is as wide as this share of a pixel: what lies closer together shows the same anatomy. */
const PLACE_SHARE_OF_PIXEL = 0.02;
const MIN_PLACE_MM = 5e-4;
const MAX_PLACE_MM = 0.05;

/** Positions closer than this along the normal are one place, mm: headers round, tables repeat, patients breathe. */
export function placeToleranceMm({ pixelSpacingMm }: Pick<Plane, 'pixelSpacingMm'>): number {
  if (!pixelSpacingMm) return SAME_PLACE_MM;
  return Math.min(MAX_PLACE_MM, Math.max(MIN_PLACE_MM, PLACE_SHARE_OF_PIXEL * Math.min(...pixelSpacingMm)));
}

/** True when both planes have the same matrix and pixel spacing, however they lie. */
export function sameSampling(a: Plane, b: Plane): boolean {
  return a.rows === b.rows && a.columns === b.columns && sameSpacing(a.pixelSpacingMm, b.pixelSpacingMm);
}

/** Angle between the rows or between the columns of two planes, whichever is larger, degrees. */
export function tiltDeg(a: Plane, b: Plane): number {
  const cosine = Math.min(1, dot(a.row, b.row), dot(a.column, b.column));
  return (Math.acos(Math.max(-1, cosine)) * 180) / Math.PI;
}

/** True when every number of two planes is the same. */
export function equalPlanes(a: Plane, b: Plane): boolean {
  return (
    equal(a.row, b.row) &&
    equal(a.column, b.column) &&
    a.rows === b.rows &&
    a.columns === b.columns &&
    equal(a.pixelSpacingMm, b.pixelSpacingMm) &&
    a.thicknessMm === b.thicknessMm
  );
}

function equal(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  if (!a || !b || a.length !== b.length) return a === b;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Equal for equal planes. */
export function planeKey({ row, column, rows, columns, pixelSpacingMm, thicknessMm }: Plane): string {
  return `${row}/${column}/${rows}/${columns}/${pixelSpacingMm}/${thicknessMm}`;
}

/** True when slices of both planes can belong to one stack. */
export function samePlane(a: Plane, b: Plane): boolean {
  return close(a.row, b.row) && close(a.column, b.column) && sameSampling(a, b);
}

function close(a: Vector3, b: Vector3): boolean {
  return a.every((value, i) => Math.abs(value - (b[i] ?? 0)) <= COSINE_TOLERANCE);
}

function sameSpacing(a: Plane['pixelSpacingMm'], b: Plane['pixelSpacingMm']): boolean {
  if (!a || !b) return a === b;
  return Math.abs(a[0] - b[0]) <= SPACING_TOLERANCE_MM && Math.abs(a[1] - b[1]) <= SPACING_TOLERANCE_MM;
}

/** A valid pair of direction cosines: unit length, at right angles, within 1%. PS3.3 C.7.6.2.1.1. */
export function isOrthonormal(row: Vector3, column: Vector3): boolean {
  const tolerance = 0.01;
  return (
    Math.abs(dot(row, row) - 1) < 2 * tolerance &&
    Math.abs(dot(column, column) - 1) < 2 * tolerance &&
    Math.abs(dot(row, column)) < tolerance
  );
}

/** How the plane lies: the axis its normal is nearest to, and the angle between them. */
export function orientationOf(plane: Plane): {
  name: 'axial' | 'coronal' | 'sagittal';
  obliquityDeg: number;
} {
  const normal = normalOf(plane);
  const sizes = normal.map(Math.abs);
  const largest = sizes.indexOf(Math.max(...sizes));
  const name = (['sagittal', 'coronal', 'axial'] as const)[largest] ?? 'axial';
  const length = Math.sqrt(dot(normal, normal)) || 1;
  const cosine = Math.min(1, (sizes[largest] ?? 0) / length);
  return { name, obliquityDeg: Math.round((Math.acos(cosine) * 18000) / Math.PI) / 100 };
}
