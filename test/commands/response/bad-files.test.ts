import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { corelab, folder } from '../cli.js';
import { filesOf, folderOf } from '../measure-export/lab.js';
import { atBaseline, atWeek8, csvOf, fileOf, responded, response, row, rowsText, said } from './lab.js';

/** What a refusal is: no report, exit 2, one or more lines that begin with what they are of, no trace. */
async function refused(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await response(...args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^corelab: /);
  expect(stderr).not.toContain('    at ');
  return stderr;
}

describe('rows that cannot be read', () => {
  it('are refused where there is no file, or a folder', async () => {
    const place = folder();
    expect(await refused(join(place, 'none.csv'))).toContain('none.csv cannot be read (ENOENT)');
    expect(await refused(place)).toContain('cannot be read (EISDIR)');
  });

  it.each([
    ['of no bytes', '', 'is empty'],
    ['of blanks', ' \n\n', 'is empty'],
    [
      'of binary junk',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0xfe]),
      'rows.csv:1:1:',
    ],
    ['of another form', 'a text, of everything\n', "the column 'subject' is missing"],
    ['not of UTF-8', Buffer.from(rowsText(atBaseline({ organ: 'l\u00fcng' })), 'latin1'), 'rows.csv:2:'],
    ['with a quote that does not end', rowsText(atBaseline(), atWeek8({ organ: '"lung' })), 'rows.csv:3:1:'],
    ['with a quote in the middle', rowsText(atBaseline(), atWeek8({ organ: 'lu"ng' })), 'rows.csv:3:1:'],
    ['with more cells than titles', rowsText(`${atBaseline()},1,2`), 'rows.csv:2:1: has 17 cells'],
    ['with one column twice', `subject,lesion,visit,lesion\nS,T1,BL,T1\n`, 'rows.csv:1:22:'],
    ['without a column that names visits', 'subject,lesion\nS,T1\n', 'visit'],
  ])('are refused %s', async (_, text, message) => {
    expect(await refused(fileOf(text))).toContain(message);
  });

  it('name line, column and the nearest word of what is not known', async () => {
    const text = rowsText(atBaseline()).replace('lesion', 'lesoin');
    expect(await refused(fileOf(text))).toContain(
      "rows.csv:1:40: unknown column 'lesoin' (did you mean 'lesion'?)",
    );
  });

  it.each([
    ['a date of another form', { date: '27.02.2024' }, "rows.csv:3:12: 'date' is not a day"],
    ['a day that no calendar has', { date: '2024-02-31' }, "'date' is not a day"],
    ['a thickness of nothing', { slice_thickness_mm: '0' }, 'not a thickness'],
    ['an axis that is none', { axis: 'lnog' }, "(did you mean 'long'?)"],
    ['a visit number that is none', { visit_number: 'two' }, 'is not a number'],
  ])('name the place of %s', async (_, cells, message) => {
    const said = await refused(csvOf(atBaseline(), atWeek8(cells)));
    expect(said).toMatch(/rows\.csv:3:\d+: /);
    expect(said).toContain(message);
  });

  it('name all faults of a file at once', async () => {
    const said = await refused(csvOf(atBaseline({ date: '1.2.24' }), atWeek8({ axis: 'x' })));
    expect(said.match(/rows\.csv:[23]:/g)).toHaveLength(2);
  });
});

describe('rows that say nothing', () => {
  it.each([
    ['only titles', csvOf()],
    ['no subject', csvOf(atBaseline({ subject: '' }))],
  ])('with %s are not evaluable, exit 3, and never a pass', async (_, path) => {
    const ran = await responded(path);
    expect([ran.code, ran.report.verdict]).toEqual([3, 'not-evaluable']);
    expect(said(ran)).toContain('response-nothing not-evaluable');
    expect([ran.report.responses, ran.report.best]).toEqual([[], []]);
  });
});

describe('reports that cannot be used', () => {
  const place = folder();
  const path = (name: string): string => join(place, name);
  let data: string;

  beforeAll(async () => {
    data = folderOf([...filesOf('ct'), ...filesOf('sr/enhanced.dcm')]);
    await corelab(['key', 'new', path('key')]);
    await corelab([
      'measure-export',
      data,
      '--quiet',
      '--report',
      path('r.json'),
      '--report',
      path('r.ndjson'),
    ]);
    const hashed = ['--hash-paths', '--key-file', path('key'), '--report', path('hashed.json')];
    await corelab(['measure-export', data, ...hashed]);
    await corelab(['measure-export', data, '--identifiers', '--report', path('identified.json')]);
    await corelab(['manifest', data, '--report', path('manifest.json')]);
  });

  it('are taken whole as JSON and as NDJSON, with the verdict of before', async () => {
    const [json, ndjson] = [await responded(path('r.json')), await responded(path('r.ndjson'))];
    expect(json.report.upstream).toEqual([{ command: 'measure-export', verdict: expect.any(String) }]);
    expect(ndjson.report.findings).toEqual(json.report.findings);
    expect(ndjson.report.summary).toEqual(json.report.summary);
  });

  it('are refused where they are cut', async () => {
    for (const name of ['r.json', 'r.ndjson']) {
      const text = readFileSync(path(name), 'utf8');
      for (const share of [0.3, 0.9])
        expect(await refused(fileOf(text.slice(0, text.length * share), name))).toContain(name);
    }
    const lines = readFileSync(path('r.ndjson'), 'utf8').trimEnd().split('\n');
    expect(lines.at(-1)).toContain('"summary"');
    const without = fileOf(`${lines.slice(0, -1).join('\n')}\n`, 'r.ndjson');
    expect(await refused(without)).toMatch(/stops|cut|incomplete|summary/);
  });

  it('are refused where they are two in one, or of another command', async () => {
    const text = readFileSync(path('r.json'), 'utf8');
    expect(await refused(fileOf(`${text}\n${text}`, 'twice.json'))).toContain('twice.json');
    expect(await refused(path('manifest.json'))).toContain('measure-export');
  });

  it('are refused with hashed paths', async () => {
    expect(await refused(path('hashed.json'))).toContain('--hash-paths');
  });

  it('are refused where they were made with --identifiers, and this is not', async () => {
    expect(await refused(path('identified.json'))).toContain('give --identifiers here, too');
    const { report } = await responded(path('identified.json'), '--identifiers');
    expect(report.confidentiality).toBe('identified');
  });

  it('that are of one run are one: the same file twice changes no response', async () => {
    const copy = path('copy.csv');
    const csv = csvOf(atBaseline(), atWeek8(), row({ visit: 'W16', date: '2024-04-23', value: '31' }));
    copyFileSync(csv, copy);
    const [once, twice] = [await responded(csv), await responded(csv, copy)];
    expect(twice.report.responses).toEqual(once.report.responses);
  });
});
