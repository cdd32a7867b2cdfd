import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyPatterns } from '../../../../src/rules/deid/private/key-patterns.js';
import { isPlainNumber } from '../../../../src/rules/deid/private/plain-number.js';

describe('KeyPatterns', () => {
  const keys = new KeyPatterns(['lContrasts', 'alTR[*]', 'sKSpace.*', 'a*b*c']);

  it.each(['lContrasts', 'alTR[0]', 'alTR[127]', 'sKSpace.ucDimension', 'abc', 'aXbbXcc'])(
    'has %s',
    (key) => {
      expect(keys.has(key)).toBe(true);
      expect(keys.has(key)).toBe(true);
    },
  );

  it.each(['lContrastsX', 'xlContrasts', 'alTR', 'alTR.size', 'sKSpaceX', 'ab', 'acb', ''])(
    'has not %s',
    (key) => {
      expect(keys.has(key)).toBe(false);
    },
  );

  it('takes a dot and brackets for what they are', () => {
    expect(keys.has('sKSpacexucDimension')).toBe(false);
    expect(keys.has('alTR0')).toBe(false);
  });

  it('names only what stands letter by letter', () => {
    expect(keys.isNamed('lContrasts')).toBe(true);
    expect(keys.isNamed('alTR[0]')).toBe(false);
  });

  it('agrees with a regular expression', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(piece, text, (pattern, key) => {
        const wanted = new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(key);
        expect(new KeyPatterns([pattern]).has(key)).toBe(wanted);
      }),
    );
  });

  it('stays quick with many stars', () => {
    const slow = new KeyPatterns([`${'*a'.repeat(60)}*b`]);
    expect(slow.has('a'.repeat(3000))).toBe(false);
  });

  it('answers right after more keys than it remembers', () => {
    for (let at = 0; at < 20_002; at++) keys.has(`x${at}`);
    expect(keys.has('alTR[5]')).toBe(true);
  });
});

describe('isPlainNumber', () => {
  it.each(['0', '-1.5', '+0', '1e-06', '0x14b44b6', '123262369', '20189999', '18991231'])(
    'takes %s',
    (text) => {
      expect(isPlainNumber(text)).toBe(true);
    },
  );

  it.each([
    '20180502',
    '19700101',
    'JANE',
    '',
    '1 2',
    '0x',
    '1,5',
    '20180502 ',
    '20180502.0',
    '-20180502',
    '0x133ee16',
    '20180502123717',
  ])('refuses %s', (text) => {
    expect(isPlainNumber(text)).toBe(false);
  });
});
