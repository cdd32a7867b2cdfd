import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Element } from '../../../fixtures/writer/element.js';
import { TRANSFER_SYNTAX } from '../../../fixtures/writer/part10.js';
import { lookUp, readLookUpTable } from '../../../src/dicom/pixels/modality-lut.js';
import { faultOf, headerOf, words } from './meaning.js';

interface Given {
  readonly descriptor?: readonly number[];
  readonly vr?: 'US' | 'SS';
  readonly data?: Element['value'];
  readonly dataVr?: 'US' | 'OW' | 'UN';
  readonly signed?: boolean;
  readonly bigEndian?: boolean;
}

function table({ descriptor = [3, 10, 16], vr = 'US', data = words(7, 8, 9), ...given }: Given = {}) {
  const item: Element[] = [
    { tag: 0x00283002, vr, value: descriptor },
    { tag: 0x00283006, vr: given.dataVr ?? 'OW', value: data },
  ];
  const header = headerOf(
    { PixelRepresentation: given.signed ? 1 : 0 },
    [{ tag: 0x00283000, vr: 'SQ', value: { items: [item] } }],
    given.bigEndian ? { transferSyntax: TRANSFER_SYNTAX.explicitBigEndian } : {},
  );
  const [read] = header.dataset.sequence('ModalityLUTSequence');
  if (!read) throw new RangeError('no item');
  return readLookUpTable(header, read);
}

function looked(given: Given, values: readonly number[]): number[] {
  const target = new Float64Array(values.length);
  lookUp(table(given), values, target);
  return [...target];
}

describe('readLookUpTable', () => {
  it('reads 16-bit entries, whether OW or US, in either byte order', () => {
    for (const dataVr of ['OW', 'US'] as const) {
      for (const bigEndian of [false, true]) {
        const data = dataVr === 'US' ? [7, 8, 0x1234] : words(7, 8, 0x1234);
        expect([...table({ data, dataVr, bigEndian }).entries]).toEqual([7, 8, 0x1234]);
      }
    }
  });

  it('takes entries coded as UN for little endian in any data set', () => {
    for (const bigEndian of [false, true]) {
      expect([...table({ data: words(7, 8, 0x1234), dataVr: 'UN', bigEndian }).entries]).toEqual([
        7, 8, 0x1234,
      ]);
    }
  });

  it('reads 8-bit entries packed in bytes, and padded to words', () => {
    const descriptor = [3, 0, 8];
    expect([...table({ descriptor, data: Uint8Array.of(1, 2, 3, 0) }).entries]).toEqual([1, 2, 3]);
    expect([...table({ descriptor, data: Uint8Array.of(1, 2, 3, 0), bigEndian: false }).entries]).toEqual([
      1, 2, 3,
    ]);
    expect([...table({ descriptor, data: words(1, 2, 3) }).entries]).toEqual([1, 2, 3]);
  });

  it('takes as many entries as the descriptor says of longer data, unless it cannot tell bytes from words', () => {
    expect([...table({ data: words(7, 8, 9, 10, 11) }).entries]).toEqual([7, 8, 9]);
    const packed = Uint8Array.from({ length: 12 }, (_, i) => i + 1);
    const work = () => table({ descriptor: [3, 0, 8], data: packed });
    expect(faultOf(work)).toBe('lut-damaged LUTData');
  });

  it('keeps the order of packed bytes when their words are swapped', () => {
    const given = { descriptor: [4, 0, 8], data: Uint8Array.of(1, 2, 3, 4), bigEndian: true } as const;
    expect([...table(given).entries]).toEqual([1, 2, 3, 4]);
  });

  it('takes 0 entries for 65536', () => {
    expect(table({ descriptor: [0, 0, 16], data: new Uint8Array(2 * 65536) }).entries).toHaveLength(65536);
  });

  it.each([
    [false, 'US', 63488, 63488],
    [true, 'US', 63488, -2048],
    [true, 'SS', -2048, -2048],
  ] as const)('signs the first mapped value by Pixel Representation (%s, %s)', (signed, vr, value, first) => {
    expect(table({ descriptor: [3, value, 16], vr, signed }).first).toBe(first);
  });

  it.each([
    ['data that is too short', { data: words(7, 8) }],
    ['a descriptor of two values', { descriptor: [3, 10] }],
    ['entries of 7 bits', { descriptor: [3, 10, 7] }],
    ['entries of 17 bits', { descriptor: [3, 10, 17] }],
  ])('refuses %s', (_, given) => {
    expect(faultOf(() => table(given))).toMatch(/^lut-damaged/);
  });

  it('wants data', () => {
    expect(faultOf(() => table({ data: new Uint8Array(0) }))).toBe('missing-attribute LUTData');
  });
});

describe('lookUp', () => {
  it('takes the first entry below the table and the last one beyond it', () => {
    expect(looked({}, [-5, 9, 10, 11, 12, 13, 60000])).toEqual([7, 7, 7, 8, 9, 9, 9]);
  });

  it('gives an entry of the table for every integer', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -40000, max: 70000 }), { maxLength: 20 }), (values) => {
        for (const value of looked({}, values)) expect([7, 8, 9]).toContain(value);
      }),
    );
  });
});
