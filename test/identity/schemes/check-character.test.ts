import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alphabetOf,
  type CheckingScheme,
  checkCharacter,
  folded,
  isCovered,
  isValid,
} from '../../../src/identity/schemes/check-character.js';

const DIGITS = '0123456789';
const ALPHANUMERIC = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const SCHEMES: readonly [CheckingScheme, string, string][] = [
  ['iso7064-mod37-2', ALPHANUMERIC, `${ALPHANUMERIC}*`],
  ['damm', DIGITS, DIGITS],
];

const withCheck = (scheme: CheckingScheme, text: string): string => text + checkCharacter(scheme, text);

describe('published check characters', () => {
  it.each([
    // UK Blood Services, Guidelines (Red Book), annex 2: the worked example of ISBT 128.
    ['iso7064-mod37-2', 'G123498654321', 'H'],
    // python-stdnum, the documentation of stdnum.iso7064.mod_37_2.
    ['iso7064-mod37-2', 'G123489654321', 'Y'],
    // ICCBBA ST-001, as a published implementation gives it.
    ['iso7064-mod37-2', 'ABCDE27000069', 'C'],
    // The example with which Damm's method is commonly shown.
    ['damm', '572', '4'],
    // Rosetta Code, task "Damm algorithm".
    ['damm', '11294', '6'],
  ] as const)('of %s: %s has %s', (scheme, text, check) => {
    expect(checkCharacter(scheme, text)).toBe(check);
    expect(isValid(scheme, text + check)).toBe(true);
  });

  it('can be the asterisk in MOD 37-2, which stands nowhere else', () => {
    // 2 × 1 + 36 is congruent to 1.
    expect(checkCharacter('iso7064-mod37-2', '1')).toBe('*');
    expect(isValid('iso7064-mod37-2', '1*')).toBe(true);
    expect(isValid('iso7064-mod37-2', '*1*')).toBe(false);
  });
});

/** Payloads of one and two characters over the whole alphabet, and long ones that reach every weight modulo 37. */
function payloads(alphabet: string): string[] {
  const one = [...alphabet];
  const two = one.flatMap((a) => one.map((b) => a + b));
  const long = one.map((_, i) =>
    Array.from({ length: 40 }, (_, j) => one[(i * 7 + j * 11) % one.length]).join(''),
  );
  return [...one, ...two, ...long];
}

describe.each(SCHEMES)('%s', (scheme, alphabet, checks) => {
  it('catches every single wrong character, by brute force over its alphabet', () => {
    let missed = 0;
    for (const payload of payloads(alphabet)) {
      const id = withCheck(scheme, payload);
      for (let i = 0; i < id.length; i++) {
        for (const wrong of i === id.length - 1 ? checks : alphabet) {
          if (wrong !== id[i] && isValid(scheme, id.slice(0, i) + wrong + id.slice(i + 1))) missed++;
        }
      }
    }
    expect(missed).toBe(0);
  });

  it('catches every transposition of neighbours, the check character among them', () => {
    let missed = 0;
    for (const payload of payloads(alphabet)) {
      const id = withCheck(scheme, payload);
      for (let i = 0; i + 1 < id.length; i++) {
        const [a, b] = [id.charAt(i), id.charAt(i + 1)];
        if (a !== b && isValid(scheme, id.slice(0, i) + b + a + id.slice(i + 2))) missed++;
      }
    }
    expect(missed).toBe(0);
  });

  it('has exactly one check character for each text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 60 }), (text) => {
        expect([...checks].filter((check) => isValid(scheme, text + check))).toEqual([
          checkCharacter(scheme, text),
        ]);
      }),
    );
  });

  it('leaves separators out, but wants the check character at the very end', () => {
    const id = withCheck(scheme, '0712');
    expect(isValid(scheme, `${id.slice(0, 2)}-${id.slice(2, 4)}_.${id.slice(4)}`)).toBe(true);
    for (const separator of '._-') expect(isValid(scheme, id + separator)).toBe(false);
  });

  it('refuses what is empty, too short or not covered', () => {
    for (const text of ['', '-', 'é', 'a b', '1*2', '12 ']) {
      expect(isCovered(scheme, text)).toBe(false);
      expect(() => checkCharacter(scheme, text)).toThrow(RangeError);
    }
    for (const text of ['', '0', '1', '*', '-1', '1é', '12 ']) expect(isValid(scheme, text)).toBe(false);
  });

  it('says what it covers', () => {
    expect(() => checkCharacter(scheme, 'ä')).toThrow(alphabetOf(scheme));
  });
});

describe('what a check character is computed of', () => {
  it('is upper case without separators', () => {
    expect(folded('ab-12_c.D')).toBe('AB12CD');
    expect(checkCharacter('iso7064-mod37-2', 'ab-12')).toBe(checkCharacter('iso7064-mod37-2', 'AB12'));
  });

  it('folds no letters but a to z: others stay, and are refused', () => {
    expect(folded('ß\u0131ä')).toBe('ß\u0131ä');
    expect(isCovered('iso7064-mod37-2', 'A\u0131')).toBe(false);
  });

  it('has no letters in Damm', () => {
    expect(isCovered('damm', '12A')).toBe(false);
    expect(isValid('damm', 'A5724')).toBe(false);
  });
});
