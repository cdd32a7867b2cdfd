/** A volume to be shown to people. */
export interface ThumbnailVolume {
  readonly dims: readonly [number, number, number];
  readonly spacingMm: readonly [number, number, number];
  readonly values: Float32Array;
  /** 1 inside the head's signal. */
  readonly mask: Uint8Array;
  /** 4 × 4, voxel → patient LPS mm. */
  readonly affine: Float64Array;
}
