import type { MotionGrid } from '../rigid.js';
import type { MaskedSeries } from '../temporal/masked-series.js';

/** Full width at half maximum along i, j, k and their geometric mean, mm; NaN where it cannot be told. */
export interface Smoothness {
  readonly alongMm: readonly [number, number, number];
  readonly geometricMm: number;
}

/** With fewer volumes nothing is left of a series without its line. */
const LEAST_VOLUMES = 3;
/** Neighbours along an axis, over all volumes, from which a width is told. */
const LEAST_PAIRS = 100;

/**
 * Smoothness of the noise by the classical first-difference estimate (Forman et al. 1995, as AFNI 3dFWHMx -classic)
 * on linearly detrended series: √(−2 ln 2 / ln(1 − var(Δ)/(2 var))) · spacing, variances over all volumes together.
 * NaN along an axis on which neighbours do not resemble each other, or of which the mask holds too few.
 * @param mask of the volume; its voxels in order are the series'. Voxels that lack a value are left out
 */
export function smoothness(
  series: MaskedSeries,
  { mask, grid }: { readonly mask: Uint8Array; readonly grid: Pick<MotionGrid, 'dims' | 'spacingMm'> },
): Smoothness {
  const places = placesOf(mask, series.voxels);
  const line = lines(series);
  const moments = emptyMoments();
  const differences = [emptyMoments(), emptyMoments(), emptyMoments()] as const;
  const residual = new Float64Array(mask.length).fill(Number.NaN);
  if (series.volumes >= LEAST_VOLUMES) {
    for (let volume = 0; volume < series.volumes; volume++) {
      fillResidual(residual, { series, places, line, volume });
      addMoments(moments, residual, places);
      for (const [axis, sums] of differences.entries())
        addDifferences(sums, residual, { places, grid, axis });
    }
  }
  const along = differences.map((sums, axis) => {
    const share = variance(sums) / (2 * variance(moments));
    const width =
      sums.count >= LEAST_PAIRS && share > 0 ? Math.sqrt((-2 * Math.LN2) / Math.log(1 - share)) : Number.NaN;
    return width * (grid.spacingMm[axis] ?? Number.NaN);
  });
  const [i = Number.NaN, j = Number.NaN, k = Number.NaN] = along;
  return { alongMm: [i, j, k], geometricMm: Math.cbrt(i * j * k) };
}

/** Index in the volume of each voxel of the series. */
function placesOf(mask: Uint8Array, voxels: number): Int32Array {
  const places = new Int32Array(voxels);
  let n = 0;
  for (let at = 0; at < mask.length && n < voxels; at++) if (mask[at] === 1) places[n++] = at;
  return places.subarray(0, n);
}

/** Each voxel's straight line over time by least squares: its value in the middle and its slope; NaN with a gap. */
function lines({ volumes, voxels, values }: MaskedSeries): { mean: Float64Array; slope: Float64Array } {
  const [mean, slope] = [new Float64Array(voxels), new Float64Array(voxels)];
  const middle = (volumes - 1) / 2;
  const spread = (volumes * (volumes * volumes - 1)) / 12;
  for (let volume = 0; volume < volumes; volume++) {
    for (let n = 0; n < voxels; n++) {
      const value = values[volume * voxels + n] ?? Number.NaN;
      mean[n] = (mean[n] ?? 0) + value / volumes;
      slope[n] = (slope[n] ?? 0) + ((volume - middle) * value) / spread;
    }
  }
  return { mean, slope };
}

function fillResidual(
  residual: Float64Array,
  of: { series: MaskedSeries; places: Int32Array; line: ReturnType<typeof lines>; volume: number },
): void {
  const { series, places, line, volume } = of;
  const away = volume - (series.volumes - 1) / 2;
  for (let n = 0; n < places.length; n++) {
    const value = series.values[volume * series.voxels + n] ?? Number.NaN;
    residual[places[n] ?? 0] = value - (line.mean[n] ?? 0) - away * (line.slope[n] ?? 0);
  }
}

/** Sums from which a variance is told. */
interface Moments {
  count: number;
  sum: number;
  squares: number;
}

function emptyMoments(): Moments {
  return { count: 0, sum: 0, squares: 0 };
}

function variance({ count, sum, squares }: Moments): number {
  return (squares - (sum * sum) / count) / (count - 1);
}

function addMoments(moments: Moments, residual: Float64Array, places: Int32Array): void {
  for (let n = 0; n < places.length; n++) {
    const value = residual[places[n] ?? 0] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    moments.count++;
    moments.sum += value;
    moments.squares += value * value;
  }
}

/** Adds the differences of neighbours along an axis, where the mask holds both. */
function addDifferences(
  moments: Moments,
  residual: Float64Array,
  { places, grid, axis }: { places: Int32Array; grid: Pick<MotionGrid, 'dims'>; axis: number },
): void {
  const [columns, rows] = grid.dims;
  const step = [1, columns, columns * rows][axis] ?? 1;
  const length = grid.dims[axis] ?? 1;
  for (let n = 0; n < places.length; n++) {
    const at = places[n] ?? 0;
    if (Math.floor(at / step) % length === length - 1) continue;
    const difference = (residual[at + step] ?? Number.NaN) - (residual[at] ?? Number.NaN);
    if (Number.isNaN(difference)) continue;
    moments.count++;
    moments.sum += difference;
    moments.squares += difference * difference;
  }
}
