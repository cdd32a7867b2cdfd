import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src/dicom/byte-source.js';
import { isZeroFrom } from '../../src/dicom/zeros.js';
import { ShortReads } from './bytes.js';

describe('zeros up to the end', () => {
  it('are found however many reads they take', () => {
    const bytes = Buffer.alloc(200_000);
    bytes[9] = 1;
    expect(isZeroFrom(new MemorySource(bytes), 10)).toBe(true);
    expect(isZeroFrom(new ShortReads(bytes, 777), 10)).toBe(true);
    expect(isZeroFrom(new MemorySource(bytes), 9)).toBe(false);
  });

  it('are not found when the last byte is another', () => {
    const bytes = Buffer.alloc(200_000);
    bytes[bytes.length - 1] = 1;
    expect(isZeroFrom(new ShortReads(bytes, 4097), 0)).toBe(false);
  });

  it('are there where the source ends', () => {
    expect(isZeroFrom(new MemorySource(Buffer.alloc(4)), 4)).toBe(true);
    expect(isZeroFrom({ size: 100, read: () => 0 }, 4)).toBe(true);
  });
});
