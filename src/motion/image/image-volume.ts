import type { VolumeGrid } from '../../study/volume/grid.js';

/** One volume of images: voxels with columns fastest, then rows, then slices, in the modality's unit. */
export interface ImageVolume extends Pick<VolumeGrid, 'dims' | 'spacingMm' | 'affine'> {
  readonly values: Float32Array;
}

/** Why a figure has no value. What the images do not have makes it not applicable; the rest leaves it unknown. */
export type AbsentReason =
  /** Background set to one value, by the scanner or by de-identification: its noise is gone. */
  | 'masked-background'
  /** Too few voxels of air in the field: the object fills it, or it was cropped. */
  | 'little-air'
  | 'no-signal'
  | 'no-tissue-contrast'
  | 'no-phase-axis'
  /** The slices are not acquired in interleaved groups, so that none can have moved against the others. */
  | 'not-interleaved'
  | 'too-few-slices'
  /** The figure takes two images, and there is one. */
  | 'one-image'
  /** Nothing in the object is sharp enough to measure with. */
  | 'no-edge'
  | 'too-small'
  /** It was looked for, and what was found is not sure enough to bear a number. */
  | 'uncertain';

/** A figure that has no value, and why. */
export interface Absent {
  readonly absent: AbsentReason;
}

/** A figure: a number in its unit, or why there is none. Never NaN. */
export type Measured = number | Absent;

/** Whether a figure has a value. */
export function isKnown(figure: Measured): figure is number {
  return typeof figure === 'number';
}
