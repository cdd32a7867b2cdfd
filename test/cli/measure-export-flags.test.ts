import { describe, expect, it } from 'vitest';
import { assertImages, toleranceShare } from '../../src/cli/measure-export-flags.js';
import { UsageError } from '../../src/cli/usage-error.js';

describe('the flags of measure-export', () => {
  it.each([
    ['1%', 0.01],
    ['0.5%', 0.005],
    ['0', 0],
    ['0%', 0],
    [' 100% ', 1],
  ])('takes a tolerance of %s', (text, share) => {
    expect(toleranceShare(text)).toBeCloseTo(share, 12);
  });

  it.each(['', '1', '0.01', '-1%', '101%', '1 %%', 'NaN%', '1e2%', '1,5%', '%'])(
    'refuses a tolerance of %j with what to give',
    (text) => {
      expect(() => toleranceShare(text)).toThrow(UsageError);
      expect(() => toleranceShare(text)).toThrow(/percentage from 0% to 100%/);
    },
  );

  it('refuses folders of images without a name, and standard input', () => {
    expect(() => assertImages({ images: [''] })).toThrow(UsageError);
    expect(() => assertImages({ images: ['-'] })).toThrow(/for PATH alone/);
    expect(() => assertImages({ images: ['scans'] })).not.toThrow();
    expect(() => assertImages({ images: undefined })).not.toThrow();
  });
});
