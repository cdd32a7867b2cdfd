import { describe, expect, it } from 'vitest';
import { fitsInId, patternFaults, patternParts } from '../../../src/identity/schemes/pattern-parts.js';

describe('patternParts', () => {
  it('gives text and placeholders in their order', () => {
    expect(patternParts('X{site}-{sequence:4}.{check}')).toEqual([
      { kind: 'text', text: 'X' },
      { kind: 'site' },
      { kind: 'text', text: '-' },
      { kind: 'sequence', digits: 4 },
      { kind: 'text', text: '.' },
      { kind: 'check' },
    ]);
  });

  it.each(['', 'a b', '{sequence}', '{sequence:0}', '{sequence:10}', '{visit}', '{{site}', 'ä{site}', 'a*'])(
    'gives nothing for %j',
    (pattern) => {
      expect(patternParts(pattern)).toBeUndefined();
    },
  );
});

describe('patternFaults', () => {
  it.each([
    ['{site}-{sequence:4}-{check}', 'iso7064-mod37-2'],
    ['S{sequence:9}', 'none'],
    ['10-{sequence:4}{check}', 'damm'],
  ] as const)('finds nothing in %s with %s', (pattern, check) => {
    expect(patternFaults(pattern, check)).toEqual([]);
  });

  it.each([
    ['S{site}', 'none', 'needs {sequence:N} once, with N from 1 to 9'],
    ['{sequence:2}-{sequence:2}', 'none', 'needs {sequence:N} once, with N from 1 to 9'],
    ['{site}{site}{sequence:2}', 'none', 'has {site} more than once'],
    ['{sequence:2}{check}{check}', 'damm', 'has {check} more than once'],
    ['{check}{sequence:2}', 'damm', 'must end with {check}: what stands behind it would not be covered'],
    ['{sequence:2}{check}-', 'damm', 'must end with {check}: what stands behind it would not be covered'],
    ['{sequence:2}{check}', 'none', 'has {check}, but no scheme of check characters is set'],
    ['{sequence:2}', 'damm', "needs {check} for the scheme 'damm'"],
    ['S{sequence:2}{check}', 'damm', "holds characters that 'damm' does not cover: it covers digits"],
    ['{sequence:2} ', 'none', 'may hold only letters A-Z, digits, . _ - and {site}, {sequence:N}, {check}'],
  ] as const)('finds in %s with %s that it %s', (pattern, check, fault) => {
    expect(patternFaults(pattern, check)).toEqual([fault]);
  });

  it('tells several faults of one pattern', () => {
    expect(patternFaults('{site}{site}', 'damm')).toHaveLength(3);
  });
});

describe('a site in an ID', () => {
  it.each([
    ['01', 'damm', true],
    ['0-1', 'damm', true],
    ['A1', 'damm', false],
    ['a1', 'iso7064-mod37-2', true],
    ['--', 'iso7064-mod37-2', false],
    ['--', 'none', true],
    ['Zürich', 'none', false],
    ['St. Anna', 'none', false],
    ['', 'none', false],
  ] as const)('%j with %s: %s', (site, check, fits) => {
    expect(fitsInId(site, check)).toBe(fits);
  });
});
