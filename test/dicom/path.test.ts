import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PathError, parsePath } from '../../src/dicom/path.js';

describe('an attribute path', () => {
  it('is a keyword, or keywords with numbered items between', () => {
    expect(parsePath('PatientID')).toEqual([{ keyword: 'PatientID' }]);
    expect(parsePath('A[0].B[12].C')).toEqual([
      { keyword: 'A', item: 0 },
      { keyword: 'B', item: 12 },
      { keyword: 'C' },
    ]);
  });

  it.each([
    '',
    '.',
    'A.',
    '.A',
    'A[0]B',
    'A[]',
    'A[-1]',
    'A[x]',
    '0A',
    'A B',
    'A[0',
    'A[9999999999]',
    '(0010,0010)',
  ])('is not `%s`', (path) => {
    expect(() => parsePath(path)).toThrow(PathError);
  });

  it('is parsed or refused, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          const steps = parsePath(text);
          expect(steps.map(({ keyword }) => keyword).join('')).toBe(text.replace(/\[\d+\]|\./g, ''));
        } catch (error) {
          expect(error).toMatchObject({ code: 'malformed-path' });
        }
      }),
    );
  });
});
