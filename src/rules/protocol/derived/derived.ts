import type { DerivedQuantity } from '../series-view.js';
import { ACCELERATION_VALUES } from './acceleration.js';
import { ACQUISITION_MATRIX_VALUES } from './acquisition-matrix.js';
import { CONTEXT_VALUES } from './context.js';
import { CONTRAST_VALUES } from './contrast.js';
import { CONTRAST_TIME_VALUES } from './contrast-times.js';
import { COUNT_VALUES } from './counts.js';
import { CT_VALUES } from './ct.js';
import { DIFFUSION_VALUES } from './diffusion.js';
import { PET_DERIVED } from './pet.js';
import { PHASE_ENCODING_VALUES } from './phase-encoding.js';
import { PIXEL_VALUES } from './pixels.js';
import { SAMPLING_VALUES } from './sampling.js';
import { SLICE_VALUES } from './slices.js';
import { TIME_VALUES } from './time.js';
import { INTERVAL_VALUES } from './volume-interval.js';

const ALL: readonly DerivedQuantity[] = [
  ...SLICE_VALUES,
  ...SAMPLING_VALUES,
  ...COUNT_VALUES,
  ...CONTRAST_TIME_VALUES,
  ...DIFFUSION_VALUES,
  ...PHASE_ENCODING_VALUES,
  ...ACCELERATION_VALUES,
  ...ACQUISITION_MATRIX_VALUES,
  ...INTERVAL_VALUES,
  ...CT_VALUES,
  ...PET_DERIVED,
  ...CONTRAST_VALUES,
  ...TIME_VALUES,
  ...PIXEL_VALUES,
  ...CONTEXT_VALUES,
];

/** The values that are derived from the data, by name, in the order in which the docs list them. */
export const DERIVED: ReadonlyMap<string, DerivedQuantity> = new Map(
  ALL.map((quantity) => [quantity.name, quantity]),
);
