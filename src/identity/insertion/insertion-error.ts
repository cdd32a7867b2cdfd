/** Why trial attributes cannot be written into a file. */
export type InsertionErrorCode =
  /** The trial file has no site of that ID. */
  | 'unknown-site'
  /** A value is longer than its VR allows, or has characters that it does not allow. */
  | 'value-not-allowed'
  /** An ID with `^` or `=` would fall into parts as a Patient's Name. */
  | 'id-not-a-name'
  /** A blinded copy needs the day of the study, which intervals are kept by. */
  | 'no-study-date'
  /** Burned In Annotation says that the pixels hold text. */
  | 'burned-in-annotation'
  /** The object is a document whose content cannot be blinded. */
  | 'not-blindable';

const TEXTS: Readonly<Record<InsertionErrorCode, string>> = {
  'unknown-site': 'the trial file has no such site: add it under sites',
  'value-not-allowed':
    'a value of the trial file is too long or has characters that DICOM does not allow there',
  'id-not-a-name': "an ID with '^' or '=' cannot stand as Patient's Name: change the pattern of the IDs",
  'no-study-date': 'the file has no Study Date, so that its times cannot be moved to another day',
  'burned-in-annotation':
    'the pixels hold text (Burned In Annotation is YES), which no blinded copy may show',
  'not-blindable':
    'the object is a document or a recording, of which no blinded copy can be made with certainty',
};

/** A typed failure to plan an insertion. Never carries values of the file. */
export class InsertionError extends Error {
  override readonly name = 'InsertionError';

  constructor(
    readonly code: InsertionErrorCode,
    /** The attribute that it is about. */
    readonly keyword?: string,
  ) {
    super(keyword ? `${keyword}: ${TEXTS[code]}` : TEXTS[code]);
  }
}
