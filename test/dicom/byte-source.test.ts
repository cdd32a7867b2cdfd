import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src/dicom/byte-source.js';

describe('bytes in memory as a source', () => {
  const source = new MemorySource(Uint8Array.of(1, 2, 3, 4, 5));

  it('are copied to where they are wanted', () => {
    const target = new Uint8Array(4);
    expect(source.size).toBe(5);
    expect(source.read(target, 1, 2, 3)).toBe(2);
    expect([...target]).toEqual([0, 4, 5, 0]);
  });

  it('give what there is at the end, and nothing after it', () => {
    const target = new Uint8Array(8);
    expect(source.read(target, 0, 8, 4)).toBe(1);
    expect(source.read(target, 0, 8, 5)).toBe(0);
    expect(source.read(target, 0, 8, 500)).toBe(0);
    expect([...target]).toEqual([5, 0, 0, 0, 0, 0, 0, 0]);
  });
});
