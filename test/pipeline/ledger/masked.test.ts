import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masked } from '../../../src/pipeline/ledger/masked.js';

describe('words that are told of', () => {
  it.each([
    ['the study 1.2.826.0.1.3680043.8.498.1 came', 'the study *** came'],
    ['2.25.329800735698586629295641978511506172918.', '***.'],
    ['it lies at /media/CD of Anna Doe/IM 1', 'it lies at ***'],
    ['(/media/x', '(***'],
    ['see C:\\CDs\\Doe', 'see ***'],
    ['see \\\\pacs\\Doe', 'see ***'],
  ])('lose UIDs and paths: %s', (text, told) => {
    expect(masked(text)).toBe(told);
  });

  it.each([
    'T1/T2 and/or 3 mm/s, 1/2',
    '/s',
    'syngo 11.0.0.1, 21 CFR 11.10(e), PS3.15 E.3.6',
    '1.2.840.10008.5.1.4.1.1.4',
    '1.2.840.10008.1.2.4.90.',
    '10:03, 0.5\\0.5',
  ])('keep what is neither: %s', (text) => {
    expect(masked(text)).toBe(text);
  });

  it('hold no UID of any root, wherever it stands', () => {
    const part = fc.integer({ min: 0, max: 1e9 }).map(String);
    const uid = fc.tuple(fc.constantFrom('1.2.276', '1.3.12', '2.16.840'), fc.array(part, { minLength: 4 }));
    fc.assert(
      fc.property(uid, fc.constantFrom('', ' ', '(', '"', 'uid='), ([root, parts], before) => {
        const text = [root, ...parts].join('.');
        expect(masked(`${before}${text}, and on`)).toBe(`${before}***, and on`);
      }),
    );
  });
});
