import { describe, expect, it } from 'vitest';
import { FIRST_WINDOW, HeaderWindow, MAX_HEADER_BYTES } from '../../src/dicom/header-window.js';
import { codeOf, ShortReads, SparseSource } from './bytes.js';

const counting = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);

describe('a header window', () => {
  it('reads 64 KiB first and no more than it is asked for by twice', () => {
    const source = new ShortReads(counting);
    const window = new HeaderWindow(source);
    expect(window.ensure(8)).toBe(true);
    expect(source.given).toBe(FIRST_WINDOW);
    expect(window.ensure(FIRST_WINDOW)).toBe(true);
    expect(source.given).toBe(FIRST_WINDOW);
    expect(window.ensure(FIRST_WINDOW + 1)).toBe(true);
    expect(source.given).toBe(counting.length);
    expect(window.bytes.subarray(0, window.filled)).toEqual(counting);
  });

  it('says when the file ends before, and holds what there is', () => {
    const window = new HeaderWindow(new ShortReads(counting.subarray(0, 10), 3));
    expect(window.ensure(11)).toBe(false);
    expect(window.filled).toBe(10);
    expect(window.view.getUint8(9)).toBe(9);
  });

  it('believes a source that ends before its size says', () => {
    const source = { size: 1000, read: (): number => 0 };
    const window = new HeaderWindow(source);
    expect(window.ensure(8)).toBe(false);
    expect(window.filled).toBe(0);
  });

  it('leaves bytes out: what follows them comes after what was there before', () => {
    const window = new HeaderWindow(new ShortReads(counting));
    window.ensure(100);
    window.skip(50, 70_000);
    expect(window.delta).toBe(70_000);
    expect(window.ensure(60)).toBe(true);
    expect([...window.bytes.subarray(48, 52)]).toEqual([48, 49, 70_050, 70_051].map((at) => counting[at]));
    expect(window.ensure(30_000)).toBe(true);
    expect(window.ensure(30_001)).toBe(false);
  });

  it('works in memory that it is given, and leaves it when it grows too small', () => {
    const scratch = new Uint8Array(FIRST_WINDOW);
    const window = new HeaderWindow(new ShortReads(counting), scratch);
    window.ensure(8);
    expect(window.bytes).toBe(scratch);
    window.ensure(FIRST_WINDOW + 1);
    expect(window.bytes).not.toBe(scratch);
    expect(window.bytes.subarray(0, FIRST_WINDOW)).toEqual(scratch);
  });

  it('takes no memory for more than a header may have', () => {
    const window = new HeaderWindow(new SparseSource(2 ** 40, []));
    expect(codeOf(() => window.ensure(MAX_HEADER_BYTES + 1))).toBe('header-too-large');
    expect(window.bytes.length).toBe(FIRST_WINDOW);
  });
});
