/** A point or direction in patient coordinates (LPS), millimetres. */
export type Vector3 = readonly [number, number, number];

/** Scalar product. */
export function dot(a: Vector3, b: Vector3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Vector product. */
export function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** `a + scale · b`. */
export function addScaled(a: Vector3, b: Vector3, scale: number): Vector3 {
  return [a[0] + scale * b[0], a[1] + scale * b[1], a[2] + scale * b[2]];
}

/** The three finite numbers at `at`, or undefined. */
export function vectorFrom(numbers: readonly number[], at = 0): Vector3 | undefined {
  const [x, y, z] = numbers.slice(at, at + 3);
  if (x === undefined || y === undefined || z === undefined) return undefined;
  return Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z) ? [x, y, z] : undefined;
}
