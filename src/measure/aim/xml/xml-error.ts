/** Why XML is refused. */
export type XmlRefusalReason =
  | 'too-large'
  | 'encoding'
  | 'document-type'
  | 'entity'
  | 'too-deep'
  | 'too-many-elements'
  | 'not-well-formed';

/** Clauses for people. */
export const XML_REFUSAL_TEXTS: Readonly<Record<XmlRefusalReason, string>> = {
  'too-large': 'the file is larger than 64 MiB',
  encoding: 'the text is not in the encoding that it declares, or in one that is not read',
  'document-type': 'it declares a document type',
  entity: 'it uses an entity other than the five of XML',
  'too-deep': 'its elements are nested deeper than 200 levels',
  'too-many-elements': 'it has more than a million elements',
  'not-well-formed': 'it is not well-formed',
};

/** XML that is not read. It stays within this folder: {@link parseXml} turns it into a value. */
export class XmlError extends Error {
  override readonly name = 'XmlError';

  constructor(readonly reason: XmlRefusalReason) {
    super(XML_REFUSAL_TEXTS[reason]);
  }
}
