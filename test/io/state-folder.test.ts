import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { StateFolder, type StateOptions } from '../../src/io/state-folder.js';
import { StateError } from '../../src/io/state-folder-error.js';
import { temporaryName } from '../../src/io/write-file-temporary.js';
import { withoutPrivileges } from '../helpers/unprivileged.js';

const RUN = 'aa'.repeat(32);
const OTHER = 'bb'.repeat(32);
let folder = '';
let options: StateOptions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-state-'));
  mkdirSync(join(folder, 'cd'));
  options = {
    state: join(folder, 'state'),
    out: join(folder, 'out'),
    inputs: [join(folder, 'cd')],
    run: RUN,
  };
});

function open(changes: Partial<StateOptions> = {}): StateFolder {
  return StateFolder.open({ ...options, ...changes });
}

/** Opens, lets a run do something, and ends it. */
function once(changes: Partial<StateOptions>, work: (state: StateFolder) => void = () => undefined): void {
  const state = open(changes);
  work(state);
  state.close();
}

function refusal(changes: Partial<StateOptions> = {}): string {
  try {
    open(changes).close();
    return 'opened';
  } catch (error) {
    return error instanceof StateError ? error.code : String(error);
  }
}

const release = (name = 'a.dcm') => writeFileSync(join(folder, 'out', name), 'released');

describe('a state folder', () => {
  it('is made for its owner alone, with the output folder', () => {
    const state = open();
    expect(statSync(join(folder, 'state')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'state', 'state.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
    expect([state.resumed, state.fresh, state.leftovers.removed]).toEqual([false, true, 0]);
    expect(state.journalPath.toString()).toMatch(/state\/journal-0001\.ndjson$/);
    state.close();
    expect(readdirSync(join(folder, 'state'))).toEqual(['state.json']);
  });

  it('is refused when others may look into it, with how to mend that', () => {
    mkdirSync(join(folder, 'state'));
    chmodSync(join(folder, 'state'), 0o750);
    expect(() => open()).toThrow("(mode 0750): run 'chmod 700' on it");
    chmodSync(join(folder, 'state'), 0o700);
    expect(refusal()).toBe('opened');
  });

  it.each([
    ['state-overlaps-output', 'out/state', 'out'],
    ['state-overlaps-output', 'state', 'state/out'],
    ['state-overlaps-output', 'same', 'same'],
    ['state-overlaps-output', 'link/state', 'real'],
    ['output-overlaps-input', 'state', 'cd/out'],
    ['output-overlaps-input', 'state', 'cd'],
    ['state-overlaps-input', 'cd/state', 'out'],
    ['state-overlaps-input', 'cd', 'out'],
    ['opened', 'out-state', 'out'],
  ])('is answered %s where it is %s and the output %s', (code, state, out) => {
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    expect(refusal({ state: join(folder, state), out: join(folder, out) })).toBe(code);
    expect(readdirSync(join(folder, 'cd'))).toEqual([]);
  });

  it('is refused when the output folder holds the input', () => {
    const state = join(mkdtempSync(join(tmpdir(), 'corelab-apart-')), 'state');
    expect(refusal({ state, out: folder, append: true })).toBe('output-overlaps-input');
    expect(existsSync(state)).toBe(false);
  });

  it('is refused when an input file lies in the output folder', () => {
    mkdirSync(join(folder, 'out'));
    release();
    expect(refusal({ inputs: [join(folder, 'out', 'a.dcm')], append: true })).toBe('output-overlaps-input');
  });

  it('is refused when it holds other things, or is no folder', () => {
    mkdirSync(join(folder, 'state'), { mode: 0o700 });
    writeFileSync(join(folder, 'state', 'thesis.doc'), '');
    expect(refusal()).toBe('state-not-empty');
    expect(readdirSync(join(folder, 'state'))).toEqual(['thesis.doc']);
    expect(refusal({ state: join(folder, 'state', 'thesis.doc') })).toBe('state-not-a-folder');
  });

  it('is not left behind when the run is refused', () => {
    mkdirSync(join(folder, 'out'));
    release('stranger');
    expect(refusal()).toBe('output-not-empty');
    expect(existsSync(join(folder, 'state'))).toBe(false);
  });

  it('that may not be made or read is a typed error', async () => {
    mkdirSync(join(folder, 'no'), { mode: 0o700 });
    chmodSync(folder, 0o755);
    const code = await withoutPrivileges(folder, async () => refusal({ state: join(folder, 'no', 'state') }));
    expect(code).toBe('state-io');
  });

  it.each(['', '{}', 'null', '{"schema":"corelab/state@1","out":{"path":"/x"},"runs":[]}', '[1'])(
    'whose record is %j is damaged',
    (text) => {
      once({});
      writeFileSync(join(folder, 'state', 'state.json'), text);
      expect(refusal({ resume: true })).toBe('state-damaged');
    },
  );

  it('whose record leads out of it is damaged', () => {
    once({});
    const path = join(folder, 'state', 'state.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('journal-0001.ndjson', '../out/journal'));
    expect(refusal({ resume: true })).toBe('state-damaged');
  });
});

describe('a run', () => {
  it('is refused while another has the state folder', () => {
    const first = open();
    expect(() => open({ resume: true })).toThrow(/another run \(process \d+\).* its lock is .*run-1\.lock$/);
    first.close();
    expect(refusal({ resume: true })).toBe('opened');
  });

  it('does not begin in an output folder that holds files', () => {
    mkdirSync(join(folder, 'out'));
    release('.hidden');
    expect(refusal()).toBe('output-not-empty');
    expect(refusal({ resume: true })).toBe('output-not-empty');
    expect(refusal({ append: true })).toBe('opened');
  });

  it('is completed by one that does the same, and loses its temporary files', () => {
    once({}, () => {
      release();
      release(temporaryName());
    });
    const state = open({ resume: true });
    expect([state.resumed, state.fresh, state.leftovers.removed]).toEqual([true, true, 1]);
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.dcm']);
    state.close();
  });

  it('is begun by --resume where none was', () => {
    const state = open({ resume: true });
    expect(state.resumed).toBe(false);
    state.close();
  });

  it.each<[string, Partial<StateOptions>]>([
    ['earlier-run', {}],
    ['earlier-run', { run: OTHER }],
    ['other-configuration', { run: OTHER, resume: true }],
    ['unfinished-run', { append: true }],
    ['other-configuration', { run: OTHER, append: true, resume: true }],
  ])('that was interrupted answers %s to %j', (code, changes) => {
    once({}, () => release());
    expect(refusal(changes)).toBe(code);
    expect(refusal({ resume: true })).toBe('opened');
  });

  it('is not completed into another folder', () => {
    once({});
    expect(refusal({ resume: true, out: join(folder, 'elsewhere') })).toBe('other-output');
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });

  it('that was made with one key is not added to with another', () => {
    once({ keyFingerprint: 'aaaa' }, (state) => state.finish());
    const more = { run: OTHER, append: true };
    expect(refusal({ ...more, keyFingerprint: 'bbbb' })).toBe('other-key');
    expect(refusal({ keyFingerprint: 'bbbb', resume: true })).toBe('other-key');
    expect(() => StateFolder.check({ ...options, ...more, keyFingerprint: 'bbbb' })).toThrow(
      /aaaa, not bbbb/,
    );
    expect(refusal({ ...more, keyFingerprint: 'aaaa' })).toBe('opened');
  });

  it('that is finished can be resumed to no effect, or have another appended', () => {
    once({}, (state) => {
      release();
      state.finish();
    });
    expect(refusal()).toBe('earlier-run');
    expect(refusal({ resume: true })).toBe('opened');
    once({ run: OTHER, append: true }, (state) => {
      expect([state.resumed, state.fresh]).toEqual([false, false]);
      expect(state.journalPath.toString()).toMatch(/journal-0002\.ndjson$/);
      expect(state.earlierJournals.map(String)).toEqual([expect.stringMatching(/journal-0001\.ndjson$/)]);
    });
    expect(refusal({ resume: true })).toBe('other-configuration');
    const state = open({ run: OTHER, append: true, resume: true });
    expect([state.resumed, state.fresh]).toEqual([true, false]);
    state.close();
  });
});
