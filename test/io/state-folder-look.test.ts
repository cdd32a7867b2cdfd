import { chmodSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { StateFolder, type StateOptions } from '../../src/io/state-folder.js';
import { lookAtState } from '../../src/io/state-folder-look.js';

let folder = '';
let options: StateOptions & { state: string };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-look-'));
  mkdirSync(join(folder, 'cd'));
  const state = join(folder, 'state');
  options = { state, out: join(folder, 'out'), inputs: [join(folder, 'cd')], run: 'aa'.repeat(32) };
});

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return 'fine';
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe('a look at the state of runs', () => {
  it('tells the runs, and changes nothing', () => {
    const first = StateFolder.open(options);
    first.finish();
    first.close();
    StateFolder.open({ ...options, run: 'bb'.repeat(32), append: true }).close();
    const before = readdirSync(options.state);
    const look = lookAtState(options.state);
    expect(look.runs.map(({ run, finished }) => [run.slice(0, 2), finished])).toEqual([
      ['aa', true],
      ['bb', false],
    ]);
    expect(look.runs.map(({ journalPath }) => String(journalPath))).toEqual([
      join(options.state, 'journal-0001.ndjson'),
      join(options.state, 'journal-0002.ndjson'),
    ]);
    expect([String(look.out), String(look.quarantinePath)]).toEqual([
      options.out,
      join(options.state, 'quarantine'),
    ]);
    look.close();
    expect(readdirSync(options.state)).toEqual(before);
  });

  it('is refused while a run is at work, and keeps runs from beginning', () => {
    const run = StateFolder.open(options);
    expect(codeOf(() => lookAtState(options.state))).toBe('run-in-progress');
    run.close();
    const look = lookAtState(options.state);
    expect(codeOf(() => StateFolder.open({ ...options, resume: true }))).toBe('run-in-progress');
    look.close();
    expect(codeOf(() => lookAtState(options.state).close())).toBe('fine');
  });

  it('is refused where there is no state, and gives up its lock', () => {
    expect(codeOf(() => lookAtState(options.state))).toBe('state-missing');
    mkdirSync(options.state, { mode: 0o700 });
    expect(codeOf(() => lookAtState(options.state))).toBe('state-missing');
    expect(readdirSync(options.state)).toEqual([]);
  });

  it('is refused where others may look into it as well', () => {
    StateFolder.open(options).close();
    chmodSync(options.state, 0o750);
    expect(codeOf(() => lookAtState(options.state))).toBe('state-not-private');
  });
});
