import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collapsed, folded, foldedSpelt, uniform } from '../../../src/dicom/values/fold.js';

/** Every character but surrogates and private ones. */
const CHARACTERS = Array.from({ length: 0x2fa20 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xf8ff)
  .map((code) => String.fromCodePoint(code));

describe('folding', () => {
  it.each([
    ['Müller', 'muller', 'mueller', 'muller'],
    ['MU\u0308LLER', 'muller', 'mueller', 'muller'],
    ['Mueller', 'mueller', 'mueller', 'muller'],
    ['Weiß', 'weiss', 'weiss', 'weiss'],
    ['WEIẞ', 'weiss', 'weiss', 'weiss'],
    ['Åse', 'ase', 'aase', 'ase'],
    ['Sørensen', 'sorensen', 'soerensen', 'sorensen'],
    ['Ǿrsted', 'orsted', 'orsted', 'orsted'],
    ['Æsa', 'aesa', 'aesa', 'asa'],
    ['Þóra', 'thora', 'thora', 'thora'],
    ['Łoś', 'los', 'los', 'los'],
    ['IŞIK', 'isik', 'isik', 'isik'],
    ['İnci', 'inci', 'inci', 'inci'],
    ['ﾔﾏﾀﾞ', 'ヤマダ', 'ヤマダ', 'ヤマダ'],
    ['やまだ', 'ヤマダ', 'ヤマダ', 'ヤマダ'],
    ['한글', '한글', '한글', '한글'],
    ['葛\u{e0100}', '葛', '葛', '葛'],
  ])('writes %s as %s, spelt %s, collapsed %s', (text, plain, spelt, least) => {
    expect(folded(text)).toBe(plain);
    expect(foldedSpelt(text)).toBe(spelt);
    expect(collapsed(text)).toBe(least);
  });

  it('changes nothing when it is done again, whatever the character', () => {
    const changed = CHARACTERS.filter((character) => {
      const [one, plain] = [uniform(character), folded(character)];
      return uniform(one) !== one || folded(plain) !== plain;
    });
    expect(changed).toEqual([]);
  });

  it('changes nothing when it is done again, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(folded(folded(text))).toBe(folded(text));
      }),
    );
  });

  it('makes of both Unicode forms and of both cases one', () => {
    const letters = fc.constantFrom(...'aäáåǻöøǿüűñçšžđłßæœзйёґабвαάήقゃがぱ한');
    fc.assert(
      fc.property(fc.array(letters), (parts) => {
        const text = parts.join('');
        for (const fold of [folded, foldedSpelt, collapsed]) {
          expect(fold(text.normalize('NFD'))).toBe(fold(text));
          expect(fold(text.toUpperCase())).toBe(fold(text));
        }
      }),
    );
  });
});
