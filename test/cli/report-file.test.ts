import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkTargets, writeReportFile } from '../../src/cli/report-file.js';
import type { Confidentiality } from '../../src/report/envelope.js';
import { manifestTable } from '../../src/report/tables/manifest.js';
import { report } from '../report/sample.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-report-'));
});

const { signal } = new AbortController();
const table = async (one: Parameters<typeof manifestTable>[0]) => manifestTable(one);

describe('a report in a file', () => {
  it.each(['json', 'ndjson', 'csv', 'xml'] as const)('may be %s', async (form) => {
    const path = join(folder, `r.${form}`);
    await writeReportFile({ report: report(), target: { path, form }, table, signal });
    expect(readFileSync(path, 'utf8').length).toBeGreaterThan(200);
    expect(readdirSync(folder)).toEqual([`r.${form}`]);
  });

  it.each([
    ['identified', 0o600],
    ['linked', 0o644],
  ] as [Confidentiality, number][])('that is %s has mode %o', async (confidentiality, mode) => {
    const path = join(folder, 'r.json');
    await writeReportFile({
      report: report({ confidentiality }),
      target: { path, form: 'json' },
      table,
      signal,
    });
    expect(statSync(path).mode & 0o777).toBe(mode & ~process.umask());
  });
});

describe('before the work', () => {
  it('a report that could not be written after it is refused', async () => {
    const path = join(folder, 'no', 'r.json');
    await expect(checkTargets([{ path, form: 'json' }])).rejects.toThrow(/there is no folder/);
    const twice = { path: join(folder, 'r.json'), form: 'json' } as const;
    await expect(checkTargets([twice, twice])).rejects.toThrow(/given twice/);
    await expect(checkTargets([twice])).resolves.toBeUndefined();
  });

  // access(2) asks for the real user, who cannot be changed for a while: root may write everywhere.
  it.skipIf(process.getuid?.() === 0)('a folder that cannot be written is refused', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    const check = () => checkTargets([{ path: join(closed, 'r.json'), form: 'json' }]);
    await expect(check()).rejects.toThrow(/cannot be written/);
  });
});
