import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'libsql';
import { beforeAll, describe, expect, it } from 'vitest';
import { type KeyLine, matchingKeys } from '../../src/identity/crosswalk/secret.js';
import { mrFile, person } from './assign-id/mr-file.js';
import { corelab } from './cli.js';
import { PLACED, RunLab, refusal } from './run/run-lab.js';

let lab: RunLab;
/** An item of the worklist. */
let item: string;

beforeAll(async () => {
  lab = await RunLab.make();
  const paths = [lab.cd('cd', 1), lab.path('gone')];
  await lab.runEjecting(lab.path('gone'), ...paths);
  await lab.run(...paths, '--resume', '--give-up', '2');
  item = `${(await lab.events()).find(({ command }) => command === 'run')?.id}.1`;
});

/** Asks for what must be refused; the store and the trial stay as they are. */
async function refused(command: string, ...args: readonly string[]): Promise<string> {
  const before = [lab.clinic.bytes(), readFileSync(lab.trial)].map((bytes) => bytes.toString('base64'));
  const told = refusal(await lab.ask(command, ...args));
  expect([lab.clinic.bytes(), readFileSync(lab.trial)].map((bytes) => bytes.toString('base64'))).toEqual(
    before,
  );
  return told;
}

const WHY = ['--reason', 'seen to'];

describe('what is asked for and is not there', () => {
  const CASES: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['status', ['--site', '99'], /--site 99: the trial has no such site; it has 07/],
    ['status', ['--subject', '07-9999-X'], /no subject 07-9999-X/],
    ['status', ['--visit', 'M99'], /no visit M99; it has BL, M12, unscheduled/],
    ['status', ['--day', '2024-02-30'], /--day 2024-02-30: a day is written YYYY-MM-DD/],
    ['status', ['--day', '30.01.2024'], /a day is written YYYY-MM-DD/],
    ['status', ['--reconcile', '/no/list.csv'], /\/no\/list\.csv: cannot be read/],
    ['status', ['--wroklist'], /did you mean --worklist/],
    ['ledger', ['--subject', '07-9999-X'], /no subject 07-9999-X/],
    ['ledger', ['--visit', 'M99'], /no visit M99; it has BL, M12/],
    ['ledger', ['--file', '1.2.3'], /no study of this trial has a file of that SOP Instance UID/],
    ['ledger', ['--file', 'a/b.dcm'], /no study of this trial has a file of that path/],
    ['ledger', ['--file', 'ab'.repeat(32)], /no study of this trial has a file of that SHA-256/],
    ['ledger', ['--export', 'pdf=x.pdf'], /give md=FILE or json=FILE or csv=FILE/],
    ['ledger', ['--export', 'md=/no/x.md'], /there is no folder \/no/],
    ['decide', ['9999.1', '--accept', ...WHY], /no item 9999\.1; nearest of those that are open: \d+\.1/],
    ['decide', ['x', '--accept', ...WHY], /no item \(not of the form EVENT\.NUMBER\)/],
    ['decide', ['1.1', '--accept', '--reason', ' '], /the reason is empty/],
    ['decide', ['1.1', '--accept'], /reason/],
    ['decide', ['1.1', ...WHY], /give one of --accept/],
    ['decide', ['1.1', '--accept', '--reject', ...WHY], /give one of --accept/],
    ['decide', ['--accept', ...WHY], /give an ITEM/],
    ['decide', ['--exported', 'r.json', ...WHY], /--exported needs --to/],
    ['decide', ['--exported', '/no/r.json', '--to', 'x', ...WHY], /\/no\/r\.json cannot be read/],
  ];
  it.each(CASES)('%s %j is refused, and nothing is changed', async (command, args, message) => {
    expect(await refused(command, ...args)).toMatch(message);
  });

  it('one item of several keeps all from being entered', async () => {
    expect(await refused('decide', item, '9999.1', '--accept', ...WHY)).toContain('nothing was entered');
    expect(await refused('decide', item, '--waive', ...WHY)).toContain('is no deviation of a check');
    expect(await refused('decide', item, '--answer', 'sent', ...WHY)).toContain('no query of it waits');
    expect(await refused('decide', '--exported', lab.trial, '--to', 'x', ...WHY)).toContain(
      'is not a corelab report',
    );
  });

  it('a trial that the store does not have, and a store that nobody names', async () => {
    const other = lab.path('other.yaml');
    const text = readFileSync(lab.trial, 'utf8');
    writeFileSync(other, text.replace('EX-1', 'EX-2'));
    for (const command of ['status', 'ledger'])
      expect(refusal(await corelab([command, other]))).toMatch(/EX-2/);
    writeFileSync(other, text.replace(/^pipeline:.*\n/m, ''));
    expect(refusal(await corelab(['status', other]))).toContain(
      "give --crosswalk FILE, or name it in 'pipeline: crosswalk:'",
    );
    expect(refusal(await corelab(['status', lab.path('no.yaml')]))).toContain('no.yaml');
  });
});

describe('a list of the site', () => {
  const LISTS: readonly (readonly [string, string, RegExp])[] = [
    ['nothing at all', '', /list\.csv/],
    ['columns alone', 'subject,visit\n', /list\.csv:1:1: .*names columns, but no study/],
    ['no subject', 'site,visit\n07,BL\n', /list\.csv:1:1: .*subject/],
    ['an unknown column', 'subject,vist\n07-0001-Y,BL\n', /list\.csv:1:9: .*vist.*did you mean 'visit'/],
    ['a line without subject', 'subject,visit\n,BL\n', /list\.csv:2:/],
    ['a day that is none', 'subject,date\n07-0001-Y,2024-13-01\n', /list\.csv:2:/],
    ['no modality', 'subject,modality\n07-0001-Y,XYZ\n', /list\.csv:2:.*is no modality of DICOM/],
    ['no count', 'subject,series\n07-0001-Y,many\n', /list\.csv:2:/],
    ['a count of 0', 'subject,series\n07-0001-Y,0\n', /list\.csv:2:.*is less than 1/],
    ['a line twice', 'subject,visit\n07-0001-Y,BL\n07-0001-Y,BL\n', /list\.csv:3:1: .*repeats line 2/],
    ['an open quote', 'subject,visit\n"07-0001-Y,BL\n', /list\.csv:/],
  ];
  it.each(LISTS)('with %s is told with its line, and no cell of it', async (_, text, message) => {
    const path = lab.path('list.csv');
    writeFileSync(path, text);
    const told = await refused('status', '--reconcile', path);
    expect(told).toMatch(message);
    expect(told).not.toMatch(/07-0001-Y|2024-13-01|XYZ|many/);
  });

  it('that is no text is told', async () => {
    const path = lab.path('list.csv');
    writeFileSync(path, Buffer.of(0xff, 0xfe, 0x00, 0x41, 0xd8));
    expect(await refused('status', '--reconcile', path)).toContain(path);
    mkdirSync(lab.path('folder.csv'), { recursive: true });
    expect(await refused('status', '--reconcile', lab.path('folder.csv'))).toContain('folder.csv');
  });
});

describe('a report or an export', () => {
  it('is never written over the trial, its store or its keys, nor over what is read', async () => {
    for (const name of ['trial.yaml', 'x.db', 'x.db.anchor', 'x.key', 'corelab.key'])
      expect([name, await refused('ledger', '--export', `md=${lab.path(name)}`)]).toEqual([
        name,
        expect.stringContaining(`${lab.path(name)} is worked with, and is not written over`),
      ]);
    const list = lab.path('transfer.csv');
    writeFileSync(list, 'subject\n07-0001-Y\n');
    expect(await refused('status', '--reconcile', list, '--report', list)).toContain('is not written over');
    expect(readFileSync(list, 'utf8')).toBe('subject\n07-0001-Y\n');
    // By another name it is the same file.
    expect(await refused('ledger', '--export', `md=${lab.path('out/../x.key')}`)).toContain(
      'is not written over',
    );
    const key = lab.path('project.json');
    copyFileSync(lab.clinic.projectKey, key);
    chmodSync(key, 0o600);
    const args = [lab.path('cd'), '--key-file', key, '--report', key];
    expect(await lab.refused(...args)).toContain('is not written over');
  });

  it('that is given twice, or has no form, is refused', async () => {
    const path = lab.path('l.json');
    expect(await refused('ledger', '--export', `json=${path}`, '--report', path)).toContain('is given twice');
    expect(await refused('status', '--report', lab.path('s.txt'))).toContain('no form has that extension');
  });
});

describe('a store', () => {
  /** What each command says of a copy of the lab's store that was spoilt. */
  async function saidOf(spoil: (path: string) => void): Promise<string[]> {
    const own = lab.clinic.copy();
    spoil(own.crosswalk);
    const store = ['--crosswalk', own.crosswalk, '--crosswalk-key', own.key];
    const cd = lab.path('cd');
    const calls = [
      ['status', lab.trial, ...store],
      ['ledger', lab.trial, ...store],
      ['decide', lab.trial, item, '--accept', ...WHY, ...store],
      ['run', lab.trial, cd, '--out', own.path('out'), ...store],
    ];
    const said: string[] = [];
    for (const call of calls) said.push(refusal(await corelab(call)));
    return said;
  }
  const bytesAt = (at: number) => (path: string) => {
    const bytes = readFileSync(path);
    bytes.fill(0x5a, at, at + 8192);
    writeFileSync(path, bytes);
  };
  it.each([
    ['whose bytes were flipped in front', bytesAt(0), /x\.db/],
    ['whose anchor is gone', (path: string) => rmSync(`${path}.anchor`), /x\.db\.anchor/],
    [
      'whose anchor is damaged',
      (path: string) => writeFileSync(`${path}.anchor`, '{}', { mode: 0o600 }),
      /x\.db\.anchor/,
    ],
    ['that others may read', (path: string) => chmodSync(path, 0o644), /run 'chmod 600' on it/],
    [
      'whose key others may read',
      (path: string) => chmodSync(path.replace(/db$/, 'key'), 0o644),
      /chmod 600/,
    ],
    ['whose key is gone', (path: string) => rmSync(path.replace(/db$/, 'key')), /x\.key/],
    [
      'with another key',
      (path: string) => writeFileSync(path.replace(/db$/, 'key'), Buffer.alloc(32, 1)),
      /does not open with this key/,
    ],
  ])('%s is refused by every command', async (_, spoil, message) => {
    for (const said of await saidOf(spoil)) expect(said).toMatch(message);
  });

  it('that is older than its anchor is refused by every command', async () => {
    const own = await RunLab.make();
    const old = readFileSync(own.clinic.crosswalk);
    await own.run(own.cd('cd', 1));
    writeFileSync(own.clinic.crosswalk, old);
    for (const command of ['status', 'ledger'])
      expect(refusal(await own.ask(command))).toContain('is older than its anchor');
    expect(await own.refused(own.path('cd'))).toContain('is older than its anchor');
  });

  it('in which an event was edited is told by every command that reads it', async () => {
    const own = await RunLab.make();
    await own.runEjecting(own.path('gone'), own.cd('cd', 1), own.path('gone'));
    const names = ['events_not_changed', 'events_not_deleted'];
    await tamper(own, [
      ...names.map((name) => `DROP TRIGGER ${name}`),
      "UPDATE events SET visit = 'M12' WHERE kind = 'assigned'",
    ]);
    const told = "row 5 of events is not what was written: run 'corelab crosswalk verify'";
    const asked: readonly (readonly string[])[] = [[], ['1.1', '--accept', ...WHY]];
    for (const command of ['status', 'ledger', 'decide'])
      expect(refusal(await own.ask(command, ...(asked[Number(command === 'decide')] ?? [])))).toContain(told);
    expect(await own.refused(own.path('cd'), own.path('gone'), '--resume')).toContain(told);
  });

  it.each([
    ['whose audit was edited', 'audit', "UPDATE audit SET reason = 'x' WHERE seq = 3"],
    ['from which an event was taken', 'events', "DELETE FROM events WHERE kind = 'not-assigned'"],
  ])('%s opens, and neither status nor ledger of it passes', async (_, table, change) => {
    const own = await RunLab.make();
    writeFileSync(`${own.cd('cd')}/IM1`, mrFile('nobody', { ...person(1), id: '' }, '20240110', PLACED));
    await own.run(own.path('cd'));
    const names = [`${table}_not_changed`, `${table}_not_deleted`];
    await tamper(own, [...names.map((name) => `DROP TRIGGER IF EXISTS ${name}`), change]);
    for (const command of ['status', 'ledger']) {
      const { code, stdout } = await own.ask(command);
      const codes = JSON.parse(stdout).findings.map((one: { code: string }) => one.code);
      expect([command, code, codes.includes('ledger-chain-broken')]).toEqual([command, 1, true]);
    }
    expect((await own.clinic.ask('verify')).code).toBe(1);
  });

  it('whose bytes were flipped in the middle is refused, or told to be broken', async () => {
    const own = lab.clinic.copy();
    bytesAt(40_000)(own.crosswalk);
    for (const command of ['status', 'ledger']) {
      const ran = await corelab([command, lab.trial, ...own.store]);
      expect([command, ran.code === 2 ? ran.stderr : ran.stdout]).toEqual([
        command,
        expect.stringMatching(/x\.db|ledger-chain-broken/),
      ]);
    }
  });

  it('keeps in its audit that an export was asked for, though its disk was full', async () => {
    expect(refusal(await lab.ask('ledger', '--export', 'md=/dev/full'))).toContain(
      '/dev/full could not be written',
    );
    expect(await lab.problems()).toEqual([]);
  });
});

/** Changes the store as somebody would who has its key, and not this program. */
async function tamper({ clinic }: RunLab, statements: readonly string[]): Promise<void> {
  const [first = ''] = readFileSync(`${clinic.crosswalk}.anchor`, 'utf8').split('\n');
  const secret = { kind: 'key-file', bytes: readFileSync(clinic.key) } as const;
  const [key = ''] = await matchingKeys(secret, [JSON.parse(first) as KeyLine]);
  const database = new Database(clinic.crosswalk);
  database.pragma(`hexkey='${key}'`);
  for (const statement of statements) database.exec(statement);
  database.close();
}
