import { describe, expect, it } from 'vitest';
import { tagOf } from '../../../../src/dicom/keyword.js';
import { signatureRule } from '../../../../src/rules/deid/markers/signatures.js';

describe('what claims a signature', () => {
  it('goes: the parameters of its MAC, and all of its group', () => {
    for (const tag of [tagOf('MACParametersSequence'), tagOf('DigitalSignaturesSequence'), 0xfffa0000])
      expect(signatureRule(tag)).toMatchObject({ action: 'remove', otherwise: 'remove' });
  });

  it('is nothing else, padding and pixel data beside it neither', () => {
    for (const keyword of ['DataSetTrailingPadding', 'PixelData', 'PatientName', 'FloatPixelData'])
      expect(signatureRule(tagOf(keyword))).toBeUndefined();
    expect(signatureRule(tagOf('MACParametersSequence') + 1)).toBeUndefined();
  });
});
