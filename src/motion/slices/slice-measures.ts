import { voxelToVoxel } from '../realign/affine.js';
import { inverseRigid, type Matrix4, type MotionGrid } from '../rigid.js';
import { combRatios } from './comb.js';
import { expectedSlices } from './expected-slices.js';
import type { SliceReference } from './slice-reference.js';
import { spikeHeights } from './spike-heights.js';

/** What is measured of each slice of a volume against the reference moved to where the volume is. */
export interface SliceMeasures {
  /** Mask voxels of the slice that both hold; slices with too few have NaN in the others. */
  readonly voxels: Uint32Array;
  /** Least-squares factor of the slice to what is expected of it. */
  readonly gain: Float64Array;
  /** RMS of what is left, as a share of the slice's expected mean. */
  readonly residual: Float64Array;
  /**
   * Height of the highest peak in the k-space of what is left, in units of the modulus around it: `spikeHeights`. Like
   * `comb` NaN where nothing is left: of the reference itself neither can be told.
   */
  readonly spike: Float64Array;
  /** Mean of the slice over the mask, in the values' unit. */
  readonly mean: Float64Array;
  /** How the slice differs from its neighbours, over how these differ from each other: `combRatios`. */
  readonly comb: Float64Array;
}

/** A slice with fewer mask voxels is not measured: this many, and this share of the fullest slice. */
const LEAST_VOXELS = 40;
const LEAST_SHARE = 0.05;
/** A residual below this share of the signal is rounding. */
const LEAST_RESIDUAL = 1e-5;

/**
 * Measures the slices of a volume.
 * @param volume on a grid of the reference's dimensions
 * @param transform of the volume, from `alignVolume`
 */
export function sliceMeasures(
  prepared: SliceReference,
  volume: { readonly values: Float32Array; readonly grid: MotionGrid },
  transform: Matrix4,
): SliceMeasures {
  const { dims } = volume.grid;
  const { affine: to } = prepared.reference.grid;
  const map = voxelToVoxel({ from: volume.grid.affine, moved: inverseRigid(transform), to });
  const expected = expectedSlices(prepared, map);
  const fits = fitSlices(volume.values, expected, dims);
  const left = residuals(volume.values, expected, fits);
  return { ...fits, spike: spikeHeights(left, dims, prepared.fourier), comb: combRatios(left, dims) };
}

type Fits = Pick<SliceMeasures, 'voxels' | 'gain' | 'residual' | 'mean'>;

/** Fits each slice to what is expected of it. What has no value, or no expectation, is left out. */
function fitSlices(values: Float32Array, expected: Float32Array, dims: MotionGrid['dims']): Fits {
  const slices = dims[2];
  const none = (): Float64Array => new Float64Array(slices).fill(Number.NaN);
  const fits = { voxels: new Uint32Array(slices), gain: none(), residual: none(), mean: none() };
  const sums = Array.from({ length: slices }, (_, k) => sliceSums(values, expected, k * dims[0] * dims[1]));
  for (const [k, { voxels }] of sums.entries()) fits.voxels[k] = voxels;
  const least = Math.max(LEAST_VOXELS, LEAST_SHARE * fits.voxels.reduce((most, n) => Math.max(most, n), 0));
  for (const [k, { voxels, x, e, xe, xx, ee }] of sums.entries()) {
    if (voxels < least || !(ee > 0) || !(e > 0)) continue;
    fits.gain[k] = xe / ee;
    fits.mean[k] = x / voxels;
    // Σ (x − g e)² with g = Σ x e / Σ e²; rounding may take what is nothing below it.
    fits.residual[k] = Math.sqrt(Math.max(0, xx - (xe * xe) / ee) / voxels) / (e / voxels);
  }
  return fits;

  function sliceSums(x: Float32Array, e: Float32Array, from: number) {
    const sum = { voxels: 0, x: 0, e: 0, xe: 0, xx: 0, ee: 0 };
    for (let n = from; n < from + dims[0] * dims[1]; n++) {
      const value = x[n] ?? Number.NaN;
      const expectation = e[n] ?? Number.NaN;
      if (!Number.isFinite(value * expectation)) continue;
      sum.voxels++;
      sum.x += value;
      sum.e += expectation;
      sum.xe += value * expectation;
      sum.xx += value * value;
      sum.ee += expectation * expectation;
    }
    return sum;
  }
}

/** What the fits leave; NaN where nothing was fitted, and where nothing is left: the reference fits itself. */
function residuals(values: Float32Array, expected: Float32Array, { gain, residual }: Fits): Float32Array {
  const size = values.length / gain.length;
  const left = new Float32Array(values.length);
  for (let k = 0, n = 0; k < gain.length; k++) {
    const factor = (residual[k] ?? 0) > LEAST_RESIDUAL ? (gain[k] ?? Number.NaN) : Number.NaN;
    for (const end = n + size; n < end; n++) left[n] = (values[n] ?? 0) - factor * (expected[n] ?? 0);
  }
  return left;
}
