import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { responded } from './responded.js';

const root = mkdtempSync(join(tmpdir(), 'corelab-warnings-'));
const COLUMNS = 'subject,reader,visit,date,lesion,role,organ,method,slice_thickness_mm,axis,value,unit,state';
const DATES: Readonly<Record<string, string>> = { BL: '2024-01-02', W8: '2024-02-27', W16: '2024-04-23' };

/** A line of rows: `T1 target lung 20`, or a state in the place of the length. */
function line(reader: string, visit: string, said: string): string {
  const [lesion, role, organ, what = ''] = said.split(' ');
  const isLength = /^\d/.test(what);
  const axis = organ === 'node' ? 'short' : 'long';
  const where = organ === 'node' ? 'lymph node' : organ;
  const value = isLength ? [axis, what, 'mm', ''] : ['', '', '', what];
  return ['S-01', reader, visit, DATES[visit], lesion, role, where, 'ct', '5', ...value].join(',');
}

function file(name: string, ...lines: readonly string[]): string {
  const path = join(root, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** What one reader says, by visit. */
function rows(name: string, said: Readonly<Record<string, readonly string[]>>, reader = 'R1'): string {
  const lines = Object.entries(said).flatMap(([visit, all]) => all.map((one) => line(reader, visit, one)));
  return file(name, COLUMNS, ...lines);
}

const codes = async (path: string, more = {}) =>
  (await responded([path], more)).findings.map(({ code, outcome }) => `${code} ${outcome}`);

const TARGET = { BL: ['T1 target lung 40'], W8: ['T1 target lung 0'], W16: ['T1 target lung 0'] };

describe('What is to be looked at again', () => {
  it('is an equivocal new lesion, also where the response is complete', async () => {
    const path = rows('equivocal.csv', {
      ...TARGET,
      W8: [...TARGET.W8, 'N1 new liver equivocal'],
      W16: [...TARGET.W16, 'N1 new liver absent'],
    });
    expect(await codes(path)).toEqual(['response-new-equivocal warn']);
  });

  it('is progression by a new node below the size of a target alone', async () => {
    const at = (mm: string, target = '0') =>
      rows(`node-${mm}-${target}.csv`, { ...TARGET, W16: [`T1 target lung ${target}`, `N1 new node ${mm}`] });
    expect(await codes(at('14.9'))).toEqual(['response-new-node-small warn']);
    expect(await codes(at('15'))).toEqual([]);
    expect(await codes(at('12', '60'))).toEqual([]);
  });
});

describe('Readers who differ', () => {
  const first = rows('r1.csv', TARGET, 'R1');
  const second = rows(
    'r2.csv',
    { BL: ['T1 target lung 40'], W8: ['T1 target lung 60'], W16: ['T1 target lung 60'] },
    'R2',
  );
  const adjudicated = async (...lines: readonly string[]) => {
    const adjudication = file('adjudication.csv', 'subject,visit,reader,reason', ...lines);
    const { findings, best } = await responded([first, second], { adjudication });
    const last = best.find(({ reader }) => reader === 'adjudicated');
    return [last?.response, ...findings.map(({ code }) => code)];
  };

  it('are decided where every visit is, or the whole subject', async () => {
    expect(await adjudicated('S-01,W8,R1,', 'S-01,W16,R1,')).toEqual(['CR']);
    expect(await adjudicated('S-01,,R2,')).toEqual(['PD']);
  });

  it('are not while one visit is open', async () => {
    const [, ...found] = await adjudicated('S-01,W8,R1,');
    expect(new Set(found)).toEqual(new Set(['response-discordant']));
    expect(found.length).toBeGreaterThan(1);
  });
});

describe('A row whose reader was forgotten', () => {
  it('is told beside rows that have one, and is a reader’s where none has', async () => {
    const some = file(
      'unread.csv',
      COLUMNS,
      line('R1', 'BL', 'T1 target lung 40'),
      line('', 'W8', 'T1 target lung 40'),
    );
    expect(await codes(some)).toContain('response-reader-missing not-evaluable');
    const none = rows('none.csv', TARGET, '');
    expect(await codes(none)).toEqual([]);
  });
});

describe('An organ of a trial’s criteria', () => {
  const criteria = (name: string, organ: string) =>
    file(
      name,
      'schema: corelab/criteria@1',
      'base: recist-1.1',
      `organs: { ${organ}: { names: [segment iv] } }`,
    );
  const path = rows('organ.csv', TARGET);

  it('that is probably misspelt is an error, with the one that was meant', async () => {
    await expect(responded([path], { criteria: criteria('livre.yaml', 'livre') })).rejects.toThrow(
      "is no organ of the base (did you mean 'liver'?)",
    );
  });

  it('may be one of its own', async () => {
    expect(await codes(path, { criteria: criteria('own.yaml', 'hepatic hilum') })).toEqual([]);
  });
});
