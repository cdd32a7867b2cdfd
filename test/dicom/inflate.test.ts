import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src/dicom/byte-source.js';
import { type Inflated, inflateDataSet } from '../../src/dicom/inflate.js';
import { codeOf, ShortReads, SparseSource } from './bytes.js';

const plain = Buffer.from('a data set of some length, '.repeat(100));

function contentOf({ source }: Inflated): Buffer {
  const bytes = Buffer.alloc(source.size);
  source.read(bytes, 0, bytes.length, 0);
  return bytes;
}

describe('a deflated data set', () => {
  it('is inflated from where it begins', () => {
    const bytes = Buffer.concat([Buffer.from('meta'), deflateRawSync(plain), Buffer.of(0)]);
    const inflated = inflateDataSet(new MemorySource(bytes), 4);
    expect(contentOf(inflated)).toEqual(plain);
    expect(inflated.whole).toBe(true);
  });

  it('is inflated from a source that gives little at a time', () => {
    expect(contentOf(inflateDataSet(new ShortReads(deflateRawSync(plain), 5), 0))).toEqual(plain);
  });

  it('is inflated when a writer gave it the zlib header that PS3.5 A.5 leaves out', () => {
    expect(contentOf(inflateDataSet(new MemorySource(deflateSync(plain)), 0))).toEqual(plain);
  });

  it('gives what it holds when it is cut, and says so', () => {
    const bytes = deflateRawSync(plain);
    for (let end = 1; end < bytes.length; end++) {
      const inflated = inflateDataSet(new MemorySource(bytes.subarray(0, end)), 0);
      expect(inflated.whole).toBe(false);
      expect(plain.subarray(0, inflated.source.size)).toEqual(contentOf(inflated));
    }
  });

  it('is refused when it is no such thing', () => {
    expect(codeOf(() => inflateDataSet(new MemorySource(Buffer.alloc(50, 0xff)), 0))).toBe('inflate-failed');
  });

  it('is refused before it fills the memory', () => {
    const bomb = deflateRawSync(Buffer.alloc(257 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(300_000);
    expect(codeOf(() => inflateDataSet(new MemorySource(bomb), 0))).toBe('inflated-too-large');
    expect(codeOf(() => inflateDataSet(new SparseSource(2 ** 33, []), 0))).toBe('inflated-too-large');
  });

  it('is refused when its file ends before its size says', () => {
    expect(codeOf(() => inflateDataSet({ size: 100, read: () => 0 }, 0))).toBe('truncated-header');
  });
});
