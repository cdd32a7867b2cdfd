import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import {
  anyOf,
  descriptionPattern,
  entryName,
  namePattern,
  wordsOf,
} from '../../../../src/rules/protocol/init/description.js';

function fits(pattern: string, text: string): boolean {
  return RE2JS.compile(pattern.slice(1, -2), RE2JS.CASE_INSENSITIVE).matcher(text).find();
}

describe('the pattern of a description', () => {
  const general = anyOf([descriptionPattern('T1_mprage sag-2', 'general') ?? '']);

  it('lets case, blanks, underscores and numbers that stand alone differ', () => {
    for (const text of ['T1_mprage sag-2', 't1 MPRAGE_sag 14', 'T1mpragesag2'])
      expect(fits(general, text)).toBe(true);
  });

  it('keeps numbers that belong to a word, and the whole of the text', () => {
    for (const text of ['T2_mprage sag-2', 'T1_mprage sag-2 post', 'T1_mprage sag-b'])
      expect(fits(general, text)).toBe(false);
  });

  it('is closer where it has to be: numbers are as they are', () => {
    const specific = anyOf([descriptionPattern('run 2', 'specific') ?? '']);
    expect(fits(specific, 'RUN_2')).toBe(true);
    expect(fits(specific, 'run 3')).toBe(false);
  });

  it('takes literally what means something in a pattern', () => {
    const odd = 'a.b*c+d?(e)[f]{g}|h^i$j\\k/l&m~n#o%p';
    const pattern = anyOf([descriptionPattern(odd, 'general') ?? '']);
    expect(fits(pattern, odd)).toBe(true);
    expect(fits(pattern, odd.replace('.', 'x'))).toBe(false);
  });

  it('lets anything stand where a name was taken out', () => {
    const pattern = anyOf([descriptionPattern('*** t2', 'general') ?? '']);
    expect(fits(pattern, 'Somebody t2')).toBe(true);
    expect(fits(pattern, 't2')).toBe(true);
  });

  it('is none where nothing is left to know a series by', () => {
    for (const text of ['', '   ', '***', '-/-']) expect(descriptionPattern(text, 'general')).toBeUndefined();
  });

  it('of several fits each of them, and not a mixture', () => {
    const pattern = anyOf(['t1', 't2', 't1']);
    expect(pattern).toBe('/^(?:t1|t2)$/i');
    expect(fits(pattern, 't1t2')).toBe(false);
  });
});

describe('the pattern of a name', () => {
  it('is the name in any case', () => {
    expect(namePattern('*tfl3d1_16')).toBe('/^\\*tfl3d1\\_16$/i');
    expect(fits(namePattern('*tfl3d1_16'), '*TFL3D1_16')).toBe(true);
    expect(fits(namePattern('*tfl3d1_16'), '*tfl3d1_16ns')).toBe(false);
  });
});

describe('words of a description', () => {
  it('are told apart where letters and numbers meet, but T1 stays T1', () => {
    expect([...wordsOf('T1W_3D_b1000 *** sag')]).toEqual(['t1', 'w', '3', 'd', 'b', '1000', 'sag']);
  });
});

describe('the name of an entry', () => {
  it('is made of the description: lower case, without what was taken out', () => {
    expect(entryName('t1_mprage SAG *** p2', 'MR')).toBe('t1_mprage_sag_p2');
  });

  it('begins with a letter, is not long, and is the modality where there is nothing else', () => {
    expect(entryName('3D T1', 'MR')).toBe('mr_3d_t1');
    expect(entryName('***', 'CT')).toBe('ct');
    expect(entryName(`${'a'.repeat(39)} bcd`, 'MR')).toBe('a'.repeat(39));
  });
});
