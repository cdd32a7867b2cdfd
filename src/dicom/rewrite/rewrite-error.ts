/** Why a file could not be rewritten. Texts stand in {@link REWRITE_ERROR_TEXTS}. */
export type RewriteErrorCode =
  | 'value-not-encodable'
  | 'value-kind-wrong'
  | 'vr-unknown'
  | 'text-not-decodable'
  | 'value-too-long'
  | 'already-there'
  | 'character-set-is-managed'
  | 'not-in-data-set'
  | 'sop-uid-missing'
  | 'transfer-syntax-unsettled'
  | 'too-large-to-deflate'
  | 'text-too-large'
  | 'source-changed';

/** One text a code, free of values from the file. */
export const REWRITE_ERROR_TEXTS: Readonly<Record<RewriteErrorCode, string>> = {
  'value-not-encodable': 'a new value cannot be encoded with its VR',
  'value-kind-wrong': 'a new value is of another kind than its VR',
  'vr-unknown': 'the VR of an element to be given a new value is not known',
  'text-not-decodable':
    'the file must be switched to ISO_IR 192, but a text in it cannot be read with the character set it declares',
  'value-too-long': 'a value is longer than its length field can say',
  'already-there': 'an element to be inserted is there already',
  'character-set-is-managed': 'Specific Character Set follows from the texts, and cannot be edited',
  'not-in-data-set': 'file meta information, items and delimiters are no elements of a data set',
  'sop-uid-missing': 'SOP Class UID or SOP Instance UID is absent',
  'transfer-syntax-unsettled': 'no transfer syntax stands for how the file is coded',
  'too-large-to-deflate': 'the data set is too large to be deflated in memory',
  'text-too-large': 'the texts are too large to be turned into ISO_IR 192 in memory',
  'source-changed': 'the file changed while it was read',
};

/** A typed failure to rewrite: a code, and the element it is about. Never carries values. */
export class RewriteError extends Error {
  override readonly name = 'RewriteError';

  constructor(
    readonly code: RewriteErrorCode,
    readonly tag?: number,
  ) {
    super(REWRITE_ERROR_TEXTS[code]);
  }
}
