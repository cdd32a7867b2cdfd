import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPersonName, parsePersonName } from '../../../src/dicom/values/person-name.js';

const EMPTY = { family: '', given: '', middle: '', prefix: '', suffix: '' };

describe('parsePersonName', () => {
  it('reads the five components', () => {
    expect(parsePersonName('Adams^John Robert Quincy^^Rev.^B.A. M.Div.')).toEqual({
      alphabetic: {
        ...EMPTY,
        family: 'Adams',
        given: 'John Robert Quincy',
        prefix: 'Rev.',
        suffix: 'B.A. M.Div.',
      },
    });
  });

  it('reads the three component groups', () => {
    expect(parsePersonName('Yamada^Tarou=山田^太郎=やまだ^たろう')).toEqual({
      alphabetic: { ...EMPTY, family: 'Yamada', given: 'Tarou' },
      ideographic: { ...EMPTY, family: '山田', given: '太郎' },
      phonetic: { ...EMPTY, family: 'やまだ', given: 'たろう' },
    });
  });

  it('leaves out groups that are absent or empty', () => {
    expect(parsePersonName('=山田')).toEqual({ ideographic: { ...EMPTY, family: '山田' } });
    expect(parsePersonName('A^^^^==^')).toEqual({ alphabetic: { ...EMPTY, family: 'A' } });
    expect(parsePersonName('')).toEqual({});
    expect(parsePersonName(' ^ ')).toEqual({});
  });

  it('takes a name without delimiters for the family name', () => {
    expect(parsePersonName('PHANTOM QA ')).toEqual({ alphabetic: { ...EMPTY, family: 'PHANTOM QA' } });
  });

  it('keeps a sixth component and a fourth group', () => {
    expect(parsePersonName('A^B^C^D^E^F').alphabetic?.suffix).toBe('E^F');
    expect(parsePersonName('A=B=C=D').phonetic?.family).toBe('C=D');
  });
});

describe('formatPersonName', () => {
  it('leaves out what trails empty, and only that', () => {
    expect(formatPersonName(parsePersonName('A^B^^^'))).toBe('A^B');
    expect(formatPersonName(parsePersonName('^B==='))).toBe('^B');
    expect(formatPersonName(parsePersonName('==や'))).toBe('==や');
    expect(formatPersonName({})).toBe('');
  });

  it('gives a name that reads as the one it came from', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '山', ' ', '^', '=') });
    fc.assert(
      fc.property(text, (value) => {
        const name = parsePersonName(value);
        const written = formatPersonName(name);
        expect(formatPersonName(parsePersonName(written))).toBe(written);
        expect(written.replace(/[ ^=]/g, '')).toBe(value.replace(/[ ^=]/g, ''));
      }),
    );
  });
});
