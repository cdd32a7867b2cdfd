import { describe, expect, it } from 'vitest';
import { DEFAULT_CHARACTER_SET } from '../../../../src/dicom/charset/character-set.js';
import type { Element } from '../../../../src/dicom/element.js';
import { encodeValue } from '../../../../src/dicom/rewrite/encode-value.js';
import { packVr, VR, vrName } from '../../../../src/dicom/vr.js';
import type { AttributeRule } from '../../../../src/rules/deid/action.js';
import { dummyValue } from '../../../../src/rules/deid/dummy/dummy-value.js';
import { fitsVr } from '../../../../src/rules/deid/dummy/fits-vr.js';
import { explicit, file, implicit, item, read } from '../../../dicom/bytes.js';

const TAG = 0x00091001;
const IMPLICIT = '1.2.840.10008.1.2';
const RULE: AttributeRule = { action: 'dummy', otherwise: 'dummy', rule: 'D', source: 'a test' };
const uidOf = (uid: string): string => `2.25.${uid.length}`;

function only(bytes: Buffer, transferSyntax?: string): Element {
  const element = read(file(bytes, transferSyntax)).dataset.elements()[0];
  if (!element) throw new Error('no element');
  return element;
}

const of = (vr: string, content: string | Uint8Array): Element => only(explicit(TAG, vr, content));
const dummy = (element: Element, rule: Partial<AttributeRule> = {}) =>
  dummyValue(element, { ...RULE, ...rule }, uidOf);

describe('a dummy value', () => {
  it.each([
    ['PN', 'Roe^Jane', 'Anonymized'],
    ['LO', 'Some Hospital', 'ANONYMIZED'],
    ['SH', 'AWP45011', 'ANONYMIZED'],
    ['AE', 'SMITHPACS', 'ANONYMIZED'],
    ['CS', 'SMITH', 'ANONYMIZED'],
    ['LT', 'some\\text', 'ANONYMIZED'],
    ['ST', 'some\\text', 'ANONYMIZED'],
    ['UT', 'some\\text', 'ANONYMIZED'],
    ['UC', 'text', 'ANONYMIZED'],
    ['DA', '19610523', '19000101'],
    ['DT', '19610523120000', '19000101000000'],
    ['TM', '120000', '000000'],
    ['AS', '045Y', '000D'],
    ['DS', '1.5', '0'],
    ['IS', '17', '0'],
    ['UR', 'http://a/b', 'urn:uuid:00000000-0000-0000-0000-000000000000'],
  ])('of VR %s is the same for all', (vr, content, expected) => {
    expect(dummy(of(vr, content))).toEqual({ kind: 'text', values: [expected] });
    expect(dummy(of(vr, ''))).toEqual({ kind: 'text', values: [expected] });
    expect(fitsVr(packVr(vr), expected)).toBe(true);
  });

  it('stands as often as the element has values', () => {
    expect(dummy(of('LO', 'a\\b\\c'))).toEqual({ kind: 'text', values: new Array(3).fill('ANONYMIZED') });
    expect(dummy(of('US', new Uint8Array(6)))).toEqual({ kind: 'numbers', values: [0, 0, 0] });
  });

  it.each(['US', 'SS', 'UL', 'SL', 'FL', 'FD', 'UV', 'SV', 'AT'])('of VR %s is zero', (vr) => {
    const zero = vr === 'UV' || vr === 'SV' ? 0n : 0;
    expect(dummy(of(vr, new Uint8Array(8).fill(7)))).toMatchObject({ kind: 'numbers' });
    expect(dummy(of(vr, ''))).toEqual({ kind: 'numbers', values: [zero] });
    expect(dummy(of(vr, new Uint8Array([1])))).toEqual({ kind: 'numbers', values: [zero] });
  });

  it('of UIDs is each of them mapped', () => {
    expect(dummy(of('UI', '1.2.3\\1.2.34\0'))).toEqual({ kind: 'text', values: ['2.25.5', '2.25.6'] });
    expect(dummy(of('UI', ''))).toEqual({ kind: 'text', values: ['2.25.0'] });
  });

  it.each([
    ['OB', 5, 6],
    ['OW', 6, 6],
    ['OF', 8, 8],
    ['OD', 8, 8],
    ['OL', 4, 4],
    ['OV', 8, 8],
    ['UN', 4, 4],
    ['OB', 0, 2],
    ['OD', 0, 8],
  ])('of VR %s and %i bytes is %i bytes of zero', (vr, length, expected) => {
    const value = dummy(of(vr, new Uint8Array(length).fill(9)));
    expect(value).toEqual({ kind: 'bytes', bytes: new Uint8Array(expected) });
  });

  it('of many bytes is short', () => {
    expect(dummy(of('OW', new Uint8Array(200_000).fill(1)))).toEqual({
      kind: 'bytes',
      bytes: new Uint8Array(2),
    });
  });

  it('of an unknown VR follows the VR that the rule knows', () => {
    const element = only(implicit(TAG, 'Roe^Jane\\Doe^J '), IMPLICIT);
    expect(dummy(element, { vr: VR.PN })).toEqual({ kind: 'text', values: ['Anonymized', 'Anonymized'] });
    expect(dummy(element)).toMatchObject({ kind: 'bytes' });
  });

  it("is the profile's own where that fits, and else the usual one", () => {
    expect(dummy(of('LO', 'a\\b'), { value: 'TRIAL 7' })).toEqual({
      kind: 'text',
      values: ['TRIAL 7', 'TRIAL 7'],
    });
    expect(dummy(of('US', new Uint8Array(2)), { value: '7' })).toEqual({ kind: 'numbers', values: [7] });
    expect(dummy(of('SV', new Uint8Array(8)), { value: '-7' })).toEqual({ kind: 'numbers', values: [-7n] });
    expect(dummy(of('UI', '1.2'), { value: '1.2.3' })).toEqual({ kind: 'text', values: ['1.2.3'] });
    expect(dummy(of('CS', 'X'), { value: 'lower case' })).toEqual({ kind: 'text', values: ['ANONYMIZED'] });
    expect(dummy(of('DA', 'X'), { value: '20230230' })).toEqual({ kind: 'text', values: ['19000101'] });
    expect(dummy(of('US', new Uint8Array(2)), { value: '70000' })).toEqual({ kind: 'numbers', values: [0] });
  });

  it('can be written, whatever the VR, and is of even length', () => {
    for (const vr of Object.values(VR)) {
      if (vr === VR.SQ) continue;
      for (const content of [Buffer.alloc(0), Buffer.from('1'), Buffer.from('1\\2\\3\\45')]) {
        const value = dummy(of(vrName(vr), content));
        if (value.kind === 'items') throw new Error('no items are expected');
        const coding = { littleEndian: true, characterSet: DEFAULT_CHARACTER_SET };
        const bytes = encodeValue(value, { tag: TAG, vr }, coding);
        expect(bytes.length).toBeGreaterThan(0);
        expect(bytes.length % 2).toBe(0);
      }
    }
  });

  it('is refused for a sequence', () => {
    expect(() => dummy(of('SQ', item('')))).toThrow(RangeError);
  });
});
