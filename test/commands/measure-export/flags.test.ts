import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { validatorOf } from '../../../src/io/schemas.js';
import { corelab, folder, junk } from '../cli.js';
import {
  filesOf,
  folderOf,
  type Measured,
  measureExport,
  rowsOf,
  said,
  wholeFolder,
  withoutRun,
} from './lab.js';

const data = wholeFolder();
const images = folderOf(filesOf('ct', 'mr', 'seg'));
const reports = folderOf(filesOf('sr', 'aim'));
const lines = folderOf(filesOf('ct', 'mr', 'sr/enhanced-srt.dcm'));

let wholeRun: Promise<Measured> | undefined;
/** The whole collection without flags, measured once for all tests. */
function whole(): Promise<Measured> {
  wholeRun ??= measureExport(data);
  return wholeRun;
}

describe('the exit code of measure-export', () => {
  it('is 0 where all that is stored is borne out', async () => {
    const { code, report } = await measureExport(lines);
    expect([code, report.verdict, said(report)]).toEqual([0, 'pass', []]);
    expect(report.rows.map(({ agrees }) => agrees)).toEqual([true, true]);
  });

  it('is 1 where a stored value is not borne out, and the finding names the object and the place', async () => {
    const { code, report } = await whole();
    expect([code, report.verdict]).toEqual([1, 'fail']);
    const [finding] = report.findings.filter((one) => one.code === 'measure-value-disagrees');
    expect(finding).toMatchObject({ outcome: 'fail', message: expect.stringContaining('1.9.2.7') });
    const file = finding?.subject?.file;
    expect(report.files[file ?? -1]?.path).toMatch(/^sr\//);
  });

  // What is refused, and in which words, is tested where the flags are checked: here that it ends so.
  it.each([
    [['--tolerance', '1'], 'give a percentage from 0% to 100%'],
    [['--images', '/nowhere/at/all'], '/nowhere/at/all'],
    [['--report', 'r.csv', '--export', 'csv=./r.csv'], 'given twice'],
    [['--tolerence', '1%'], '--tolerance'],
  ])('is 2 for %j, with a line that says what would do', async (flags, told) => {
    const { code, stdout, stderr } = await corelab(['measure-export', lines, ...flags]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain('    at ');
  });

  it('is 2 without a folder, and for one that is not there', async () => {
    expect((await corelab(['measure-export'])).code).toBe(2);
    const absent = await corelab(['measure-export', join(folder(), 'absent')]);
    expect([absent.code, absent.stdout]).toEqual([2, '']);
    expect(absent.stderr).toContain('absent');
  });

  it('is 3 where the images are absent: values stand, and nothing is said to agree', async () => {
    const { code, report } = await measureExport(folderOf(filesOf('sr/enhanced-srt.dcm')));
    expect([code, report.verdict, said(report)]).toEqual([
      3,
      'not-evaluable',
      ['measure-image-absent not-evaluable'],
    ]);
    expect(report.rows.map(({ agrees, value, why }) => [agrees, value !== null, why !== null])).toEqual([
      [null, true, true],
      [null, true, true],
    ]);
  });

  it('is 3 where there is no DICOM, and where there is nothing to measure', async () => {
    const none = await measureExport(junk(2));
    expect([none.code, none.report.rows]).toEqual([3, []]);
    const nothing = await measureExport(folderOf(filesOf('ct')));
    expect([nothing.code, said(nothing.report)]).toEqual([3, ['measure-nothing-found not-evaluable']]);
  });
});

describe('flags of measure-export', () => {
  it('has help with examples and exit codes', async () => {
    const { code, stdout } = await corelab(['measure-export', '--help']);
    expect(code).toBe(0);
    expect(stdout.match(/\$ corelab /g)?.length).toBeGreaterThanOrEqual(3);
    for (const part of ['--images', '--tolerance', '--export', 'EXIT CODES']) expect(stdout).toContain(part);
  });

  it('measures on images elsewhere: rows are of PATH alone, of segmentations there where a report names them', async () => {
    const { report } = await measureExport(reports, '--images', images);
    expect(new Set(report.rows.map(({ source }) => source.kind))).toEqual(new Set(['SR', 'AIM']));
    const { report: unflagged } = await whole();
    const key = ({ source, value, recomputedValue, agrees }: (typeof report.rows)[number]) => [
      ...[source.itemPath, value, recomputedValue, agrees],
    ];
    for (const path of ['sr/comprehensive-3d.dcm', 'sr/enhanced.dcm', 'aim/lesion-1.xml'])
      expect(rowsOf(report, path).map(key)).toEqual(rowsOf(unflagged, path).map(key));
    const ofSegment = rowsOf(report, 'sr/comprehensive-3d.dcm').filter(({ geometry }) =>
      geometry.some(({ type }) => type === 'SEGMENT'),
    );
    expect(ofSegment.some(({ agrees }) => agrees === true)).toBe(true);
  });

  it('takes a tolerance: a stored value that is 12% off agrees within 20%', async () => {
    const wrong = async (...flags: string[]) =>
      (await measureExport(data, ...flags)).report.rows.filter(({ agrees }) => agrees === false).length;
    const [wide, narrow, none] = await Promise.all(
      ['20%', '0.5%', '0'].map((share) => wrong('--tolerance', share)),
    );
    expect([wide, narrow]).toEqual([0, 2]);
    expect(none).toBeGreaterThanOrEqual(2);
  });

  it('leaves out what matches --exclude, and says so: a folder counts as one', async () => {
    const { report } = await measureExport(data, '--exclude', '**/seg/**', '--exclude', '**/rtstruct/**');
    expect(report.rows.some(({ source }) => source.kind === 'SEG' || source.kind === 'RTSTRUCT')).toBe(false);
    expect(report.config).toMatchObject({ exclude: { globs: ['**/seg/**', '**/rtstruct/**'], leftOut: 2 } });
  });

  it('reads what came twice once, and one file that is named', async () => {
    const twice = await measureExport(lines, folderOf(filesOf('sr/enhanced-srt.dcm')));
    expect(twice.report.rows).toHaveLength(2);
    expect(said(twice.report).some((one) => one.startsWith('duplicate-instance'))).toBe(true);
    const { report } = await measureExport(join(data, 'sr', 'echo.dcm'));
    expect(report.rows).toHaveLength(3);
  });

  it('gives the same report on one, two and three threads', async () => {
    const [one, two, three] = await Promise.all(
      ['1', '2', '3'].map(async (jobs) => withoutRun((await measureExport(data, '--jobs', jobs)).report)),
    );
    expect(two).toEqual(one);
    expect(three).toEqual(one);
  });

  it('writes the report in every form, and the rows as an export, whole and the same', async () => {
    const out = folder();
    const path = (name: string): string => join(out, name);
    const names = ['r.json', 'r.ndjson', 'r.csv', 'r.xml'];
    const flags = names.flatMap((name) => ['--report', path(name)]);
    const { report, stdout, stderr } = await measureExport(
      data,
      ...flags,
      '--export',
      `csv=${path('rows.csv')}`,
    );
    expect(stderr).toBe('');
    expect(readdirSync(out).sort()).toEqual([...names, 'rows.csv'].sort());
    expect(readFileSync(path('r.json'), 'utf8').trim()).toBe(stdout.trim());
    const [told = [], exported = []] = ['r.csv', 'rows.csv'].map((name): Record<string, string>[] =>
      parse(readFileSync(path(name), 'utf8'), { columns: true }),
    );
    expect(exported).toHaveLength(report.rows.length);
    expect(told.every(({ source_path }) => source_path !== '')).toBe(true);
    // What goes to a database names no path; all else is the same.
    expect(exported).toEqual(told.map((record) => ({ ...record, source_path: '' })));
    const ndjson = readFileSync(path('r.ndjson'), 'utf8').trimEnd().split('\n');
    const validate = await validatorOf('ndjson');
    const parsed = ndjson.map((line) => JSON.parse(line));
    expect(parsed.flatMap((record) => validate(record))).toEqual([]);
    const rows = parsed.filter(({ type, section }) => type === 'section' && section === 'rows');
    expect(rows.map(({ row }) => row)).toEqual(report.rows);
    expect(readFileSync(path('r.xml'), 'utf8')).toMatch(/<testsuite [^>]*failures="[1-9]/);
  });
});
