import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packVr } from '../../../../src/dicom/vr.js';
import { fitsVr } from '../../../../src/rules/deid/dummy/fits-vr.js';

const fits = (vr: string, text: string): boolean => fitsVr(packVr(vr), text);

describe('fitsVr', () => {
  it.each([
    ['AE', 'STORE 1'],
    ['AS', '045Y'],
    ['CS', 'A_B 1'],
    ['DA', '20200229'],
    ['DS', '-1.5E+3'],
    ['DT', '2020'],
    ['DT', '20200310120000.5+0100'],
    ['FD', '1e300'],
    ['FL', '-0.5'],
    ['IS', '-2147483647'],
    ['LO', 'a'.repeat(64)],
    ['LT', 'two\r\nlines, and a \\'],
    ['PN', 'Roe^Jane=山田^太郎'],
    ['SH', 'a'.repeat(16)],
    ['SS', '-32768'],
    ['ST', 'text'],
    ['SV', '-9223372036854775808'],
    ['TM', '1200'],
    ['UC', 'a'.repeat(5000)],
    ['UI', '1.2.840.10008.1.2'],
    ['UL', '4294967295'],
    ['UR', 'https://example.org/a'],
    ['US', '65535'],
    ['UT', 'text\tand more'],
    ['UV', '18446744073709551615'],
  ])('takes %s %j', (vr, text) => {
    expect(fits(vr, text)).toBe(true);
  });

  it.each([
    ['AE', '    '],
    ['AE', 'a\\b'],
    ['AE', 'a'.repeat(17)],
    ['AS', '45Y'],
    ['CS', 'lower'],
    ['DA', '2020.03.10'],
    ['DA', '20200230'],
    ['DS', 'one'],
    ['DS', '1.00000000000000001'],
    ['DT', '20203'],
    ['FL', '1e300'],
    ['FD', ''],
    ['IS', '1.5'],
    ['IS', '99999999999'],
    ['LO', 'a'.repeat(65)],
    ['LO', 'a\\b'],
    ['LO', 'a\nb'],
    ['LT', 'a\u0000b'],
    ['PN', 'a=b=c=d'],
    ['PN', 'a'.repeat(65)],
    ['SH', ''],
    ['SS', '-32769'],
    ['TM', '12:00'],
    ['UI', '01.2'],
    ['UI', '1.02'],
    ['UR', 'a b'],
    ['US', '-1'],
    ['US', '1.5'],
    ['OB', 'x'],
    ['UN', 'x'],
    ['SQ', 'x'],
    ['ZZ', 'x'],
  ])('refuses %s %j', (vr, text) => {
    expect(fits(vr, text)).toBe(false);
  });

  it('answers whatever the text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('LO', 'DS', 'UI', 'PN', 'US', 'FD', 'DT'),
        fc.string({ unit: 'binary' }),
        (vr, text) => {
          expect(typeof fits(vr, text)).toBe('boolean');
        },
      ),
    );
  });
});
