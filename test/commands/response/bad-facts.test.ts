import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corelab, folder } from '../cli.js';
import { fileOf, responded, response, soundCsv } from './lab.js';

const rows = soundCsv();

async function refused(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await response(rows, ...args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).not.toContain('    at ');
  return stderr;
}

const yaml = (body: string): string => fileOf(`schema: corelab/criteria@1\n${body}`, 'trial.yaml');

describe('criteria', () => {
  it('that do not ship are named with the nearest', async () => {
    expect(await refused('--criteria', 'recist-1.2')).toContain("did you mean 'recist-1.1'?");
  });

  it('have to be given, once', async () => {
    const { code, stdout, stderr } = await corelab(['response', rows]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('criteria');
  });

  it('in a file that is not there, or is a folder, are refused', async () => {
    expect(await refused('--criteria', join(folder(), 'none.yaml'))).toContain('there is no such file');
    expect(await refused('--criteria', `${folder()}/`)).toContain('corelab: ');
  });

  it.each([
    ['that is no YAML', 'name: [a\n', /trial\.yaml:\d+:\d+/],
    [
      'with a key that is none',
      'base: recist-1.1\nname: t\ntitle: t\ntragets: { most: 3 }\n',
      /trial\.yaml:5:1/,
    ],
    [
      'with a value of another kind',
      'base: recist-1.1\nname: t\ntitle: t\ntargets: { most: many }\n',
      /:5:18/,
    ],
    ['with a base that is none', 'base: recist-1.2\nname: t\ntitle: t\n', /trial\.yaml:2:7/],
  ])('%s are refused with line and column', async (_, body, place) => {
    expect(await refused('--criteria', yaml(body))).toMatch(place);
  });

  it('name the nearest key', async () => {
    const path = yaml('base: recist-1.1\nname: t\ntitle: t\ntragets: { most: 3 }\n');
    expect(await refused('--criteria', path)).toContain("'targets'");
  });

  it('whose table lacks a combination are refused, with what is missing', async () => {
    const path = yaml(
      'base: recist-1.1\nname: t\ntitle: t\noverall:\n' +
        '  - { target: CR, nonTarget: any, newLesion: any, overall: CR, source: here }\n',
    );
    const said = await refused('--criteria', path);
    expect(said).toMatch(/trial\.yaml:5:\d+/);
    expect(said).toMatch(/PR|SD|PD/);
  });

  it('that are based on themselves are refused', async () => {
    const place = folder();
    const path = fileOf('schema: corelab/criteria@1\nbase: ./a.yaml\nname: a\ntitle: a\n', 'a.yaml', place);
    expect(await refused('--criteria', path)).toContain('leads back to');
  });

  it('of a trial say what they modify, and decide', async () => {
    const path = yaml(
      'base: recist-1.1\nname: t\ntitle: RECIST 1.1, ten\ntargets: { most: 3, source: here }\n',
    );
    const { report, code } = await responded(rows, '--criteria', path);
    expect([code, report.criteria.title, report.config.criteria]).toMatchObject([
      0,
      'RECIST 1.1, ten (RECIST 1.1, modified)',
      { name: 't' },
    ]);
    expect(report.criteria.modifications.length).toBeGreaterThan(0);
  });
});

describe('facts', () => {
  it.each([
    [
      '--lesions',
      'subject,lesion,roll\nS-1,T1,target\n',
      ":1:16: unknown column 'roll' (did you mean 'role'?)",
    ],
    ['--lesions', 'subject,lesion\nS-1,\n', ':2:'],
    ['--lesions', 'lesion\nT1\n', "the column 'subject' is missing"],
    ['--visits', 'subject,visit,kind\nS-1,W8,follow-upp\n', "(did you mean 'follow-up'?)"],
    ['--visits', 'subject,visit,kind\nS-1,W8,\n', 'is empty; it is one of baseline'],
    ['--visits', 'subject,kind\nS-1,death\n', 'when death was decides'],
    ['--visits', 'subject,kind\nS-1,missed\n', "'visit' is empty"],
    ['--visits', 'subject,visit,kind,date\nS-1,W8,missed,2024-13-01\n', 'not a day'],
    ['--adjudication', 'subject,reader\nS-1,\n', "'reader' is empty"],
    ['--adjudication', 'subject,visit,reader\nS-1,W8,R1\nS-1,W8,R2\n', 'line 2 has decided'],
    ['--adjudication', '', 'facts.csv'],
  ])('of %s with a fault are refused with the place: %j', async (flag, text, message) => {
    const said = await refused(flag, fileOf(text, 'facts.csv'));
    expect(said).toContain('facts.csv');
    expect(said).toContain(message);
  });

  it.each(['--lesions', '--visits', '--adjudication'])(
    'of %s that are not there are refused',
    async (flag) => {
      expect(await refused(flag, join(folder(), 'none.csv'))).toContain('none.csv');
    },
  );

  it('of nobody in the rows are named, and change nothing', async () => {
    const lesions = fileOf('subject,lesion,role\nS-9,T1,target\n', 'lesions.csv');
    const adjudication = fileOf('subject,reader\nS-9,R1\n', 'adjudication.csv');
    const ran = await responded(rows, '--lesions', lesions, '--adjudication', adjudication);
    const codes = ran.report.findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['response-fact-unused', 'response-adjudication-unused']));
    expect(ran.report.best.filter(({ subject }) => subject === 'S-1').map((one) => one.response)).toEqual([
      'PR',
    ]);
  });
});

describe('facts without criteria', () => {
  it.each(['--lesions', '--visits', '--adjudication'])('%s is refused in measure-export', async (flag) => {
    const file = fileOf('subject,lesion\nS,T\n', 'facts.csv');
    const { code, stdout, stderr } = await corelab(['measure-export', folder(), flag, file]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`${flag} goes with --criteria`);
  });
});
