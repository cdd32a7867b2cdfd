import type { Plane } from './dct-scan.js';

/**
 * How a component is brought to the size of the frame: each sample is weighed 3 to 1 with the nearer neighbour where it
 * has half the columns (and half the rows), as the centred sampling of JFIF asks for; otherwise it is repeated.
 */

/** One row, twice as long. `row` holds sums of `scale` samples' weight. */
function doubleRow(row: Int32Array, columns: number, scale: number): Int32Array {
  const out = new Int32Array(2 * columns);
  const shift = 2 + (scale === 1 ? 0 : 2);
  const low = scale === 1 ? 1 : 8;
  const high = scale === 1 ? 2 : 7;
  for (let x = 0; x < columns; x++) {
    const near = 3 * (row[x] ?? 0);
    const before = row[Math.max(0, x - 1)] ?? 0;
    const after = row[Math.min(columns - 1, x + 1)] ?? 0;
    out[2 * x] = (near + before + low) >> shift;
    out[2 * x + 1] = (near + after + high) >> shift;
  }
  return out;
}

/** Row `y` of the frame from a plane with half its columns and rows: sums of weight 4. */
function betweenRows({ samples, stride, rows, columns }: Plane, y: number): Int32Array {
  const near = y >> 1;
  const far = Math.min(rows - 1, Math.max(0, near + (y % 2 === 0 ? -1 : 1)));
  return Int32Array.from({ length: columns }, (_, x) => {
    return 3 * (samples[near * stride + x] ?? 0) + (samples[far * stride + x] ?? 0);
  });
}

/** Gives the row `y` of the frame from a component's samples. `across` and `down` tell how often each is repeated. */
export function upsampledRow(plane: Plane, y: number, across: number, down: number): ArrayLike<number> {
  const { samples, stride, columns } = plane;
  const from = Math.floor(y / down) * stride;
  if (across === 1) return samples.subarray(from, from + columns);
  if (across === 2 && down === 1 && columns > 2) {
    return doubleRow(Int32Array.from(samples.subarray(from, from + columns)), columns, 1);
  }
  if (across === 2 && down === 2 && columns > 2) return doubleRow(betweenRows(plane, y), columns, 4);
  return Int32Array.from({ length: columns * across }, (_, x) => samples[from + Math.floor(x / across)] ?? 0);
}
