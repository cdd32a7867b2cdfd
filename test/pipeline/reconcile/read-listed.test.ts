import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/io/config-error.js';
import { readListed } from '../../../src/pipeline/reconcile/reconcile.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-listed-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string | Uint8Array) {
  const file = join(folder, 'transfer.csv');
  writeFileSync(file, text);
  return readListed(file);
}

/** Line, column and message of each fault. */
async function faults(text: string | Uint8Array): Promise<string[]> {
  const error = await read(text).catch((e: unknown) => e);
  if (!(error instanceof ConfigError)) throw error;
  return error.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

const NOTHING = { site: undefined, visit: undefined, day: undefined, modality: undefined, series: undefined };

describe('readListed', () => {
  it('gives lines with days, and the digest of the file', async () => {
    const text =
      'subject,site,visit,date,modality,series\nS1,01,BL,1970-01-02,MR,5\nS1,01,BL,2026-03-01,ct,1\n';
    const { studies, sha256 } = await read(text);
    expect(studies).toEqual([
      { line: 2, subject: 'S1', site: '01', visit: 'BL', day: 1, modality: 'MR', series: 5 },
      { line: 3, subject: 'S1', site: '01', visit: 'BL', day: 20_513, modality: 'CT', series: 1 },
    ]);
    expect(sha256).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('takes a byte order mark, semicolons, quoted cells, CRLF, empty rows and titles in any case', async () => {
    const text =
      '\ufeffSubject ;"Visit ID";SCAN DATE;Series Count\r\n\r\n" S 1";"a ""b""; c";;\r\n;;;\r\nS2;;;3\r\n';
    expect((await read(text)).studies).toEqual([
      { ...NOTHING, line: 3, subject: 'S 1', visit: 'a "b"; c' },
      { ...NOTHING, line: 5, subject: 'S2', series: 3 },
    ]);
  });

  it('takes an empty cell as not said, and a list of subjects alone', async () => {
    expect((await read('subject\nS1\n')).studies).toEqual([{ ...NOTHING, line: 2, subject: 'S1' }]);
  });

  it.each([
    ['mr', 'MR'],
    ['MRI', 'MR'],
    ['pet', 'PT'],
    ['RTSTRUCT', 'RTSTRUCT'],
  ])('takes the modality %s for %s', async (written, modality) => {
    expect((await read(`subject,modality\nS1,${written}\n`)).studies[0]?.modality).toBe(modality);
  });

  it('takes lines of one visit that differ in modality, in date, or in one of them not being said', async () => {
    const text =
      'subject,visit,date,modality\nS1,BL,,MR\nS1,BL,,CT\nS1,BL,,\nS1,BL,2026-01-01,MR\nS1,,,MR\ns1,BL,,MR\n';
    expect((await read(text)).studies).toHaveLength(6);
  });

  it.each([
    ['without a title line', '', ['1:1: is empty; its first line names the columns']],
    ['without lines', 'subject,visit\n', ['1:1: names columns, but no study']],
    [
      'without subjects',
      'visit\nBL\n',
      ["1:1: the column 'subject' is missing; the columns are subject, site, visit, date, modality, series"],
    ],
    [
      'with a title that is nearly one',
      'subject,modalty\nS1,MR\n',
      ["1:9: unknown column 'modalty' (did you mean 'modality'?)"],
    ],
    [
      'with a title that is none',
      'subject,Erika Mustermann\nS1,x\n',
      ['1:9: unknown column; the first line names the columns'],
    ],
    ['with a column twice', 'subject,date,Scan Date\nS1,,\n', ["1:14: the column 'date' stands twice"]],
    [
      'with a row that is too short',
      'subject,visit\nS1\n',
      ['2:1: has 1 cells, but the first line names 2 columns'],
    ],
    ['that is no CSV', 'subject\n"S1\n', [expect.stringContaining('is no CSV from here on')]],
    ['without a subject', 'subject,visit\n,BL\n', ["2:1: 'subject' is empty"]],
    [
      'with days that are none',
      'subject,date\nS1,2026-02-30\nS2,01.02.2026\n',
      ["2:4: 'date' is not a day (YYYY-MM-DD)", "3:4: 'date' is not a day (YYYY-MM-DD)"],
    ],
    [
      'with counts that are none',
      'subject,series\nS1,0\nS2,-1\nS3,1.5\nS4,many\n',
      [
        "2:4: 'series' is less than 1; what was not sent has no line",
        "3:4: 'series' is less than 1; what was not sent has no line",
        "4:4: 'series' is not a whole number",
        "5:4: 'series' is not a whole number",
      ],
    ],
    [
      'with modalities that are none',
      'subject,modality\nS1,PET/CT\nS2,MAIER\n',
      [
        "2:4: 'modality' is no modality of DICOM, as MR, CT or PT; a line names one",
        "3:4: 'modality' is no modality of DICOM, as MR, CT or PT; a line names one",
      ],
    ],
    [
      'with a line that is repeated, whatever its site and count',
      'subject,site,visit,date,modality,series\nS1,01,BL,2026-01-01,MR,5\nS2,,,,,\nS1,07,BL,2026-01-01,mri,6\nS2,,,,,\n',
      [
        '4:1: repeats line 2: the same subject, visit, date and modality',
        '5:1: repeats line 3: the same subject, visit, date and modality',
      ],
    ],
  ])('refuses a list %s', async (_, text, told) => {
    expect(await faults(text)).toEqual(told);
  });

  it('refuses what is no text, is not there, or is too large', async () => {
    expect(await faults(Buffer.from([0x61, 0xff]))).toEqual([
      '1:2: this byte is not UTF-8; save the file as UTF-8',
    ]);
    await expect(readListed(join(folder, 'none.csv'))).rejects.toThrow('there is no such file');
    expect(await faults('x'.repeat(4 * 1024 * 1024 + 1))).toEqual(['0:0: is larger than 4096 KiB']);
  });

  it('tells 50 faults of a list at most', async () => {
    expect(await faults(`subject\n${'S1\n'.repeat(100)}`)).toHaveLength(50);
  });
});
