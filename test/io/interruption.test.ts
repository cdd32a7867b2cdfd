import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Journal } from '../../src/io/journal.js';

const PROGRAM = new URL('copy-run.mjs', import.meta.url).pathname;
const RUN = 'ab'.repeat(32);
const FILES = 100;
const KILLS = 30;

let folder = '';
let input = '';
/** What an uninterrupted run gives, file by file. */
let expected: Record<string, string>;
/** How long one takes once it has begun, milliseconds. */
let runMs = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-interrupted-'));
  input = join(folder, 'cd');
  for (let i = 0; i < FILES; i++) {
    mkdirSync(join(input, `D${i % 4}`), { recursive: true });
    writeFileSync(join(input, `D${i % 4}`, `IM${i}`), `${i}:${'pixels '.repeat(1500)}`);
  }
  const began = performance.now();
  const ended = await start('whole');
  runMs = performance.now() - began - ended.openMs;
  expect(ended.report).toMatchObject({ done: 0, redo: 0, todo: FILES });
  expected = contents('whole');
  expect(Object.keys(expected)).toHaveLength(FILES);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Options {
  resume?: boolean;
  dieInFile?: number;
  /** Milliseconds from when the state folder is open. */
  killAfter?: number;
  shell?: string;
}

interface Ended {
  readonly killed: boolean;
  readonly openMs: number;
  readonly report: Record<string, unknown>;
}

async function start(name: string, { killAfter, shell, ...options }: Options = {}): Promise<Ended> {
  const began = performance.now();
  const places = { state: join(folder, `${name}.state`), out: join(folder, name), input, run: RUN };
  const args = [PROGRAM, JSON.stringify({ ...places, ...options })];
  const child = shell
    ? spawn('sh', ['-c', `${shell}; exec "$@"`, 'sh', process.execPath, ...args])
    : spawn(process.execPath, args);
  const text = collected(child);
  let openMs = 0;
  child.stdout?.once('data', () => {
    openMs = performance.now() - began;
    if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  const last = (await text).trimEnd().split('\n').at(-1) ?? '';
  const report = last.startsWith('{') ? (JSON.parse(last) as Record<string, unknown>) : {};
  return { killed: signal === 'SIGKILL', openMs, report };
}

async function collected(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  await once(child, 'close');
  return text;
}

/** The files of an output folder, temporary ones too. */
function contents(name: string): Record<string, string> {
  const entries = readdirSync(join(folder, name), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(folder.length + name.length + 2), read(file)]),
  );
}

const read = (file: string) => readFileSync(file, 'utf8');
const temporaryOf = (files: Record<string, string>) =>
  Object.keys(files).filter((name) => /\.tmp$/.test(name));

/** What holds after any end: what stands under a final name is whole. */
function expectNothingPartial(name: string): void {
  for (const [file, text] of Object.entries(contents(name))) {
    if (!file.endsWith('.tmp')) expect(text === expected[file], `${file} is whole`).toBe(true);
  }
}

/** What holds when a run is complete: the outputs of an uninterrupted one, and an entry for each input, once. */
function expectComplete(name: string): void {
  expect(contents(name)).toEqual(expected);
  const journal = Journal.open(Buffer.from(join(folder, `${name}.state`, 'journal-0001.ndjson')), RUN);
  const entries = [...journal.entries];
  journal.close();
  expect(new Set(entries.map(({ input: { path } }) => path)).size).toBe(FILES);
  expect(new Set(entries.map(({ output }) => output?.path)).size).toBe(FILES);
  expect(readdirSync(join(folder, `${name}.state`)).sort()).toEqual(['journal-0001.ndjson', 'state.json']);
}

describe('a run that is interrupted', () => {
  it('by kill -9 at any moment is completed by --resume, with nothing lost, doubled or partial', async () => {
    let kills = 0;
    let resumed = 0;
    for (let round = 0; kills < KILLS; round++) {
      const name = `killed-${round}`;
      let ended: Ended | undefined;
      // Several kills on the way to one result; later ones wait longer, so that there is an end.
      for (let tries = 4; !ended || ended.killed; tries++) {
        const killAfter = (Math.random() * runMs * tries) / 16;
        ended = await start(name, { resume: ended !== undefined, killAfter });
        expectNothingPartial(name);
        if (ended.killed) kills++;
      }
      const { done, redo, todo } = ended.report;
      expect(Number(done) + Number(redo) + Number(todo)).toBe(FILES);
      if (Number(done) > 0) resumed++;
      expectComplete(name);
    }
    expect(resumed).toBeGreaterThan(0);
  });

  it('in the middle of a file leaves a temporary file, and the next one removes it', async () => {
    const first = await start('middle', { dieInFile: 20 });
    expect(first.killed).toBe(true);
    expect(temporaryOf(contents('middle'))).toHaveLength(1);
    // 20 files are whole, 16 of them in the journal: two batches.
    expect(Object.keys(contents('middle'))).toHaveLength(21);
    const second = await start('middle', { resume: true });
    expect(second.report).toEqual({ done: 16, redo: 0, todo: FILES - 16, torn: false, leftovers: 1 });
    expectComplete('middle');
  });

  it('is done again where its outputs were lost or cut by a crash of the machine', async () => {
    await start('crashed', { dieInFile: 40 });
    const whole = Object.keys(contents('crashed')).filter((file) => !file.endsWith('.tmp'));
    rmSync(join(folder, 'crashed', String(whole[0])));
    writeFileSync(join(folder, 'crashed', String(whole[1])), '');
    const journal = join(folder, 'crashed.state', 'journal-0001.ndjson');
    writeFileSync(journal, Buffer.concat([readFileSync(journal), Buffer.alloc(300)]));
    const { report } = await start('crashed', { resume: true });
    expect(report).toMatchObject({ torn: true, leftovers: 1 });
    expect(Number(report.done) + Number(report.redo) + Number(report.todo)).toBe(FILES);
    expectComplete('crashed');
  });

  it('by a disk that takes no more is completed when there is room', async () => {
    // 24 blocks of 512 bytes: the files fit, the journal does not for long.
    const first = await start('full', { shell: 'ulimit -f 24' });
    expect(first.report).toEqual({ error: 'file-too-large', stops: false });
    expect(temporaryOf(contents('full'))).toEqual([]);
    expectNothingPartial('full');
    expect((await start('full', { resume: true })).killed).toBe(false);
    expectComplete('full');
  });
});

describe('two runs at once', () => {
  it('do not both write: one is refused, the other completes', async () => {
    const ends = await Promise.all([start('two', { resume: true }), start('two', { resume: true })]);
    const reports = ends.map(({ report }) => report);
    const refused = reports.filter(({ error }) => error === 'run-in-progress');
    // One may have ended before the other began: then that one finds everything done.
    expect(refused.length + reports.filter(({ done }) => done !== undefined).length).toBe(2);
    if (refused.length > 0) await start('two', { resume: true });
    expectComplete('two');
  });

  it("of another folder are not each other's concern", async () => {
    cpSync(input, join(folder, 'cd-2'), { recursive: true });
    const ends = await Promise.all([start('apart-1'), start('apart-2')]);
    expect(ends.map(({ report }) => report.todo)).toEqual([FILES, FILES]);
  });
});
