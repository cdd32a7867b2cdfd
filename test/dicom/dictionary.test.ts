import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookupKeyword, lookupTag, nearestKeyword, tagToString, vrOf } from '../../src/dicom/dictionary.js';
import { DICTIONARY } from '../../src/generated/dictionary.js';

const rows = DICTIONARY.trim()
  .split('\n')
  .map((row) => row.split('\t'));
const vrName = (tag: number): string => String.fromCharCode(vrOf(tag) >> 8, vrOf(tag) & 0xff);

describe('lookupTag', () => {
  it('gives keyword, VR, VM and retirement of a plain tag', () => {
    const entry = { tag: 0x00080008, keyword: 'ImageType', vr: 'CS', vm: '2-n', retired: false };
    expect(lookupTag(0x00080008)).toEqual(entry);
    expect(lookupTag(0x00080001)).toMatchObject({ keyword: 'LengthToEnd', retired: true });
  });

  it('agrees with every row of the table that has no wildcard', () => {
    for (const [hex = '', keyword, vr, vm, retired] of rows) {
      if (hex.includes('x')) continue;
      const tag = Number.parseInt(hex, 16);
      expect(lookupTag(tag)).toEqual({ tag, keyword, vr, vm, retired: retired === 'Y' });
    }
  });

  it('resolves repeating groups and keeps the tag that was asked for', () => {
    expect(lookupTag(0x60003000)).toMatchObject({ tag: 0x60003000, keyword: 'OverlayData' });
    expect(lookupTag(0x601e3000)).toMatchObject({ tag: 0x601e3000, keyword: 'OverlayData' });
    expect(lookupTag(0x50080005)).toMatchObject({ tag: 0x50080005, keyword: 'CurveDimensions' });
    expect(lookupTag(0x7f020010)).toMatchObject({ keyword: 'VariablePixelData' });
    expect(lookupTag(0x002031a7)).toMatchObject({ keyword: 'SourceImageIDs' });
    expect(lookupTag(0x10000ab1)).toMatchObject({ keyword: 'RunLengthTriplet' });
    expect(lookupTag(0x10101234)).toMatchObject({ keyword: 'ZonalMap' });
  });

  it('prefers an exact tag to a wildcard that covers it', () => {
    expect(lookupTag(0x7fe00010)).toMatchObject({ keyword: 'PixelData' });
  });

  it('takes no odd group for a repeating one (PS3.5 7.6: even groups only)', () => {
    expect(lookupTag(0x60013000)).toBeUndefined();
    expect(lookupTag(0x50010005)).toBeUndefined();
  });

  it('knows the group length of every group, its own entry where PS3.6 has one', () => {
    expect(lookupTag(0x00020000)).toMatchObject({
      keyword: 'FileMetaInformationGroupLength',
      retired: false,
    });
    for (const tag of [0x00080000, 0x00290000, 0x60000000, 0xfffc0000]) {
      expect(lookupTag(tag)).toEqual({
        tag,
        keyword: 'GenericGroupLength',
        vr: 'UL',
        vm: '1',
        retired: true,
      });
    }
  });

  it('knows private creators by their place, and no other private element', () => {
    expect(lookupTag(0x00290010)).toMatchObject({ keyword: 'PrivateCreator', vr: 'LO' });
    expect(lookupTag(0x002900ff)).toMatchObject({ keyword: 'PrivateCreator', vr: 'LO' });
    for (const tag of [0x0029000f, 0x00290100, 0x00291010]) expect(lookupTag(tag)).toBeUndefined();
    expect(lookupTag(0x00280010)).toMatchObject({ keyword: 'Rows' });
  });

  it('answers undefined for what no edition defines', () => {
    for (const tag of [0x00109999, 0xffffffff, 0, -1, Number.NaN, 2 ** 40]) {
      expect(lookupTag(tag)?.keyword ?? 'none').toMatch(/^(?:none|GenericGroupLength)$/);
    }
    expect(lookupTag(0x00109999)).toBeUndefined();
  });

  it('holds the newer tags of the supplement', () => {
    expect(lookupTag(0x00102162)).toMatchObject({ keyword: 'EthnicGroups', vr: 'UC', vm: '1-n' });
    expect(lookupTag(0x00100047)).toMatchObject({ vr: 'UR', vm: '1-n' });
    expect(lookupTag(0x3004007f)).toMatchObject({ keyword: 'DoseCalculationModelName', vr: 'LO' });
  });
});

describe('lookupKeyword', () => {
  it('finds every keyword of the table, of a repeating group its first tag', () => {
    for (const [hex = '', keyword = ''] of rows) {
      const tag = Number.parseInt(hex.replaceAll('x', '0'), 16);
      expect(lookupKeyword(keyword)).toMatchObject({ tag, keyword });
    }
    expect(lookupKeyword('OverlayData')?.tag).toBe(0x60003000);
  });

  it('is exact: neither case nor names of objects are forgiven', () => {
    for (const word of ['patientid', 'Patient ID', '', '__proto__', 'constructor', 'toString']) {
      expect(lookupKeyword(word)).toBeUndefined();
    }
  });
});

describe('nearestKeyword', () => {
  it('suggests the keyword that a typing error was meant to be', () => {
    expect(nearestKeyword('PatientsName')).toBe('PatientName');
    expect(nearestKeyword('SliceTickness')).toBe('SliceThickness');
    expect(nearestKeyword('repetitiontime')).toBe('RepetitionTime');
    expect(nearestKeyword('EchoTmie')).toBe('EchoTime');
  });

  it('suggests nothing when nothing is near', () => {
    for (const word of ['', 'Quux', 'x'.repeat(10_000)]) expect(nearestKeyword(word)).toBeUndefined();
  });
});

describe('vrOf', () => {
  it('is the VR of the table wherever that names one', () => {
    for (const [hex = '', , vr = ''] of rows) {
      if (vr.length === 2) expect(vrName(Number.parseInt(hex.replaceAll('x', '2'), 16)), hex).toBe(vr);
    }
  });

  it('chooses one VR where the standard names alternatives (PS3.5 A.1)', () => {
    expect(vrName(0x7fe00010)).toBe('OW');
    expect(vrName(0x60003000)).toBe('OW');
    expect(vrName(0x00280106)).toBe('US');
    expect(vrName(0x00283006)).toBe('OW');
  });

  it('is UL for group lengths, LO for private creators and UN for the unknown', () => {
    expect(vrName(0x00080000)).toBe('UL');
    expect(vrName(0x00090010)).toBe('LO');
    expect(vrName(0x00091001)).toBe('UN');
    expect(vrName(0x00109999)).toBe('UN');
    expect(vrName(0xfffee000)).toBe('UN');
  });

  it('agrees with lookupTag for any tag', () => {
    const wild = fc.constantFrom(0x50000000, 0x60000000, 0x7f000000, 0x10000000, 0x10100000, 0x00280000);
    const near = fc.tuple(wild, fc.nat(0xffffff)).map(([base, rest]) => (base | rest) >>> 0);
    fc.assert(
      fc.property(fc.oneof(fc.nat(0xffffffff), near), (tag) => {
        const known = lookupTag(tag)?.vr ?? 'UN';
        const choices = known === 'NONE' ? ['UN'] : known.split(' or ');
        expect(choices).toContain(vrName(tag));
      }),
    );
  });
});

describe('tagToString', () => {
  it('writes a tag as the standard does', () => {
    expect(tagToString(0x00100010)).toBe('(0010,0010)');
    expect(tagToString(0xfffee00d)).toBe('(FFFE,E00D)');
    expect(tagToString(0)).toBe('(0000,0000)');
  });
});
