import { splineCoefficients } from '../realign/bspline.js';
import type { Reference } from '../realign/reference.js';
import { smooth } from '../realign/smooth.js';
import { type FourierPlan, fourierPlan } from './fourier.js';

/** A reference with all that is worked out of it once for the figures of slices. */
export interface SliceReference {
  readonly reference: Reference;
  /** Spline of the reference's values as they are. */
  readonly coefficients: Float32Array;
  /** Spline of the values smoothed within the slices, not across them: {@link IN_PLANE_FWHM_MM}. */
  readonly inPlaneCoefficients: Float32Array;
  /** Transforms along the rows and along the columns of a slice. */
  readonly fourier: readonly [FourierPlan, FourierPlan];
}

/** Slices are registered after this smoothing in their plane: it joins no two slices that were acquired apart. */
export const IN_PLANE_FWHM_MM = 5;

/** Prepares a reference for {@link sliceMeasures} and {@link withinVolume}. */
export function prepareSlices(reference: Reference): SliceReference {
  const { values, grid } = reference;
  const inPlane = smooth(values, grid, [IN_PLANE_FWHM_MM, IN_PLANE_FWHM_MM, 0]);
  return {
    reference,
    coefficients: splineCoefficients(values, grid.dims),
    inPlaneCoefficients: splineCoefficients(inPlane, grid.dims),
    fourier: [fourierPlan(grid.dims[0]), fourierPlan(grid.dims[1])],
  };
}
