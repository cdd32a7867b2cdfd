import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Element } from '../../src/dicom/element.js';
import { VR } from '../../src/dicom/vr.js';
import { explicit, file, implicit, item, read, SEQUENCE_END, UNDEFINED } from './bytes.js';

function only(bytes: Buffer, transferSyntax?: string): Element {
  const element = read(file(bytes, transferSyntax)).dataset.elements()[0];
  if (!element) throw new Error('no element');
  return element;
}

const TAG = 0x00091001;
const of = (vr: string, content: string | Uint8Array): Element => only(explicit(TAG, vr, content));
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('an element', () => {
  it('has a tag, a VR and a length', () => {
    const element = of('LO', 'text');
    expect([element.tag, element.vr, element.vrName, element.length, element.deferred]).toEqual([
      TAG,
      VR.LO,
      'LO',
      4,
      false,
    ]);
    expect(element.bytes).toEqual(Buffer.from('text'));
  });

  it.each([
    ['US', '0100ffff', [1, 65535]],
    ['SS', '0100ffff', [1, -1]],
    ['UL', '01000000ffffffff', [1, 4294967295]],
    ['SL', 'ffffffff', [-1]],
    ['FL', '0000c03f', [1.5]],
    ['FD', '000000000000f83f', [1.5]],
    ['UV', 'ffffffffffffffff', [18446744073709551615n]],
    ['SV', 'feffffffffffffff', [-2n]],
    ['AT', '10002000', [0x00100020]],
    ['US', '010002', [1]],
  ])('of VR %s has numbers', (vr, content, values) => {
    expect(of(vr, hex(content)).value()).toEqual({ kind: 'numbers', values });
    expect(of(vr, hex(content)).numbers()).toEqual(values.map(Number));
    expect(of(vr, hex(content)).strings()).toEqual(values.map((each) => String(Number(each))));
  });

  it.each([
    ['DS', ' 1.5\\-2e3\\\\x ', [1.5, -2000, Number.NaN, Number.NaN]],
    ['IS', '12\\-7\\1.5\\99999999999 ', [12, -7, Number.NaN, Number.NaN]],
  ])('of VR %s has numbers, NaN where the text is none', (vr, content, values) => {
    expect(of(vr, content).numbers()).toEqual(values);
    expect(of(vr, content).value()).toEqual({ kind: 'numbers', values });
  });

  it.each(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'UN'])('of VR %s is bytes and nothing else', (vr) => {
    const element = of(vr, hex('0102030405060708'));
    expect(element.value()).toEqual({ kind: 'bytes', values: hex('0102030405060708') });
    expect([element.strings(), element.numbers(), element.firstString()]).toEqual([[], [], undefined]);
  });

  it('of VR SQ is read through its data set', () => {
    const element = only(explicit(TAG, 'SQ', item('')));
    expect(element.value()).toEqual({ kind: 'sequence' });
    expect([element.strings(), element.numbers(), element.firstString()]).toEqual([[], [], undefined]);
  });

  it('in fragments is left out of memory', () => {
    const element = only(explicit(TAG, 'OB', [item('abcd'), SEQUENCE_END], UNDEFINED));
    expect(element.value()).toEqual({ kind: 'deferred', length: 12 });
    expect(element.bytes).toHaveLength(0);
  });

  it('without a value has none', () => {
    for (const vr of ['LO', 'DS', 'US', 'PN', 'UI']) {
      expect(of(vr, '').strings()).toEqual([]);
      expect(of(vr, '').numbers()).toEqual([]);
      expect(of(vr, '').firstString() || undefined).toBeUndefined();
    }
  });

  it('in big endian has its numbers turned', () => {
    const big = hex('00280010' + '55530002' + '0104');
    expect(only(big, '1.2.840.10008.1.2.2').numbers()).toEqual([260]);
    expect(only(hex('00080018' + '41540004' + '00100020'), '1.2.840.10008.1.2.2').numbers()).toEqual([
      0x00100020,
    ]);
  });
});

describe('the first text', () => {
  it('is the first of all texts, whatever the bytes and the VR', () => {
    const vrs = [
      'AE',
      'AS',
      'CS',
      'DA',
      'DS',
      'DT',
      'IS',
      'LO',
      'LT',
      'PN',
      'SH',
      'ST',
      'TM',
      'UC',
      'UI',
      'UR',
      'UT',
    ];
    const byte = fc.oneof(fc.nat(255), fc.constantFrom(0x20, 0x5c, 0x1b, 0, 0x41));
    fc.assert(
      fc.property(fc.constantFrom(...vrs), fc.array(byte, { minLength: 1, maxLength: 12 }), (vr, bytes) => {
        const element = of(vr, Uint8Array.from(bytes));
        expect(element.firstString()).toBe(element.strings()[0]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an element whose VR is unknown', () => {
  const IMPLICIT = '1.2.840.10008.1.2';

  it('is read as the VR that its creator gave it', () => {
    expect(only(implicit(TAG, '12 '), IMPLICIT).readAs(VR.IS).numbers()).toEqual([12]);
    expect(only(implicit(TAG, '12 '), IMPLICIT).readAs(VR.LO).strings()).toEqual(['12']);
    expect(
      only(implicit(TAG, hex('0401')), IMPLICIT)
        .readAs(VR.US)
        .value(),
    ).toEqual({ kind: 'numbers', values: [260] });
    expect(of('UN', hex('0401')).readAs(VR.US).numbers()).toEqual([260]);
    expect(of('UN', hex('0401')).readAs(VR.US).vrName).toBe('US');
  });

  it('coded as UN is little endian in big endian, too', () => {
    const big = hex('00091001' + '554e0000' + '00000002' + '0401');
    expect(only(big, '1.2.840.10008.1.2.2').readAs(VR.US).numbers()).toEqual([260]);
  });

  it('is not read otherwise when the file or the dictionary knows it', () => {
    expect(of('LO', '12').readAs(VR.IS).vrName).toBe('LO');
    expect(only(implicit(0x00100020, '12'), IMPLICIT).readAs(VR.IS).numbers()).toEqual([]);
    expect(only(implicit(TAG, item('')), IMPLICIT).readAs(VR.OB).vrName).toBe('SQ');
  });
});

describe('an element of VR `US or SS` in implicit files', () => {
  const ask = (tag: number, representation: number): Element | undefined =>
    read(
      file(
        [
          implicit(0x00080060, 'CT'),
          implicit(0x00280103, hex(`0${representation}00`)),
          implicit(tag, hex('ffff')),
        ],
        '1.2.840.10008.1.2',
      ),
    ).dataset.element(tag);

  it.each([0x00280106, 0x00280107, 0x00280120, 0x00280121, 0x00603004])(
    'has the sign of the pixels: %i',
    (tag) => {
      expect(ask(tag, 1)?.numbers()).toEqual([-1]);
      expect(ask(tag, 0)?.numbers()).toEqual([65535]);
    },
  );

  it('is US where it counts entries of a table, and where the dictionary says US', () => {
    expect(ask(0x00283002, 1)?.numbers()).toEqual([65535]);
    expect(ask(0x00281101, 1)?.numbers()).toEqual([65535]);
  });
});
