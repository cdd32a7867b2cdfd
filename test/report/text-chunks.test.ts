import { describe, expect, it } from 'vitest';
import { inChunks, isRows, jsonLine } from '../../src/report/text-chunks.js';

describe('text in chunks', () => {
  it('loses nothing, and hands on pieces of a bounded length', () => {
    const pieces = Array.from({ length: 5000 }, (_, i) => `row ${i}\n`.repeat(10));
    const chunks = [...inChunks(pieces)];
    expect(chunks.join('')).toBe(pieces.join(''));
    expect(chunks.length).toBeGreaterThan(5);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(66 * 1024);
  });

  it('is nothing for nothing', () => {
    expect([...inChunks([])]).toEqual([]);
    expect([...inChunks(['', ''])]).toEqual([]);
  });
});

describe('a JSON line', () => {
  it('is null for what JSON has no word for', () => {
    expect(jsonLine(undefined)).toBe('null');
    expect(jsonLine(Number.NaN)).toBe('null');
  });

  it('reads back as it was', () => {
    const value = { a: '\u0085\u009b\u2067\n"' };
    expect(JSON.parse(jsonLine(value))).toEqual(value);
    expect(jsonLine(value)).toBe('{"a":"\\u0085\\u009b\\u2067\\n\\""}');
  });
});

it('takes arrays and other iterables for rows, but no text and no object', () => {
  expect([[], new Set(), new Map()].map(isRows)).toEqual([true, true, true]);
  expect(['text', {}, null, undefined, 3].map(isRows)).toEqual([false, false, false, false, false]);
});
