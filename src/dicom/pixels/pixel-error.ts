/** Why pixels could not be decoded. Texts stand in {@link PIXEL_ERROR_TEXTS}. */
export type PixelErrorCode =
  | 'no-pixel-data'
  | 'missing-attribute'
  | 'impossible-attribute'
  | 'unsupported-transfer-syntax'
  | 'unsupported-coding'
  | 'unsupported-photometric'
  | 'frame-out-of-range'
  | 'frame-too-large'
  | 'pixel-data-too-short'
  | 'fragments-damaged'
  | 'too-few-frames'
  | 'codestream-damaged'
  | 'codestream-contradicts-header'
  | 'decoder-failed'
  | 'lut-damaged'
  | 'overlay-damaged'
  | 'geometry-missing'
  | 'geometry-irregular'
  | 'units-differ';

/** One text a code, free of values from the file. */
export const PIXEL_ERROR_TEXTS: Readonly<Record<PixelErrorCode, string>> = {
  'no-pixel-data': 'there is no pixel data',
  'missing-attribute': 'an attribute that the pixels need is absent',
  'impossible-attribute': 'an attribute that the pixels need has an impossible value',
  'unsupported-transfer-syntax': 'there is no decoder for this transfer syntax',
  'unsupported-coding': 'the codestream uses a coding that the decoder does not have',
  'unsupported-photometric': 'this photometric interpretation cannot be converted',
  'frame-out-of-range': 'there is no frame of that number',
  'frame-too-large': 'a frame is larger than what is decoded',
  'pixel-data-too-short': 'the pixel data is shorter than the header says',
  'fragments-damaged': 'the fragments of the pixel data are damaged',
  'too-few-frames': 'there are fewer frames than the header says',
  'codestream-damaged': 'the codestream of a frame is damaged',
  'codestream-contradicts-header': 'the codestream of a frame contradicts the header',
  'decoder-failed': 'the decoder failed on a frame',
  'lut-damaged': 'a look-up table is damaged',
  'overlay-damaged': 'an overlay is damaged',
  'geometry-missing': 'position, orientation or spacing is absent',
  'geometry-irregular': 'the frames do not lie on one regular grid',
  'units-differ': 'the frames do not have one unit',
};

/** A typed failure to decode pixels: a code, and the frame or the attribute it is about. Never carries values. */
export class PixelError extends Error {
  override readonly name = 'PixelError';

  constructor(
    readonly code: PixelErrorCode,
    readonly where: { readonly frame?: number; readonly attribute?: string } = {},
    options?: ErrorOptions,
  ) {
    super(PIXEL_ERROR_TEXTS[code], options);
  }
}
