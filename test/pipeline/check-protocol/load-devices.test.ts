import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/io/config-error.js';
import { loadDevices } from '../../../src/pipeline/check-protocol/load-devices.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-devices-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(text: string | Uint8Array): string {
  const file = join(folder, 'devices.csv');
  writeFileSync(file, text);
  return file;
}

const load = (text: string) => loadDevices(written(text));

/** Line, column and message of each fault. */
async function faults(text: string | Uint8Array): Promise<string[]> {
  const error = await loadDevices(written(text)).catch((e: unknown) => e);
  if (!(error instanceof ConfigError)) throw error;
  return error.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

describe('loadDevices', () => {
  it('reads every column, and leaves out empty cells', async () => {
    const text = [
      'serial,software,from,until,site,model,manufacturer',
      '12345,>=XA30,2026-01-01,2026-12-31,07,Prisma,SIEMENS',
      '00042,,,,,,',
    ].join('\n');
    expect(await load(text)).toEqual([
      {
        ...{ serial: '12345', software: '>=XA30', from: '2026-01-01', until: '2026-12-31', site: '07' },
        ...{ model: 'Prisma', manufacturer: 'SIEMENS', line: 2 },
      },
      { serial: '00042', line: 3 },
    ]);
  });

  it('reads columns in any order and case, semicolons, a byte order mark, quotes, any line ends', async () => {
    expect(await load('\ufeffModel;SERIAL\r\n "Prisma; fit" ; 12345 \r\n\r\n;7\r\n')).toEqual([
      { model: 'Prisma; fit', serial: '12345', line: 2 },
      { serial: '7', line: 4 },
    ]);
  });

  it('names an unknown column with its place and what was probably meant', async () => {
    expect(await faults('serial, sofware,colour\n1,a,b')).toEqual([
      "1:9: unknown column 'sofware' (did you mean 'software'?)",
      '1:17: unknown column; the first line names the columns',
    ]);
  });

  it('refuses a file without the column serial, with a column twice, or without a line', async () => {
    expect(await faults('model,site\nPrisma,07')).toEqual([
      "1:1: the column 'serial' is missing; the columns are serial, software, from, until, site, model, manufacturer",
    ]);
    expect(await faults('serail\n1')).toEqual(["1:1: unknown column 'serail' (did you mean 'serial'?)"]);
    expect(await faults('serial,model,serial\n1,2,3')).toEqual(["1:14: the column 'serial' stands twice"]);
    expect(await faults('')).toEqual(['1:1: is empty; its first line names the columns']);
    expect(await faults('serial,site\n')).toEqual(['1:1: names columns, but no device']);
  });

  it('names every fault of the rows with its place', async () => {
    const text = [
      'serial,from,until,software',
      ',2026-01-01,2026-02-01,',
      '1,01.02.2026,2026-02-30,>=',
      '2,2026-02-01,2026-01-01,',
      '3,2026-01-01',
    ].join('\n');
    expect(await faults(text)).toEqual([
      "2:1: 'serial' is empty",
      "3:3: 'from' is '01.02.2026', not a day (YYYY-MM-DD)",
      "3:14: 'until' is '2026-02-30', not a day (YYYY-MM-DD)",
      "3:25: 'software' compares with no version",
      "4:14: 'until' lies before 'from' (2026-02-01)",
      '5:1: has 2 cells, but the first line names 4 columns',
    ]);
  });

  it('takes a date for the day from which a device is qualified', async () => {
    const devices = await loadDevices(written('serial,software,date\n12345,XA30,2026-01-01'));
    expect(devices).toMatchObject([{ serial: '12345', software: 'XA30', from: '2026-01-01' }]);
  });

  it('keeps the file and the column in a fault, and shows no endless cell', async () => {
    const file = written(`serial,from\n1,${'x'.repeat(500)}`);
    const error = await loadDevices(file).catch((e: unknown) => e);
    expect((error as ConfigError).problems).toMatchObject([{ code: 'bad-value', file, key: 'from' }]);
    expect((error as ConfigError).message.length).toBeLessThan(file.length + 150);
  });

  it('refuses what is no CSV, no UTF-8 or not there', async () => {
    expect(await faults('serial\n"1')).toEqual([
      '2:1: is no CSV from here on: a quote is missing or stands in the middle of a cell',
    ]);
    expect((await faults(Uint8Array.of(0x73, 0xff)))[0]).toContain('not UTF-8');
    await expect(loadDevices(join(folder, 'nowhere.csv'))).rejects.toThrow('there is no such file');
  });

  it('reads tests with phantoms, and leaves out what decides nothing', async () => {
    const text = [
      'serial,software,from,until,phantom,limits,verdict,figures,studyUID',
      "1,'=A\\B,2026-03-01,,acr-large,acr-large 1,fail,piuPercent=80.5;psgPercent=,1.2.3",
      '2,>=XA30,2026-03-01,2026-04-01,,,,,',
    ].join('\n');
    expect(await load(text)).toEqual([
      {
        ...{ serial: '1', software: '=A\\B', from: '2026-03-01', phantom: 'acr-large' },
        ...{ limits: 'acr-large 1', verdict: 'fail', line: 2 },
      },
      { serial: '2', software: '>=XA30', from: '2026-03-01', until: '2026-04-01', line: 3 },
    ]);
  });

  it('knows the five outcomes as verdicts, and wants the day of each', async () => {
    const verdicts = ['pass', 'warn', 'fail', 'not-evaluable', 'not-applicable'];
    const rows = verdicts.map((verdict) => `1,2026-03-01,${verdict}`);
    const known = await load(['serial,from,VERDICT', ...rows].join('\n'));
    expect(known.map(({ verdict }) => verdict)).toEqual(verdicts);
    expect(await faults('serial,from,verdict\n1,2026-03-01,passed\n1,2026-03-01,PASS\n1,,pass')).toEqual([
      "2:14: 'verdict' is 'passed', not one of fail, not-evaluable, warn, pass, not-applicable",
      "3:14: 'verdict' is 'PASS', not one of fail, not-evaluable, warn, pass, not-applicable",
      "4:1: 'from' is empty: a verdict is that of a day",
    ]);
  });

  it('takes the software of a test for what it is, however it looks', async () => {
    expect(await load('serial,from,verdict,software\n1,2026-03-01,pass,>=')).toMatchObject([
      { software: '>=' },
    ]);
  });

  it('tells no more than fifty faults', async () => {
    expect(await faults(`serial,from\n${'1,x\n'.repeat(80)}`)).toHaveLength(50);
  });
});
