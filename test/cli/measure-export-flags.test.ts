import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assertImages, toleranceShare } from '../../src/cli/measure-export-flags.js';
import { measureTargets } from '../../src/cli/measure-exports.js';
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

describe('the exports of measure-export', () => {
  const place = mkdtempSync(join(tmpdir(), 'corelab-exports-'));
  const file = join(place, 'rows.csv');
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  it('are five forms, each with its file', async () => {
    const forms = ['csv', 'csv-wide', 'parquet', 'redcap', 'fhir'];
    const given = forms.map((form) => `${form}=${join(place, form)}`);
    expect(await measureTargets({ export: given, report: [file] })).toEqual(
      forms.map((form) => ({ form, path: join(place, form) })),
    );
    expect(await measureTargets({})).toEqual([]);
  });

  it.each(['xlsx=a.xlsx', 'csv=', 'csv', '=a.csv', 'CSV=a.csv', ''])(
    'refuse %j with what to give',
    async (text) => {
      await expect(measureTargets({ export: [text] })).rejects.toThrow(UsageError);
      await expect(measureTargets({ export: [text] })).rejects.toThrow(/csv=FILE or .* or fhir=FILE/);
    },
  );

  it('refuse a folder that is not there', async () => {
    const given = { export: [`csv=${join(place, 'at', 'all', 'r.csv')}`] };
    await expect(measureTargets(given)).rejects.toThrow(UsageError);
    await expect(measureTargets(given)).rejects.toThrow(/there is no folder/);
  });

  it.each([
    ['two exports', { export: [`csv=${file}`, `fhir=${file}`] }],
    ['a report and an export', { export: [`csv=${file}`], report: [file] }],
    ['the same file in other words', { export: [`csv=${relative('.', file)}`], report: [file] }],
  ])('refuse one file for %s', async (_, given) => {
    await expect(measureTargets(given)).rejects.toThrow(UsageError);
    await expect(measureTargets(given)).rejects.toThrow(/given twice/);
  });
});
