import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { StateFolder, type StateOptions } from '../../src/io/state-folder.js';
import { StateError } from '../../src/io/state-folder-error.js';

const RUN = 'aa'.repeat(32);
const OTHER = 'bb'.repeat(32);
let folder = '';
let options: StateOptions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-state-check-'));
  mkdirSync(join(folder, 'cd'));
  options = {
    state: join(folder, 'state'),
    out: join(folder, 'out'),
    inputs: [join(folder, 'cd')],
    run: RUN,
  };
});

type Changes = Partial<Omit<StateOptions, 'run'>> & { readonly run?: string | undefined };

function check(changes: Changes = {}): string {
  const { run, ...rest } = { ...options, ...changes };
  try {
    StateFolder.check(run === undefined ? rest : { ...rest, run });
    return 'fine';
  } catch (error) {
    return error instanceof StateError ? error.code : String(error);
  }
}

function begin({ isFinished }: { readonly isFinished: boolean }): void {
  const state = StateFolder.open(options);
  writeFileSync(join(folder, 'out', 'a.dcm'), 'a');
  if (isFinished) state.finish();
  state.close();
}

describe('a check of where a run is to write', () => {
  it('makes nothing where there is nothing', () => {
    expect(check()).toBe('fine');
    expect(readdirSync(folder)).toEqual(['cd']);
  });

  it('refuses what open refuses, and makes nothing then either', () => {
    expect(check({ out: join(folder, 'cd', 'out') })).toBe('output-overlaps-input');
    expect(check({ state: join(folder, 'out', 'state') })).toBe('state-overlaps-output');
    expect(existsSync(join(folder, 'out'))).toBe(false);
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out', 'mine.txt'), 'x');
    expect(check()).toBe('output-not-empty');
    expect(check({ append: true })).toBe('fine');
    expect(existsSync(join(folder, 'state'))).toBe(false);
    mkdirSync(join(folder, 'state'), { mode: 0o700 });
    writeFileSync(join(folder, 'state', 'mine.txt'), 'x');
    expect(check({ append: true })).toBe('state-not-empty');
  });

  it('refuses a state folder that others may look into', () => {
    begin({ isFinished: true });
    chmodSync(join(folder, 'state'), 0o755);
    expect(check({ resume: true })).toBe('state-not-private');
  });

  it('knows how runs go together, and takes a run that is not known yet for the one to be completed', () => {
    begin({ isFinished: false });
    const before = readdirSync(join(folder, 'state'));
    expect(check()).toBe('earlier-run');
    expect(check({ append: true })).toBe('unfinished-run');
    expect(check({ resume: true })).toBe('fine');
    expect(check({ resume: true, run: undefined })).toBe('fine');
    expect(check({ resume: true, run: OTHER })).toBe('other-configuration');
    expect(check({ resume: true, out: join(folder, 'elsewhere') })).toBe('other-output');
    expect(readdirSync(join(folder, 'state'))).toEqual(before);
  });

  it('lets a finished run be appended to', () => {
    begin({ isFinished: true });
    expect(check({ append: true, run: undefined })).toBe('fine');
    expect(check({ run: undefined })).toBe('earlier-run');
  });

  it('refuses while another run is at work, and leaves its lock', () => {
    const working = StateFolder.open(options);
    expect(check({ resume: true })).toBe('run-in-progress');
    expect(check({ resume: true })).toBe('run-in-progress');
    working.close();
    expect(check({ resume: true })).toBe('fine');
  });
});
