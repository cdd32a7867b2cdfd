/** Small dense symmetric matrices, row by row. */
export type Square = Float64Array;

/**
 * Cholesky's factor L of a positive definite matrix (A = L·Lᵀ), or undefined where it is none: a pivot below 1e-12 of
 * its diagonal element is rounding.
 */
function factor(a: Square, size: number): Square | undefined {
  const l = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (l[i * size + k] ?? 0) * (l[j * size + k] ?? 0);
      if (i !== j) l[i * size + j] = sum / (l[j * size + j] ?? 0);
      else if (sum > 1e-12 * (a[i * size + i] ?? 0)) l[i * size + i] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return l;
}

/** Solves A·x = b for a positive definite A; undefined where A is singular. */
export function solve(a: Square, b: Float64Array): Float64Array | undefined {
  const size = b.length;
  const l = factor(a, size);
  if (!l) return undefined;
  const x = b.slice();
  for (let i = 0; i < size; i++) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (l[i * size + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (l[i * size + i] ?? 0);
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < size; k++) sum -= (l[k * size + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (l[i * size + i] ?? 0);
  }
  return x;
}

/** The inverse of a positive definite matrix; undefined where it is singular. */
export function inverse(a: Square, size: number): Square | undefined {
  const out = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const unit = new Float64Array(size);
    unit[j] = 1;
    const column = solve(a, unit);
    if (!column) return undefined;
    for (let i = 0; i < size; i++) out[i * size + j] = column[i] ?? 0;
  }
  return out;
}

/** A·B. */
export function multiply(a: Square, b: Square, size: number): Square {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factorOf = a[i * size + k] ?? 0;
      for (let j = 0; j < size; j++)
        out[i * size + j] = (out[i * size + j] ?? 0) + factorOf * (b[k * size + j] ?? 0);
    }
  }
  return out;
}

/** The upper left part of a matrix. */
export function corner(a: Square, size: number, part: number): Square {
  return Float64Array.from(
    { length: part * part },
    (_, n) => a[Math.floor(n / part) * size + (n % part)] ?? 0,
  );
}

/** What the last unknowns know when the first `free` of them are free too (Schur's complement); NaN where these are singular. */
export function freeOfFirst(a: Square, size: number, free: number): Square {
  const left = size - free;
  const known = inverse(corner(a, size, free), free);
  return Float64Array.from({ length: left * left }, (_, n) => {
    const [i, j] = [free + Math.floor(n / left), free + (n % left)];
    if (!known) return Number.NaN;
    let value = a[i * size + j] ?? 0;
    for (let p = 0; p < free; p++) {
      for (let q = 0; q < free; q++)
        value -= (a[i * size + p] ?? 0) * (known[p * free + q] ?? 0) * (a[q * size + j] ?? 0);
    }
    return value;
  });
}

/** What the first unknowns know when the last one is free too (Schur's complement). */
export function freeOfLast(a: Square, size: number): Square {
  const last = size - 1;
  const pivot = a[last * size + last] ?? 0;
  return corner(a, size, last).map((value, n) => {
    const [i, j] = [Math.floor(n / last), n % last];
    return value - ((a[i * size + last] ?? 0) * (a[last * size + j] ?? 0)) / pivot;
  });
}

/** Eigenvalues of a symmetric matrix, rising; Jacobi's rotations (Golub and Van Loan, 8.5). */
export function eigenvalues(matrix: Square, size: number): number[] {
  const a = matrix.slice();
  for (let sweep = 0; sweep < 50; sweep++) {
    let [off, diagonal] = [0, 0];
    for (let i = 0; i < size; i++) {
      diagonal += (a[i * size + i] ?? 0) ** 2;
      for (let j = 0; j < i; j++) off += (a[i * size + j] ?? 0) ** 2;
    }
    if (!(off > 1e-28 * diagonal)) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, size, [p, q]);
  }
  return Array.from({ length: size }, (_, i) => a[i * size + i] ?? 0).sort((x, y) => x - y);
}

/** Turns the plane of two axes so that their off-diagonal element becomes 0. */
function rotate(a: Square, size: number, [p, q]: readonly [number, number]): void {
  const apq = a[p * size + q] ?? 0;
  if (apq === 0) return;
  const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const [kp, kq] = [a[k * size + p] ?? 0, a[k * size + q] ?? 0];
    a[k * size + p] = c * kp - s * kq;
    a[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    const [pk, qk] = [a[p * size + k] ?? 0, a[q * size + k] ?? 0];
    a[p * size + k] = c * pk - s * qk;
    a[q * size + k] = s * pk + c * qk;
  }
}
