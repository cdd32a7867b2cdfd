import { PixelError, type PixelErrorCode } from '../../dicom/pixels/pixel-error.js';

/** What keeps frames from making a volume. */
export type VolumeFault =
  /** Nothing tells the frames at each place apart. */
  | 'ambiguous-volumes'
  /** Several frames of one volume lie at one place. */
  | 'duplicate-slices'
  /** Places of the stack or of its regular grid hold no frame of the volume. */
  | 'missing-slices'
  /** The distances from slice to slice are not one distance. */
  | 'irregular-spacing'
  /** The slices do not lie in one row: some are shifted within their plane. */
  | 'shifted-slices'
  /** Pixel Spacing is absent. */
  | 'no-pixel-spacing'
  /** A single slice, and nothing says how thick it is. */
  | 'no-slice-spacing'
  /** It has more voxels than are kept in memory. */
  | 'too-large'
  /** A frame that was read does not have the size that the header promised. */
  | 'matrix-differs'
  /** Frames have different units, so that no scale is common to them. */
  | 'units-differ'
  /** Frames of colours make no volume of values. */
  | 'colours';

const CODES: Readonly<Record<VolumeFault, PixelErrorCode>> = {
  'ambiguous-volumes': 'geometry-irregular',
  'duplicate-slices': 'geometry-irregular',
  'missing-slices': 'geometry-irregular',
  'irregular-spacing': 'geometry-irregular',
  'shifted-slices': 'geometry-irregular',
  'no-pixel-spacing': 'geometry-missing',
  'no-slice-spacing': 'geometry-missing',
  'too-large': 'frame-too-large',
  'matrix-differs': 'geometry-irregular',
  'units-differ': 'units-differ',
  colours: 'unsupported-photometric',
};

/** Why there is no volume: a {@link PixelError} that says what of the geometry or the values it is. */
export class VolumeError extends PixelError {
  constructor(readonly fault: VolumeFault) {
    super(CODES[fault]);
  }
}
