/** What a volume of images that is no run over time is; limits go by it. */
export type ImageKind =
  /** MR whose slices are encoded together (3D). */
  | 'structural'
  /** MR whose slices are excited one by one (2D). */
  | 'multislice'
  | 'ct'
  | 'pet';
