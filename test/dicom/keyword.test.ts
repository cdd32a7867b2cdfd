import { describe, expect, it } from 'vitest';
import { tagOf, UnknownKeywordError } from '../../src/dicom/keyword.js';

describe('the tag of a keyword', () => {
  it('is that of PS3.6, of a repeating group the first', () => {
    expect(tagOf('PatientName')).toBe(0x00100010);
    expect(tagOf('PixelData')).toBe(0x7fe00010);
    expect(tagOf('OverlayData')).toBe(0x60003000);
    expect(tagOf('PatientName')).toBe(0x00100010);
  });

  it('is not guessed: an unknown keyword is refused with what was probably meant', () => {
    expect(() => tagOf('PatientNmae')).toThrow(UnknownKeywordError);
    expect(() => tagOf('PatientNmae')).toThrow(
      "unknown attribute 'PatientNmae'; did you mean 'PatientName'?",
    );
    expect(() => tagOf('patientname')).toThrow(UnknownKeywordError);
    expect(() => tagOf('')).toThrow(UnknownKeywordError);
    expect(() => tagOf('constructor')).toThrow(expect.objectContaining({ code: 'unknown-keyword' }));
  });
});
