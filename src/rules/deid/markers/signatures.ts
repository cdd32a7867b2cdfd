import { tagOf } from '../../../dicom/keyword.js';
import type { AttributeRule } from '../action.js';

const MAC_PARAMETERS = tagOf('MACParametersSequence');
/** PS3.3 C.12.1.1.3: (FFFA,FFFA) is the group's only attribute, and anything else in it claims to be a signature. */
const SIGNATURE_GROUP = 0xfffa;

const REMOVED: AttributeRule = {
  action: 'remove',
  otherwise: 'remove',
  rule: 'digital signature of what the file was before',
  source: 'PS3.15 2026d Table E.1-1, Digital Signatures Sequence; PS3.3 C.12.1.1.3.1.1',
};

/**
 * The rule of what Table E.1-1 leaves behind when it takes Digital Signatures Sequence: which elements were signed, and
 * how. No signature holds for a file that was changed, so nothing may claim one.
 * @returns undefined for all other attributes
 */
export function signatureRule(tag: number): AttributeRule | undefined {
  return tag === MAC_PARAMETERS || tag >>> 16 === SIGNATURE_GROUP ? REMOVED : undefined;
}
