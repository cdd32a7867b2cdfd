import type { Slice2d } from '../find/find-disc.js';
import { rowSums } from '../find/row-sums.js';

/** What is well inside of a disc, as a share of its radius: also where its edge is blurred or its place a bit off. */
export const INNER = 0.7;
const RING = [1.15, 1.4] as const;
/** Darker than this share of the brightest, it is no disc whose contrast could be told from that of noise. */
const LEAST_SHARE = 0.05;

/**
 * How much a bright disc of the radius stands out, were its centre at each pixel: (inner − ring) / (inner + ring) of the
 * means of what is well inside and of what is round about; 0 where it is not brighter. Independent of its brightness, so
 * that vials of any relaxation time count alike.
 */
export function discContrast(image: Slice2d, radiusMm: number): Float32Array {
  const { values, columns, rows } = image;
  const inner = spansOf(image, 0, INNER * radiusMm);
  const ring = spansOf(image, RING[0] * radiusMm, RING[1] * radiusMm);
  const least = LEAST_SHARE * brightest(values);
  const contrast = new Float32Array(values.length);
  const sums: RowSums = { sums: rowSums(image), columns, rows };
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const within = meanOver(sums, inner, column, row);
      if (!(within > least)) continue;
      const about = Math.max(meanOver(sums, ring, column, row), 0);
      contrast[row * columns + column] = Math.max(0, (within - about) / (within + about));
    }
  }
  return contrast;
}

/** Runs of pixels in a row, from the centre: `row`, `from` and `to`, both included. */
type Spans = readonly (readonly [row: number, from: number, to: number])[];

function spansOf({ spacingMm: [dx, dy] }: Slice2d, fromMm: number, toMm: number): Spans {
  const spans: [number, number, number][] = [];
  const reach = Math.floor(toMm / dy);
  for (let row = -reach; row <= reach; row++) {
    const outer = Math.floor(Math.sqrt(toMm * toMm - row * row * dy * dy) / dx);
    const gap = fromMm * fromMm - row * row * dy * dy;
    if (gap <= 0) spans.push([row, -outer, outer]);
    else {
      const near = Math.ceil(Math.sqrt(gap) / dx);
      if (near <= outer) spans.push([row, -outer, -near], [row, near, outer]);
    }
  }
  return spans;
}

interface RowSums {
  /** As of {@link rowSums}. */
  readonly sums: Float64Array;
  readonly columns: number;
  readonly rows: number;
}

function meanOver({ sums, columns, rows }: RowSums, spans: Spans, column: number, row: number): number {
  let sum = 0;
  let count = 0;
  for (const [dy, from, to] of spans) {
    const y = row + dy;
    if (y < 0 || y >= rows) continue;
    const a = Math.max(0, column + from);
    const b = Math.min(columns - 1, column + to);
    if (b < a) continue;
    const at = y * (columns + 1);
    sum += (sums[at + b + 1] ?? 0) - (sums[at + a] ?? 0);
    count += b - a + 1;
  }
  return count === 0 ? 0 : sum / count;
}

function brightest(values: Float32Array): number {
  const sorted = Float32Array.from(values).sort();
  return sorted[Math.floor(0.99 * (sorted.length - 1))] ?? 0;
}
