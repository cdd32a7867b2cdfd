import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import type { Piece } from '../../../src/dicom/rewrite/piece.js';
import { bytesOf } from '../../../src/dicom/rewrite/rewrite.js';
import { PieceSource } from '../../../src/pipeline/copies/piece-source.js';

const old = Buffer.from(Array.from({ length: 64 }, (_, i) => i));
const source = new MemorySource(old);
const piece: fc.Arbitrary<Piece> = fc.oneof(
  fc.uint8Array({ maxLength: 9 }),
  fc.tuple(fc.nat(64), fc.nat(64)).map(([a, b]) => ({ source, from: Math.min(a, b), to: Math.max(a, b) })),
);

it('reads any part of a file that is not written yet as if it were', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.nat(200), fc.nat(200), (pieces, position, length) => {
      const whole = bytesOf(pieces);
      const made = new PieceSource(pieces);
      expect(made.size).toBe(whole.length);
      const target = Buffer.alloc(length + 1);
      const got = made.read(target, 1, length, position);
      expect(target.subarray(1, 1 + got).equals(whole.subarray(position, position + length))).toBe(true);
    }),
  );
});
