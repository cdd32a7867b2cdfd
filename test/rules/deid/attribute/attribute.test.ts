import { describe, expect, it } from 'vitest';
import { VR, vrName } from '../../../../src/dicom/vr.js';
import { isAlike, isBinaryNumber, isBytes, isText } from '../../../../src/rules/deid/attribute/attribute.js';

const those = (is: (vr: number) => boolean): string[] => Object.values(VR).filter(is).map(vrName).sort();

describe('the kinds of VRs', () => {
  it('has text that can be cleaned, names of people and dates apart', () => {
    expect(those(isText)).toEqual(['AE', 'CS', 'LO', 'LT', 'SH', 'ST', 'UC', 'UR', 'UT']);
  });

  it('has numbers in binary, which are no strings and no bytes', () => {
    expect(those(isBinaryNumber)).toEqual(['AT', 'FD', 'FL', 'SL', 'SS', 'SV', 'UL', 'US', 'UV']);
  });

  it('has bytes, and takes a VR that no edition knows for such', () => {
    expect(those(isBytes)).toEqual(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);
    expect(isBytes(0x5a5a)).toBe(true);
  });

  it('has no VR in two of them, and takes one that no edition knows for neither text nor number', () => {
    const kinds = [isText, isBinaryNumber, isBytes];
    expect(those((vr) => kinds.filter((is) => is(vr)).length > 1)).toEqual([]);
    expect([isText(0x5a5a), isBinaryNumber(0x5a5a)]).toEqual([false, false]);
  });
});

describe("a VR that is not an attribute's own", () => {
  it.each([
    ['SH', 'LO', true],
    ['CS', 'UT', true],
    ['DS', 'IS', true],
    ['US', 'SS', true],
    ['OB', 'OW', true],
    ['LO', 'PN', false],
    ['DA', 'LO', false],
    ['LO', 'DA', false],
    ['DA', 'DT', false],
    ['UI', 'LO', false],
    ['DS', 'LO', false],
    ['FD', 'OB', false],
    ['OW', 'UN', false],
  ] as const)('%s coded as %s is of the same kind: %s', (own, vr, isSo) => {
    expect(isAlike(VR[vr], VR[own])).toBe(isSo);
    expect(isAlike(VR[own], VR[own])).toBe(true);
  });
});
