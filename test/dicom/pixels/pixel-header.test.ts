import { describe, expect, it } from 'vitest';
import type { Element } from '../../../fixtures/writer/element.js';
import { TRANSFER_SYNTAX, writePart10 } from '../../../fixtures/writer/part10.js';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import type { Element as ReadElement } from '../../../src/dicom/element.js';
import { type DicomFile, readPart10 } from '../../../src/dicom/part10.js';
import { PixelHeader } from '../../../src/dicom/pixels/pixel-header.js';
import { faultOf } from './meaning.js';

const code = 'overlay-damaged' as const;

/** A file with one opaque value in Overlay Data. */
function opened(value: Uint8Array, transferSyntax: string = TRANSFER_SYNTAX.explicitLittleEndian) {
  const elements: Element[] = [
    { tag: 0x00080018, vr: 'UI', value: '2.25.1' },
    { tag: 0x60003000, vr: 'OW', value },
  ];
  const file = readPart10(new MemorySource(writePart10(elements, { transferSyntax })));
  return { file, header: new PixelHeader(file), element: file.dataset.element(0x60003000) as ReadElement };
}

const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i % 251);

describe('PixelHeader', () => {
  it('gives a part of a value, whether it was kept in memory or left in the file', () => {
    for (const length of [1000, 400_000]) {
      const { header, element } = opened(counting(length));
      expect(element.deferred).toBe(length > 300_000);
      expect([...header.bytes(element, 502, { length: 3, code })]).toEqual([0, 1, 2]);
    }
  });

  it('finds a value that was left out of a deflated file', () => {
    const { header, element } = opened(counting(400_000), TRANSFER_SYNTAX.deflatedExplicitLittleEndian);
    expect(element.deferred).toBe(true);
    expect(header.bytes(element, 251_000, { length: 2, code })).toEqual(Uint8Array.of(0, 1));
  });

  it('reads words and doubles in the byte order of the file', () => {
    const doubles = new Uint8Array(Float64Array.of(0.1, -2).buffer);
    const { header, element } = opened(doubles);
    expect(header.doubles(element, { count: 2, code })).toEqual(Float64Array.of(0.1, -2));
    const words = new Uint8Array(Uint16Array.of(1, 2, 0xabcd).buffer);
    for (const syntax of [TRANSFER_SYNTAX.explicitLittleEndian, TRANSFER_SYNTAX.explicitBigEndian]) {
      const { header: either, element: own } = opened(words, syntax);
      expect(either.words(own, 1, { count: 2, code })).toEqual(Uint16Array.of(2, 0xabcd));
    }
  });

  it('refuses to read beyond a value', () => {
    const { header, element } = opened(counting(10));
    expect(faultOf(() => header.bytes(element, 8, { length: 3, code }))).toBe(code);
    expect(faultOf(() => header.words(element, 0, { count: 2 ** 31, code }))).toBe(code);
    expect(faultOf(() => header.doubles(element, { count: 2, code }))).toBe(code);
  });

  it('refuses a value that has gone from the file since', () => {
    const { file, element } = opened(counting(400_000));
    for (const body of [new MemorySource(new Uint8Array(10)), { size: 1e9, read: () => 0 }]) {
      const changed: DicomFile = { ...file, layout: { ...file.layout, body } };
      const work = () => new PixelHeader(changed).bytes(element, 0, { length: 400_000, code });
      expect(faultOf(work)).toBe(code);
    }
  });
});
