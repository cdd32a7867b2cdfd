/** Why volumes cannot be measured at all. */
export type MotionErrorCode =
  /** Every voxel has one value, or there is no signal. */
  | 'no-signal'
  /** A value is no number, or infinite. */
  | 'not-finite'
  /** Fewer than three slices, rows or columns: three dimensions cannot be told from so few. */
  | 'too-few-slices'
  /** The volume's matrix is not that of its reference. */
  | 'matrix-differs';

/** Volumes that cannot be measured, with the reason. */
export class MotionError extends Error {
  constructor(readonly code: MotionErrorCode) {
    super(code);
    this.name = 'MotionError';
  }
}
