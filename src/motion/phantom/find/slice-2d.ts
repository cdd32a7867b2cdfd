/** One slice of an image: columns fastest. */
export interface Slice2d {
  readonly values: Float32Array;
  readonly columns: number;
  readonly rows: number;
  /** Along a row (columns apart), and along a column. */
  readonly spacingMm: readonly [number, number];
}
