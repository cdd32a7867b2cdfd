import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../src/dicom/byte-source.js';
import { readPart10 } from '../../../src/dicom/part10.js';
import { FragmentList } from '../../../src/dicom/pixels/fragment-list.js';
import { frameTable } from '../../../src/dicom/pixels/frame-table.js';
import { startsOfBasicTable } from '../../../src/dicom/pixels/offset-tables.js';
import { head, item, SEQUENCE_END, SparseSource } from '../bytes.js';
import { errorOf, imageBytes, imageFile, SYNTAX } from './images.js';

const START = Buffer.of(0xff, 0xd8, 0xff, 0xe0);
const MORE = Buffer.of(1, 2, 3, 4, 5, 6);
const offsets = (...entries: number[]): Buffer => Buffer.from(Uint32Array.from(entries).buffer);
const longs = (...entries: number[]): Buffer => Buffer.from(BigUint64Array.from(entries.map(BigInt)).buffer);

interface Given {
  readonly table?: Buffer;
  readonly extended?: Buffer;
  readonly syntax?: string;
}

/** First fragment and the one after the last, of each frame that there is. */
function extents(fragments: readonly Buffer[], declared: number, given: Given = {}): number[][] {
  const { table = Buffer.alloc(0), extended, syntax = SYNTAX.baseline } = given;
  const file = imageFile({
    syntax,
    pixels: { fragments: [table, ...fragments] },
    more: extended ? [{ tag: 0x7fe00001, vr: 'OV', value: extended }] : [],
  });
  const found = frameTable(file, declared);
  return Array.from({ length: found.frames }, (_, i) => {
    const { first, end } = found.extentOf(i);
    return [first, end];
  });
}

const errorWith = (...args: Parameters<typeof extents>) => errorOf(() => extents(...args));

describe('the fragments of a frame', () => {
  it('are told by the basic offset table', () => {
    // Items of 12, 14, 12 and 14 bytes.
    const fragments = [START, MORE, START, MORE];
    expect(extents(fragments, 2, { table: offsets(0, 26) })).toEqual([
      [0, 2],
      [2, 4],
    ]);
    // The table is believed against what the fragments look like.
    expect(extents(fragments, 2, { table: offsets(0, 12) })).toEqual([
      [0, 1],
      [1, 4],
    ]);
  });

  it('are not told by a table that leaves the first out', () => {
    expect(extents([START, MORE, START, MORE], 2, { table: offsets(12, 26) })).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });

  it('are told by the extended offset table first', () => {
    const fragments = [START, MORE, START, MORE];
    expect(extents(fragments, 2, { extended: longs(0, 26), table: offsets(0, 12) })).toEqual([
      [0, 2],
      [2, 4],
    ]);
    // One that does not fit is as if it were not there.
    expect(extents(fragments, 2, { extended: longs(0, 2 ** 40) })).toEqual([
      [0, 2],
      [2, 4],
    ]);
    expect(extents(fragments, 2, { extended: longs(0), table: offsets(0, 12) })).toHaveLength(2);
  });

  it('are all of them where there is one frame', () => {
    expect(extents([START, MORE, MORE], 1)).toEqual([[0, 3]]);
    expect(extents([START, MORE, MORE], 1, { table: offsets(99) })).toEqual([[0, 3]]);
  });

  it('are one each where there are as many, with an empty table or a lying one', () => {
    for (const table of [offsets(), offsets(0), offsets(0, 0), offsets(0, 11), offsets(4, 0)]) {
      expect(extents([START, START], 2, { table })).toEqual([
        [0, 1],
        [1, 2],
      ]);
    }
    expect(extents([MORE, MORE], 2, { syntax: SYNTAX.rle })).toHaveLength(2);
  });

  it('begin where a codestream begins where there is no table', () => {
    expect(extents([START, MORE, START, MORE, MORE], 2)).toEqual([
      [0, 2],
      [2, 5],
    ]);
    const j2k = Buffer.of(0xff, 0x4f, 0xff, 0x51);
    expect(extents([j2k, MORE, j2k], 2, { syntax: '1.2.840.10008.1.2.4.90' })).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  it('are not confused by empty ones', () => {
    const none = Buffer.alloc(0);
    expect(extents([none, START, none, START, none], 2)).toEqual([
      [1, 3],
      [3, 5],
    ]);
    expect(extents([MORE, none, MORE], 2, { syntax: SYNTAX.rle })).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  it('are those of fewer frames where fewer are there, and it is clear which', () => {
    expect(extents([START, MORE], 3)).toEqual([[0, 2]]);
    expect(extents([START, MORE], 3, { table: offsets(0) })).toEqual([[0, 2]]);
    expect(extents([MORE, MORE], 3, { syntax: SYNTAX.rle })).toHaveLength(2);
    expect(extents([], 3)).toEqual([]);
    expect(extents([], 1)).toEqual([]);
  });

  it('are refused where they could be told apart in more than one way', async () => {
    // More than declared and no table; a lying table and nothing that begins; a beginning that is none.
    expect(await errorWith([START, START, START], 2)).toBe('fragments-damaged');
    expect(await errorWith([MORE, MORE, MORE], 2, { syntax: SYNTAX.rle })).toBe('fragments-damaged');
    expect(await errorWith([START, MORE, MORE], 2, { table: offsets(0, 5) })).toBe('fragments-damaged');
    expect(await errorWith([MORE, START], 2)).toBe('fragments-damaged');
  });
});

describe('damaged fragments', () => {
  const bytes = imageBytes({ syntax: SYNTAX.rle, pixels: { fragments: [Buffer.alloc(0), START, MORE] } });

  it('are a typed error where an item is none, though the file ends with a delimiter', async () => {
    const damaged = Buffer.from(bytes);
    damaged[bytes.lastIndexOf(MORE) - 8] = 0;
    const file = readPart10(new MemorySource(damaged));
    expect(await errorOf(() => frameTable(file, 2))).toBe('fragments-damaged');
  });

  it('are a typed error where a length passes the end of the file', async () => {
    const damaged = Buffer.from(bytes);
    damaged.writeUInt32LE(0x7fffffff, bytes.lastIndexOf(MORE) - 4);
    const file = readPart10(new MemorySource(damaged));
    expect(await errorOf(() => frameTable(file, 2))).toBe('fragments-damaged');
  });
});

describe('the list of fragments', () => {
  it('reads frames beyond 4 GiB by a table whose 32 bits began at 0 again', () => {
    const size = 3 * 2 ** 30;
    const heads: { at: number; bytes: Uint8Array }[] = [
      { at: 0, bytes: item(offsets(0, size + 8, (2 * size + 16) % 2 ** 32)) },
    ];
    const first = heads[0]?.bytes.length ?? 0;
    for (let i = 0; i < 3; i++) heads.push({ at: first + i * (size + 8), bytes: head(0xfffee000, size) });
    const end = first + 3 * (size + 8);
    const source = new SparseSource(end + 8, [...heads, { at: end, bytes: SEQUENCE_END }]);
    const list = new FragmentList(source, 0, true);
    expect([...(startsOfBasicTable(list) ?? [])]).toEqual([0, 1, 2]);
    expect(list.offsetOf(2)).toBe(first + 2 * (size + 8) + 8);
    expect(source.given).toBeLessThan(100_000);
  });

  it('holds any number of fragments, and joins those of a frame', () => {
    const parts = Array.from({ length: 1000 }, (_, i) => item(Buffer.of(i & 0xff, i >> 8)));
    const source = new MemorySource(Buffer.concat([item(''), ...parts, SEQUENCE_END]));
    const list = new FragmentList(source, 0, true);
    expect(list.size).toBe(1000);
    expect([...list.join(998, 1000, new Uint8Array(0))]).toEqual([230, 3, 231, 3]);
    const memory = new Uint8Array(10);
    expect(list.join(0, 2, memory).buffer).toBe(memory.buffer);
  });

  it('does not join more than a frame may take', async () => {
    const size = 2 ** 29;
    const heads = [0, 1, 2].map((i) => ({ at: 8 + i * (size + 8), bytes: head(0xfffee000, size) }));
    const end = 8 + 3 * (size + 8);
    const places = [{ at: 0, bytes: item('') }, ...heads, { at: end, bytes: SEQUENCE_END }];
    const list = new FragmentList(new SparseSource(end + 8, places), 0, true);
    expect(await errorOf(() => list.join(0, 3, new Uint8Array(0)))).toBe('frame-too-large');
  });
});
