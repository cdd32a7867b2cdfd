import { describe, expect, it } from 'vitest';
import { assertPatterns, assertPlotted, referenceChoice } from '../../src/cli/qc-motion-flags.js';
import { UsageError } from '../../src/cli/usage-error.js';

describe('--reference', () => {
  it.each(['first', 'middle', 'median'])('may be %s', (name) => {
    expect(referenceChoice(name)).toBe(name);
  });

  it('may be the number of a volume, from 0', () => {
    expect(['0', '7', '007', '999999'].map(referenceChoice)).toEqual([0, 7, 7, 999_999]);
  });

  it.each(['', 'last', 'First', '-1', '1.5', '1e3', ' 1', '1234567', '٣'])('is refused as %j', (text) => {
    expect(() => referenceChoice(text)).toThrow(UsageError);
    expect(() => referenceChoice(text)).toThrow('first, middle, median or the number of a volume');
  });
});

describe('--series', () => {
  it('is any pattern that may fit a description, or not given at all', () => {
    expect(() => assertPatterns({ series: ['5', '[', '*', 'ep2d*'] })).not.toThrow();
    expect(() => assertPatterns({ series: undefined })).not.toThrow();
  });

  it.each([[''], ['  '], ['a'.repeat(257)], ['a'.repeat(70_000)]])('is refused where it is none', (glob) => {
    expect(() => assertPatterns({ series: ['5', glob] })).toThrow(UsageError);
    const told = expect.stringMatching(/^.{10,60}$/);
    expect(() => assertPatterns({ series: [glob] })).toThrow(expect.objectContaining({ message: told }));
  });
});

describe('--thumbnails', () => {
  it('needs a folder for plots, which has a name', () => {
    expect(() => assertPlotted({ plots: 'plots', thumbnails: true })).not.toThrow();
    expect(() => assertPlotted({ plots: undefined, thumbnails: false })).not.toThrow();
    expect(() => assertPlotted({ plots: undefined, thumbnails: true })).toThrow('--thumbnails needs --plots');
    expect(() => assertPlotted({ plots: '', thumbnails: false })).toThrow('the name of a folder');
  });
});
