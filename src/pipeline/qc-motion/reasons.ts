import type { LeftOutReason, NoTimeSeriesReason } from '../../rules/motion/series/time-series.js';

/** Why a series is none over time, for people. */
export const NO_SERIES_REASONS: Readonly<Record<NoTimeSeriesReason, string>> = {
  'no-image': 'it holds no images',
  'not-volumetric': 'its images have no place in the patient, or make no volumes',
  'one-volume': 'it holds one volume',
  'one-slice': 'it holds one slice',
  'contrasts-differ': 'each of its volumes has a contrast of its own',
  gated: 'its volumes are phases of a cycle of heart or breath',
  derived: 'its images are worked out of others',
  'phase-only': 'it holds phase images alone',
  'ambiguous-volumes': 'which images make a volume cannot be told',
  modality: 'it is not of MR, PET or CT alone',
};

/** Why volumes have no part in a run, for people. */
export const LEFT_OUT_REASONS: Readonly<Record<LeftOutReason, string>> = {
  'phase-image': 'phase images',
  'derived-image': 'worked out of other images',
  'missing-slices': 'slices are missing',
  'duplicate-slices': 'several slices lie at one place',
  irregular: 'slices do not lie in a regular row',
  'matrix-differs': 'the matrix is another one',
  'contrast-differs': 'no other volume has that contrast',
  colours: 'images of colours',
  'too-few-slices': 'too few slices',
  ambiguous: 'which images make a volume cannot be told',
};
