import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteSource, MemorySource } from '../../src/dicom/byte-source.js';
import { digestOf } from '../../src/io/checksum.js';

describe('digestOf', () => {
  it('is that of the whole content, whatever the block', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.integer({ min: 1, max: 700 }), (content, block) => {
        const expected = createHash('sha256').update(content).digest('hex');
        expect(digestOf(new MemorySource(content), 'sha256', new Uint8Array(block))).toBe(expected);
      }),
    );
  });

  it.each([
    ['sha256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['sha1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['md5', '900150983cd24fb0d6963f7d28e17f72'],
  ] as const)('knows %s', (name, expected) => {
    expect(digestOf(new MemorySource(Buffer.from('abc')), name)).toBe(expected);
  });

  it('ends on a file that grows while it is read', () => {
    const endless: ByteSource = {
      size: 10,
      read: (target, at, length) => {
        target.fill(0x61, at, at + length);
        return length;
      },
    };
    const expected = createHash('sha256').update('a'.repeat(10)).digest('hex');
    expect(digestOf(endless, 'sha256', new Uint8Array(4))).toBe(expected);
  });

  it('ends on a file that was cut while it is read, and on short reads', () => {
    const cut: ByteSource = {
      size: 10,
      read: (target, at, length, position) => {
        const got = Math.min(length, 1, Math.max(0, 3 - position));
        target.fill(0x61, at, at + got);
        return got;
      },
    };
    expect(digestOf(cut)).toBe(createHash('sha256').update('aaa').digest('hex'));
  });
});
