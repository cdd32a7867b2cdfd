import { describe, expect, it } from 'vitest';
import { hasLongForm, isKnownVr, looksLikeVr, packVr, VR, vrName } from '../../src/dicom/vr.js';

describe('a value representation', () => {
  it('is packed into a number and back', () => {
    for (const [name, packed] of Object.entries(VR)) {
      expect(packVr(name)).toBe(packed);
      expect(vrName(packed)).toBe(name);
      expect([isKnownVr(packed), looksLikeVr(packed)]).toEqual([true, true]);
    }
    expect(Object.keys(VR)).toHaveLength(34);
  });

  it('has the form of tables 7.1-1 and 7.1-2 of PS3.5', () => {
    const long = Object.entries(VR).filter(([, vr]) => hasLongForm(vr));
    expect(long.map(([name]) => name).join(' ')).toBe('OB OD OF OL OV OW SQ SV UC UN UR UT UV');
  });

  it('of an edition to come has the long form', () => {
    expect([isKnownVr(packVr('ZZ')), looksLikeVr(packVr('ZZ')), hasLongForm(packVr('ZZ'))]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it.each(['\0\0', 'ab', 'A\0', '??', 'A[', '@A', '\x0a\x00'])('is not %j', (letters) => {
    expect(looksLikeVr(packVr(letters))).toBe(false);
    expect(isKnownVr(packVr(letters))).toBe(false);
  });
});
