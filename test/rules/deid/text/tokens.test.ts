import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAscii, levelled } from '../../../../src/rules/deid/text/levelled.js';
import { isUnspaced, tokensOf } from '../../../../src/rules/deid/text/tokens.js';

const words = (text: string): string[] =>
  tokensOf(text).map((token) => (token.glued ? '+' : '') + token.folded);

describe('the tokens of a text', () => {
  it.each([
    ['T1 axial', ['t', '+1', 'axial']],
    ['JohnSmith01', ['john', '+smith', '+01']],
    ['MRSmith', ['mr', '+smith']],
    ['SMITH_JOHN', ['smith', 'john']],
    ['McDonald', ['mc', '+donald']],
    ['ÄrztinÖzil', ['arztin', '+ozil']],
    ['ÅSE', ['ase']],
    ['S\u00adMITH', ['s', '+mith']],
    ['山田CT', ['山', '+田', '+ct']],
    ['ﾀﾞﾅ', ['ダ', '+ナ']],
    ['김철수', ['김', '+철', '+수']],
    ['12.5mm', ['12', '5', '+mm']],
    ['X\u030cAB', ['x', '+ab']],
    ['', []],
    [' -_. ', []],
  ])('of %j are %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('spell umlauts out, too', () => {
    expect(tokensOf('Müller').map((token) => token.spelt)).toEqual(['mueller']);
  });

  it('tell digits', () => {
    expect(tokensOf('a1 ٣').map((token) => token.isDigits)).toEqual([false, true, true]);
  });

  it('cover every letter and digit once, in order', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
        const composed = text.normalize('NFC');
        let at = 0;
        for (const { start, end } of tokensOf(composed)) {
          expect(composed.slice(at, start)).not.toMatch(/[\p{L}\p{N}]/u);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(composed.slice(at)).not.toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });
});

describe('a script without blanks', () => {
  it.each(['山', 'やまだ', '김', 'สมชาย'])('is that of %s', (text) => {
    expect(isUnspaced(text)).toBe(true);
  });

  it.each(['Smith', 'Иванов', 'Ελένη', 'שרון', 'نزار', ''])('is not that of %s', (text) => {
    expect(isUnspaced(text)).toBe(false);
  });
});

describe('a levelled text', () => {
  it.each([
    ['２０２０－０３－０１', '2020-03-01'],
    ['٢٠٢٠', '2020'],
    ['۱۹۶۱', '1961'],
    ['ｊａｎｅ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'jane@example.org'],
    ['12\u00a0March\u20132020', '12 March-2020'],
    ['Müller', 'Müller'],
  ])('of %s is %s', (text, expected) => {
    expect(levelled(text)).toBe(expected);
  });

  it('has every character at its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const level = levelled(text);
        expect(level.length).toBe(text.length);
        if (isAscii(text)) expect(level).toBe(text);
      }),
    );
  });
});
