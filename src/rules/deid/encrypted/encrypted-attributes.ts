import type { CharacterSet } from '../../../dicom/charset/character-set.js';
import { tagOf } from '../../../dicom/keyword.js';
import { encodeElement } from '../../../dicom/rewrite/encode-element.js';
import { type NewElement, text } from '../../../dicom/rewrite/new-value.js';
import { TRANSFER_SYNTAX } from '../../../dicom/transfer-syntax.js';
import { VR } from '../../../dicom/vr.js';
import { enveloped } from './envelope.js';

/** Who may read the originals, and what their texts are coded in. */
export interface EncryptionOptions {
  /** X.509 certificates, PEM. */
  readonly recipients: readonly string[];
  /** That of the file whose originals they are. */
  readonly characterSet: CharacterSet;
}

/**
 * Encrypted Attributes Sequence (0400,0500) with one item: the originals as the one item of Modified Attributes Sequence
 * (0400,0550), a data set in explicit VR little endian that only the recipients can read. PS3.15 E.1.1, PS3.3 C.12.1.1.4.
 * @param originals top-level elements as they stood; values given as bytes are little endian, texts in `characterSet`
 * @throws EncryptionError where the certificates cannot be used; RewriteError, OutsideCharacterSet
 */
export async function encryptedAttributes(
  originals: readonly NewElement[],
  { recipients, characterSet }: EncryptionOptions,
): Promise<NewElement> {
  const content = await enveloped(dataSet(originals, characterSet), recipients);
  return {
    tag: tagOf('EncryptedAttributesSequence'),
    vr: VR.SQ,
    value: {
      kind: 'items',
      items: [
        [
          {
            tag: tagOf('EncryptedContentTransferSyntaxUID'),
            vr: VR.UI,
            value: text(TRANSFER_SYNTAX.explicitLittle),
          },
          // PS3.3 C.12.1.1.4.2: padded with NUL where its length is odd; DER says where it ends.
          { tag: tagOf('EncryptedContent'), vr: VR.OB, value: { kind: 'bytes', bytes: content } },
        ],
      ],
    },
  };
}

/** The Encrypted Attributes Data Set, before it is encrypted. */
function dataSet(originals: readonly NewElement[], characterSet: CharacterSet): Uint8Array {
  const coding = { explicit: true, littleEndian: true, characterSet };
  const terms = termsOf(characterSet);
  const modified: NewElement = {
    tag: tagOf('ModifiedAttributesSequence'),
    vr: VR.SQ,
    value: { kind: 'items', items: [originals] },
  };
  const declared: NewElement = { tag: tagOf('SpecificCharacterSet'), vr: VR.CS, value: text(...terms) };
  const elements = terms.length === 0 ? [modified] : [declared, modified];
  return Buffer.concat(elements.map((element) => encodeElement(element, coding)));
}

/** Values of Specific Character Set. PS3.3 C.12.1.1.2: the default repertoire has no term, alone or as the first value. */
function termsOf({ terms }: CharacterSet): string[] {
  const values = terms.map((term) => (term === 'ISO_IR 6' ? '' : term));
  return values.every((value) => value === '') ? [] : values;
}
