import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { type CommonFlags, commonOptions } from '../../src/cli/common-flags.js';
import { UsageError } from '../../src/cli/usage-error.js';

const flags = (given: Partial<CommonFlags> = {}) =>
  ({
    json: false,
    ndjson: false,
    quiet: false,
    identifiers: false,
    'hash-paths': false,
    ...given,
  }) as CommonFlags;

describe('the shared flags', () => {
  it.each([
    [{}, true, 'table'],
    [{}, false, 'json'],
    [{ json: true }, true, 'json'],
    [{ ndjson: true }, true, 'ndjson'],
    [{ ndjson: true }, false, 'ndjson'],
  ] as const)('%j with a terminal %s give %s', (given, terminal, output) => {
    expect(commonOptions(flags(given), terminal).output).toBe(output);
  });

  it('exclude one another where they cannot both hold', () => {
    expect(() => commonOptions(flags({ json: true, ndjson: true }), true)).toThrow(UsageError);
    expect(() => commonOptions(flags({ 'hash-paths': true }), true)).toThrow(/corelab key new/);
  });

  it('use all processors unless told otherwise', () => {
    expect(commonOptions(flags(), true).jobs).toBe(availableParallelism());
    expect(commonOptions(flags({ jobs: 3 }), true).jobs).toBe(3);
  });

  it('give each report its form, or say which there are', () => {
    const { reports } = commonOptions(flags({ report: ['a.json', 'b.XML'] }), true);
    expect(reports).toEqual([
      { path: 'a.json', form: 'json' },
      { path: 'b.XML', form: 'xml' },
    ]);
    expect(() => commonOptions(flags({ report: ['a.pdf'] }), true)).toThrow(
      /\.json \.ndjson \.csv \.xml \.html/,
    );
  });

  it('leave absent what was not given', () => {
    expect(commonOptions(flags(), true)).not.toHaveProperty('operator');
    expect(commonOptions(flags({ operator: 'A', 'key-file': 'k' }), true)).toMatchObject({
      operator: 'A',
      keyFile: 'k',
    });
  });
});
