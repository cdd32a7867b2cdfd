/** Why bytes could not be read as DICOM. Texts stand in {@link DICOM_ERROR_TEXTS}. */
export type DicomErrorCode =
  | 'not-dicom'
  | 'empty-file'
  | 'truncated-header'
  | 'truncated-pixel-data'
  | 'damaged-length'
  | 'damaged-sequence'
  | 'too-deep'
  | 'too-many-elements'
  | 'header-too-large'
  | 'inflate-failed'
  | 'inflated-too-large'
  | 'no-data-set';

/** One text a code, free of values from the file. */
export const DICOM_ERROR_TEXTS: Readonly<Record<DicomErrorCode, string>> = {
  'not-dicom': 'not DICOM',
  'empty-file': 'the file is empty',
  'truncated-header': 'the file ends inside the header',
  'truncated-pixel-data': 'the file ends inside the pixel data',
  'damaged-length': 'an element has an impossible length',
  'damaged-sequence': 'a sequence is damaged',
  'too-deep': 'sequences are nested too deeply',
  'too-many-elements': 'the header has too many elements',
  'header-too-large': 'the header is too large',
  'inflate-failed': 'the deflated data set cannot be inflated',
  'inflated-too-large': 'the deflated data set is too large when inflated',
  'no-data-set': 'the file has file meta information but no data set',
};

/** A typed reading error: a code, where in the file, and the element it happened in. Never carries values. */
export class DicomError extends Error {
  override readonly name = 'DicomError';

  constructor(
    readonly code: DicomErrorCode,
    /** Byte offset in the file (in the inflated data set, for deflated files). */
    readonly offset: number,
    /** The element that was being read, where known. */
    readonly tag?: number,
  ) {
    super(DICOM_ERROR_TEXTS[code]);
  }
}
