import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import { heldFront, joinPieces } from '../../../src/dicom/rewrite/join-pieces.js';
import type { Piece } from '../../../src/dicom/rewrite/piece.js';
import { bytesOf } from '../../../src/dicom/rewrite/rewrite.js';
import { explicit, file, item, read } from '../bytes.js';

const BYTES = Uint8Array.from({ length: 400 }, (_, i) => i);
const source = new MemorySource(BYTES);
const held = { source, bytes: BYTES, end: 300 };
const span = (from: number, to: number): Piece => ({ source, from, to });

describe('joinPieces', () => {
  it('makes one piece of new bytes and of spans that are in memory', () => {
    const joined = joinPieces([Uint8Array.of(1, 2), span(10, 12), span(100, 140), Uint8Array.of(3)], held);
    expect(joined).toHaveLength(1);
    expect(joined[0]).toHaveLength(45);
  });

  it('leaves spans that are not all in memory to whoever writes', () => {
    const rest = span(290, 310);
    expect(joinPieces([Uint8Array.of(1), span(0, 4), rest], held).at(-1)).toBe(rest);
  });

  it('leaves spans of another source', () => {
    const other: Piece = { source: new MemorySource(new Uint8Array(400)), from: 0, to: 8 };
    expect(joinPieces([other, Uint8Array.of(1)], held)[0]).toBe(other);
  });

  it('does not copy large pieces, nor a piece that stands alone', () => {
    const large = new Uint8Array(65 * 1024);
    const small = Uint8Array.of(7);
    const joined = joinPieces([small, large, small], held);
    expect(joined[0]).toBe(small);
    expect(joined[1]).toBe(large);
    expect(joinPieces([], held)).toEqual([]);
  });

  it('never changes what is written', () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(fc.nat(400), fc.nat(400)).map(([a, b]) => span(Math.min(a, b), Math.max(a, b))),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(bytesOf(joinPieces(pieces, held)).equals(bytesOf(pieces))).toBe(true);
      }),
    );
  });
});

describe('heldFront', () => {
  it('ends where the first value was left out of memory', () => {
    const pixels = explicit(0x7fe00010, 'OW', new Uint8Array(200_000));
    const bytes = file([explicit(0x00080060, 'CS', 'MR'), pixels]);
    const { layout } = read(bytes, { toEnd: true });
    const front = heldFront(layout.body, layout.dataset);
    expect(front.end).toBe(bytes.length - 200_000);
    expect(Buffer.from(front.bytes.subarray(0, front.end))).toEqual(bytes.subarray(0, front.end));
  });

  it('reaches to the end of the last value where all are in memory, those of items too', () => {
    const name = explicit(0x00100010, 'PN', 'Doe^Jane');
    const bytes = file([explicit(0x00081140, 'SQ', item([name]))]);
    const { layout } = read(bytes, { toEnd: true });
    expect(heldFront(layout.body, layout.dataset).end).toBe(bytes.length);
  });
});
