import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HiddenLine } from '../../src/cli/hidden-line.js';

/** The line after the keys, and what state it is in. */
function typed(keys: string, size = Number.MAX_SAFE_INTEGER): [string, string] {
  const line = new HiddenLine();
  const bytes = Buffer.from(keys);
  let state = 'more';
  for (let at = 0; at < bytes.length && state === 'more'; at += size) {
    line.feed(bytes.subarray(at, at + size));
    state = line.advance();
  }
  return [line.text, state];
}

const printable = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .filter((text) => !/[\p{Cc}\u{fffd}]/u.test(text));

describe('a line that is typed unseen', () => {
  it.each([
    ['Enter', 'abc\r', 'abc', 'done'],
    ['a line feed', 'abc\n', 'abc', 'done'],
    ['Ctrl-C', 'abc\u0003', 'abc', 'interrupted'],
    ['Ctrl-D, typed text or not', 'abc\u0004', 'abc', 'ended'],
    ['no end yet', 'abc', 'abc', 'more'],
  ])('is ended by %s', (_, keys, text, state) => {
    expect(typed(keys)).toEqual([text, state]);
  });

  it.each([
    ['backspace', 'abcd\u007f\u007fx', 'abx'],
    ['the other backspace', 'abc\bx', 'abx'],
    ['backspace over a letter with its accents', 'abe\u0301\u007f', 'ab'],
    ['backspace over a character beyond the basic plane', 'a😀\u007f', 'a'],
    ['backspace at the beginning', '\u007f\u007fa', 'a'],
    ['Ctrl-U', 'wrong\u0015right', 'right'],
  ])('is corrected by %s', (_, keys, text) => {
    expect(typed(keys)[0]).toBe(text);
  });

  it.each([
    ['arrow keys', 'a\u001b[Db\u001bOCc', 'abc'],
    ['keys with parameters', 'a\u001b[3~b\u001b[1;5Cc', 'abc'],
    ['the Escape key alone', 'a\u001bb', 'ab'],
    ['Tab and Ctrl-Z', 'a\tb\u001ac', 'abc'],
  ])('takes no text from %s', (_, keys, text) => {
    expect(typed(keys)[0]).toBe(text);
  });

  it('can be left in the middle of an escape sequence', () => {
    expect(typed('a\u001b[\u0003')[1]).toBe('interrupted');
    expect(typed('a\u001bO\r')[1]).toBe('done');
  });

  it('keeps what was typed beyond its end for the next line', () => {
    const line = new HiddenLine();
    line.feed(Buffer.from('one\rtwo\rthr'));
    const lines = [line.advance(), line.text];
    line.clear();
    expect([...lines, line.advance(), line.text]).toEqual(['done', 'one', 'done', 'two']);
  });

  it('is what was typed, however the bytes are cut', () => {
    fc.assert(
      fc.property(printable, fc.integer({ min: 1, max: 5 }), (text, size) => {
        expect(typed(`${text}\r`, size)).toEqual([text, 'done']);
      }),
    );
  });

  it('is nothing after as many backspaces as letters', () => {
    fc.assert(
      fc.property(printable, (text) => {
        expect(typed(text + '\u007f'.repeat(text.length))).toEqual(['', 'more']);
      }),
    );
  });
});
