import type { Dims } from './morphology.js';

/** Runs of set voxels along columns: where each begins and ends (exclusive), and which row it is in. */
interface Runs {
  readonly from: Int32Array;
  readonly end: Int32Array;
  /** First run of each row; one more than there are rows. */
  readonly ofRow: Int32Array;
}

/**
 * The largest set of voxels that hang together by faces; all 0 where none is set. Of equal ones the first.
 * Method: runs along the columns joined by union-find (Rosenfeld & Pfaltz 1966, J ACM 13:471).
 */
export function largestComponent(mask: Uint8Array, dims: Dims): Uint8Array {
  const [, ny, nz] = dims;
  const runs = findRuns(mask, dims);
  const parent = Int32Array.from(runs.from, (_, run) => run);
  for (let row = 0; row < ny * nz; row++) {
    if (row % ny > 0) joinRows(runs, parent, dims[0], row, row - 1);
    if (row >= ny) joinRows(runs, parent, dims[0], row, row - ny);
  }
  const size = new Float64Array(parent.length);
  let best = -1;
  for (let run = 0; run < parent.length; run++) {
    const root = rootOf(parent, run);
    size[root] = (size[root] ?? 0) + (runs.end[run] ?? 0) - (runs.from[run] ?? 0);
  }
  for (let run = 0; run < size.length; run++) {
    if (best < 0 || (size[run] ?? 0) > (size[best] ?? 0)) best = run;
  }
  const out = new Uint8Array(mask.length);
  for (let run = 0; run < parent.length; run++) {
    if (rootOf(parent, run) === best) out.fill(1, runs.from[run], runs.end[run]);
  }
  return out;
}

function findRuns(mask: Uint8Array, [nx, ny, nz]: Dims): Runs {
  let count = 0;
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] === 1 && (at % nx === 0 || mask[at - 1] === 0)) count++;
  }
  const from = new Int32Array(count);
  const end = new Int32Array(count);
  const ofRow = new Int32Array(ny * nz + 1);
  let run = 0;
  for (let row = 0; row < ny * nz; row++) {
    const stop = (row + 1) * nx;
    for (let at = row * nx; at < stop; at++) {
      if (mask[at] === 0) continue;
      from[run] = at;
      while (at < stop && mask[at] === 1) at++;
      end[run++] = at;
    }
    ofRow[row + 1] = run;
  }
  return { from, end, ofRow };
}

function rootOf(parent: Int32Array, run: number): number {
  let at = run;
  while (parent[at] !== at) {
    // Path halving keeps the trees low.
    const above = parent[parent[at] ?? at] ?? at;
    parent[at] = above;
    at = above;
  }
  return at;
}

function joinRows(
  { from, end, ofRow }: Runs,
  parent: Int32Array,
  nx: number,
  row: number,
  other: number,
): void {
  const shift = (row - other) * nx;
  let a = ofRow[row] ?? 0;
  let b = ofRow[other] ?? 0;
  const lastA = ofRow[row + 1] ?? 0;
  const lastB = ofRow[other + 1] ?? 0;
  while (a < lastA && b < lastB) {
    const endA = end[a] ?? 0;
    const endB = (end[b] ?? 0) + shift;
    if ((from[a] ?? 0) < endB && (from[b] ?? 0) + shift < endA) {
      const one = rootOf(parent, a);
      const two = rootOf(parent, b);
      if (one !== two) parent[Math.max(one, two)] = Math.min(one, two);
    }
    if (endA < endB) a++;
    else b++;
  }
}
