import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { responded } from './responded.js';

const root = mkdtempSync(join(tmpdir(), 'corelab-response-'));

function rowsFile(name: string, reader: string): string {
  const path = join(root, name);
  const lines = [
    'subject,reader,visit,date,lesion,role,organ,method,slice_thickness_mm,axis,value,unit',
    `S-01,${reader},BL,2024-01-02,T1,target,lung,CT,5,long,20,mm`,
    `S-01,${reader},W8,2024-02-27,T1,target,lung,CT,5,long,14,mm`,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const rows = rowsFile('rows.csv', 'Dr Smith');

describe('The command response', () => {
  it('gives a report with criteria, sources, sections and a verdict', async () => {
    const report = await responded([rows]);
    expect(report).toMatchObject({
      ...{ schema: 'corelab/report/response@1', command: 'response', verdict: 'pass', findings: [] },
      ...{ confidentiality: 'identified', upstream: [] },
      config: { lengths: 'stored', criteria: { name: 'recist-1.1' } },
    });
    const { sources } = report.config as { readonly sources: readonly object[] };
    expect(sources).toMatchObject([{ path: rows, form: 'rows-csv', rows: 2 }]);
    expect(report.best).toMatchObject([{ reader: 'Dr Smith', response: 'PR' }]);
    expect(report.responses.map(({ date }) => date)).toEqual(['2024-01-02', '2024-02-27']);
  });

  it('shows neither readers nor dates without identifiers', async () => {
    const report = await responded([rows], { identifiers: false });
    expect(report.confidentiality).toBe('linked');
    const text = JSON.stringify([report.responses, report.best, report.lesions, report.findings]);
    expect(text).not.toContain('Smith');
    expect(text).not.toContain('2024');
    expect(report.responses.map(({ reader, day }) => [reader, day])).toEqual([
      ['reader-1', 0],
      ['reader-1', 56],
    ]);
  });

  it('reads several sources as one: two readers of one subject', async () => {
    const report = await responded([rows, rowsFile('other.csv', 'R2')]);
    expect(report.summary).toMatchObject({ rowsIn: 4, subjects: 1, readers: 2, courses: 2 });
  });

  it('refuses what it cannot read, with its name', async () => {
    const empty = join(root, 'empty.csv');
    writeFileSync(empty, '');
    await expect(responded([empty])).rejects.toThrow(/empty/);
    await expect(responded([join(root, 'none.csv')])).rejects.toThrow();
    await expect(responded([rows], { criteria: 'recist-9.9' })).rejects.toThrow('recist-9.9');
  });

  it('takes nothing that was made with --identifiers without being told so', async () => {
    const report = await responded([rows]);
    const path = join(root, 'identified.json');
    const upstream = {
      ...report,
      schema: 'corelab/report/measure-export@1',
      command: 'measure-export',
      rows: [],
    };
    writeFileSync(path, JSON.stringify(upstream));
    await expect(responded([path], { identifiers: false })).rejects.toThrow();
  });
});
