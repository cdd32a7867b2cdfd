import { describe, expect, it } from 'vitest';
import { BitReader } from '../../../../../src/dicom/pixels/codecs/jpeg/bit-reader.js';
import { huffmanTable, readHuffmanTables } from '../../../../../src/dicom/pixels/codecs/jpeg/huffman.js';
import { expectCode } from '../describe-pixels.js';

/** One code of 1 bit, one of 2, one of 12: 0, 10, 110000000000. */
const TABLE = huffmanTable(
  Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0),
  Uint8Array.of(7, 8, 9),
);

describe('the bits of a scan', () => {
  it('hold short and long codes and signed numbers', () => {
    // 0 | 10 | 110000000000 | 011 (-4) | 101 (5) | 111 padding
    const reader = new BitReader(Uint8Array.of(0b01011000, 0b00000000, 0b11101111, 0xff, 0xd9), 0);
    expect([reader.symbol(TABLE), reader.symbol(TABLE), reader.symbol(TABLE)]).toEqual([7, 8, 9]);
    expect(reader.signed(3)).toBe(-4);
    expect(reader.exhausted).toBe(false);
  });

  it('end at a marker, and tell when more was taken', () => {
    const reader = new BitReader(Uint8Array.of(0b10111111, 0xff, 0xd9), 0);
    expect(reader.symbol(TABLE)).toBe(8);
    expect(reader.signed(6)).toBe(63);
    expect(reader.end()).toBe(1);
    reader.signed(9);
    expect(reader.exhausted).toBe(true);
    expectCode(() => reader.end(), 'codestream-damaged');
  });

  it('are damaged where no code is', () => {
    const reader = new BitReader(Uint8Array.of(0xff, 0, 0xff, 0, 0xff, 0), 0);
    expectCode(() => reader.symbol(TABLE), 'codestream-damaged');
  });
});

describe('a table', () => {
  it('with more codes than fit is damaged', () => {
    expectCode(
      () => huffmanTable(Uint8Array.of(3, ...new Uint8Array(15)), Uint8Array.of(1, 2, 3)),
      'codestream-damaged',
    );
  });

  it('that passes the end of its segment is damaged', () => {
    const bytes = Uint8Array.of(0, 2, ...new Uint8Array(15), 1);
    const segment = { marker: 0xc4, from: 0, to: bytes.length };
    expectCode(() => readHuffmanTables(bytes, segment, { dc: [], ac: [] }), 'codestream-damaged');
  });
});
