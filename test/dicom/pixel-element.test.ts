import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src/dicom/byte-source.js';
import { checkPixelData, isPixelData, type PixelDataElement } from '../../src/dicom/pixel-element.js';
import { VR } from '../../src/dicom/vr.js';
import { codeOf, item, SEQUENCE_END, ShortReads } from './bytes.js';

const at = (offset: number, length: number, encapsulated = false): PixelDataElement => ({
  tag: 0x7fe00010,
  vr: encapsulated ? VR.OB : VR.OW,
  offset,
  length,
  encapsulated,
});
const check = (pixelData: PixelDataElement, bytes: Uint8Array, littleEndian = true): string =>
  codeOf(() => checkPixelData(pixelData, new MemorySource(bytes), littleEndian));

describe('native pixel data', () => {
  it('is whole when it ends within the file, and cut when it does not', () => {
    expect(check(at(20, 80), Buffer.alloc(100))).toBe('read');
    expect(check(at(20, 81), Buffer.alloc(100))).toBe('truncated-pixel-data');
  });
});

describe('encapsulated pixel data', () => {
  const fragments = Buffer.concat([item(''), item(Buffer.alloc(50_000)), SEQUENCE_END]);

  it('is whole when a delimiter ends the file, which is all that is read', () => {
    const source = new ShortReads(fragments);
    checkPixelData(at(0, 0xffffffff, true), source, true);
    expect(source.given).toBe(8);
  });

  it('is followed fragment by fragment when something else ends the file', () => {
    const tail = Buffer.alloc(20, 1);
    expect(check(at(0, 0xffffffff, true), Buffer.concat([fragments, tail]))).toBe('read');
    const missing = Buffer.concat([fragments.subarray(0, -8), tail]);
    expect(check(at(0, 0xffffffff, true), missing)).toBe('damaged-sequence');
    expect(check(at(0, 0xffffffff, true), fragments.subarray(0, -9))).toBe('truncated-pixel-data');
  });

  it('ends with a delimiter in the file’s own byte order', () => {
    const big = Buffer.from('fffee00000000000' + 'fffee0dd00000000', 'hex');
    expect(check(at(0, 0xffffffff, true), big, false)).toBe('read');
    expect(check(at(0, 0xffffffff, true), big, true)).toBe('damaged-sequence');
  });
});

describe('pixel data', () => {
  it('is integer, float or double', () => {
    expect([0x7fe00010, 0x7fe00008, 0x7fe00009].map(isPixelData)).toEqual([true, true, true]);
    expect([0x7fe00001, 0x7fe00000, 0x60003000].map(isPixelData)).toEqual([false, false, false]);
  });
});
