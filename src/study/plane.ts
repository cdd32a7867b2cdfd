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
const COSINE_TOLERANCE = 1e-3;
const SPACING_TOLERANCE_MM = 1e-3;

/** Normal of the plane, row × column: the direction in which slice positions are measured. */
export function normalOf(plane: Plane): Vector3 {
  return cross(plane.row, plane.column);
}

/** Equal for equal planes. */
export function planeKey({ row, column, rows, columns, pixelSpacingMm, thicknessMm }: Plane): string {
  return `${row}/${column}/${rows}/${columns}/${pixelSpacingMm}/${thicknessMm}`;
}

/** True when slices of both planes can belong to one stack. */
export function samePlane(a: Plane, b: Plane): boolean {
  return (
    a.rows === b.rows &&
    a.columns === b.columns &&
    close(a.row, b.row) &&
    close(a.column, b.column) &&
    sameSpacing(a.pixelSpacingMm, b.pixelSpacingMm)
  );
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
