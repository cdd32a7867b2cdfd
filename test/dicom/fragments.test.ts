import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src/dicom/byte-source.js';
import { walkFragments } from '../../src/dicom/fragments.js';
import { codeOf, head, item, SEQUENCE_END, ShortReads, UNDEFINED } from './bytes.js';

const before = Buffer.alloc(5);
const three = Buffer.concat([before, item(''), item('abcd'), item(Buffer.alloc(9000)), SEQUENCE_END]);

describe('encapsulated fragments', () => {
  it('are counted up to their delimiter, wherever they begin', () => {
    const end = three.length;
    expect(walkFragments(new MemorySource(three), 5, { littleEndian: true })).toEqual({
      end,
      contentEnd: end - 8,
      fragments: 3,
    });
  });

  it('are told one by one, the offset table first: where each value lies and how long it is', () => {
    const seen: number[][] = [];
    const visit = (offset: number, length: number) => seen.push([offset, length]);
    walkFragments(new MemorySource(three), 5, { littleEndian: true, visit });
    expect(seen).toEqual([
      [13, 0],
      [21, 4],
      [33, 9000],
    ]);
  });

  it('are not read when they are large, and read together when they are small', () => {
    const large = new ShortReads(Buffer.concat([item(Buffer.alloc(1_000_000)), SEQUENCE_END]));
    walkFragments(large, 0, { littleEndian: true });
    expect(large.given).toBeLessThan(10_000);
    const small = new ShortReads(
      Buffer.concat([...Array.from({ length: 5000 }, () => item('ab')), SEQUENCE_END]),
    );
    expect(walkFragments(small, 0, { littleEndian: true }).fragments).toBe(5000);
    expect(small.given).toBeLessThan(small.size * 1.1);
  });

  it('are found with reads of a byte each', () => {
    expect(walkFragments(new ShortReads(three, 1), 5, { littleEndian: true }).fragments).toBe(3);
  });

  it('are found in big endian', () => {
    const bytes = Buffer.from('fffee00000000002' + '6162' + 'fffee0dd00000000', 'hex');
    const extent = walkFragments(new MemorySource(bytes), 0, { littleEndian: false });
    expect(extent).toEqual({ end: 18, contentEnd: 10, fragments: 1 });
  });

  it.each([
    ['nothing follows the last', Buffer.concat([item('abcd')]), 'truncated-pixel-data'],
    [
      'the delimiter is cut',
      Buffer.concat([item('abcd'), SEQUENCE_END.subarray(0, 7)]),
      'truncated-pixel-data',
    ],
    [
      'a fragment passes the end',
      Buffer.concat([head(0xfffee000, 20), Buffer.alloc(19)]),
      'truncated-pixel-data',
    ],
    ['something is no item', Buffer.concat([item('abcd'), head(0x00100010, 0)]), 'damaged-sequence'],
    [
      'a fragment has no length',
      Buffer.concat([head(0xfffee000, UNDEFINED), SEQUENCE_END]),
      'damaged-sequence',
    ],
  ])('are refused when %s', (_, bytes, code) => {
    expect(codeOf(() => walkFragments(new MemorySource(bytes), 0, { littleEndian: true }))).toBe(code);
  });

  it('are refused when they pass the item that holds them', () => {
    const source = new MemorySource(Buffer.concat([item('abcd'), SEQUENCE_END]));
    expect(codeOf(() => walkFragments(source, 0, { littleEndian: true, limit: 11 }))).toBe(
      'damaged-sequence',
    );
    expect(codeOf(() => walkFragments(source, 0, { littleEndian: true, limit: 19 }))).toBe(
      'damaged-sequence',
    );
    expect(codeOf(() => walkFragments(source, 0, { littleEndian: true, limit: 20 }))).toBe('read');
  });
});
