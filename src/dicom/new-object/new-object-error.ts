/** Why an object cannot be made. Texts stand in {@link NEW_OBJECT_ERROR_TEXTS}. */
export type NewObjectErrorCode =
  | 'missing-uid'
  | 'not-of-the-data-set'
  | 'wrong-kind'
  | 'wrong-multiplicity'
  | 'out-of-range'
  | 'malformed'
  | 'too-long'
  | 'character-set'
  | 'unsupported-vr'
  | 'too-deep'
  | 'writer-failed';

/** One text a code, free of values. */
export const NEW_OBJECT_ERROR_TEXTS: Readonly<Record<NewObjectErrorCode, string>> = {
  'missing-uid': 'SOP Class UID and SOP Instance UID have to be given',
  'not-of-the-data-set': 'the attribute belongs to the file meta information or to a command',
  'wrong-kind': 'the value is of a kind that the attribute cannot hold',
  'wrong-multiplicity': 'the attribute cannot hold so many values',
  'out-of-range': 'the number does not fit the attribute',
  malformed: 'the text is not of the form that the attribute asks for',
  'too-long': 'the value is too long for the attribute',
  'character-set': 'the text cannot be written in the character set that is declared',
  'unsupported-vr': 'the writer does not know the value representation of the attribute',
  'too-deep': 'sequences are nested too deeply',
  'writer-failed': 'the writer failed',
};

/** An object that cannot be made: a code, and the attribute that it is about. Never carries values. */
export class NewObjectError extends Error {
  override readonly name = 'NewObjectError';

  constructor(
    readonly code: NewObjectErrorCode,
    /** The attribute's path, as `ContentSequence[0].NumericValue`; empty when the whole object is meant. */
    readonly path: string,
  ) {
    super(path ? `${path}: ${NEW_OBJECT_ERROR_TEXTS[code]}` : NEW_OBJECT_ERROR_TEXTS[code]);
  }
}
