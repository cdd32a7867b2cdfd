import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  appendBegun,
  appendRefusal,
  appendRelease,
  type ReleaseRequest,
  releasable,
} from '../../../src/pipeline/quarantine/release-request.js';
import { openQuarantine, type QuarantineStore } from '../../../src/pipeline/quarantine/store.js';
import { copy, inputOf, type PlainOptions, plain } from '../copies/plain.js';

const REQUEST: ReleaseRequest = {
  entry: 1,
  reason: 'a word, no name',
  operator: 'B. Second',
  osUser: 'second',
};
const OUTPUT = { path: 'S/a.dcm', size: 3, sha256: 'cd'.repeat(32) };
const AT = new Date('2026-03-01T11:00:00Z');
const VOUCHED = { codes: ['bad-content'], hits: [] };

/** A state folder with two quarantined files, and one that is gone. */
async function quarantine(
  given: Partial<PlainOptions> = {},
): Promise<{ state: string; options: PlainOptions }> {
  const { folder, options } = plain({ a: 'BAD', b: 'B', leak: 'LEAK' }, given);
  const refusedBefore = [{ ...inputOf(folder, 'gone', 3), code: 'unreadable' }];
  await copy({ ...options, refusedBefore });
  return { state: join(folder, 'state'), options: { ...options, refusedBefore } };
}

const within = <T>(state: string, work: (store: QuarantineStore) => T): T => {
  const store = openQuarantine(state);
  try {
    return work(store);
  } finally {
    store.close();
  }
};
const refusal = (state: string, request: Partial<ReleaseRequest>): unknown =>
  within(state, (store) => {
    try {
      releasable(store, { ...REQUEST, ...request });
      return 'fine';
    } catch (error) {
      return (error as { code?: unknown }).code;
    }
  });
const release = (state: string, request: Partial<ReleaseRequest> = {}) =>
  within(state, (store) =>
    appendRelease(store, { ...REQUEST, ...request, at: AT, vouched: VOUCHED, output: OUTPUT }),
  );

describe('the quarantine', () => {
  it('knows every quarantined file, why it is there and who ran the run', async () => {
    const { state } = await quarantine();
    within(state, (store) => {
      expect(store.entries).toMatchObject([
        { number: 1, code: 'bad-content', input: { path: 'a' }, output: { size: 3 }, isSettled: false },
        { number: 2, code: 'leak', input: { path: 'leak' } },
        { number: 3, code: 'unreadable', unkept: 'not-found' },
      ]);
      for (const { ranBy } of store.entries) expect(ranBy.operator).toBe('A. Runner');
      const [path, , gone] = store.entries.map((entry) => store.storedPath(entry));
      expect(readFileSync(path ?? '', 'utf8')).toBe('BAD');
      expect(gone).toBeUndefined();
    });
  });

  it('keeps its numbers when a run is completed and others are appended', async () => {
    const { state, options } = await quarantine();
    writeFileSync(options.files[2]?.full ?? '', 'fine');
    const files = options.files.map((file) => ({ ...file, bytes: statSync(file.full).size }));
    await copy({ ...options, files, resume: true });
    await copy({ ...options, files, run: 'cd'.repeat(32), append: true });
    within(state, ({ entries }) =>
      expect(entries.map(({ number, code, isSettled }) => [number, code, isSettled])).toEqual([
        [1, 'bad-content', false],
        [2, 'leak', true],
        [3, 'unreadable', false],
        [4, 'bad-content', false],
        [5, 'unreadable', false],
      ]),
    );
    expect(refusal(state, { entry: 2 })).toBe('entry-settled');
  });

  it('is not opened while a run is at work, or where others may look into it', async () => {
    const { state } = await quarantine();
    const store = openQuarantine(state);
    expect(() => openQuarantine(state)).toThrow(expect.objectContaining({ code: 'run-in-progress' }));
    store.close();
    chmodSync(state, 0o755);
    expect(() => openQuarantine(state)).toThrow(expect.objectContaining({ code: 'state-not-private' }));
  });

  it('is not believed when a journal was changed', async () => {
    const { state } = await quarantine();
    const journal = join(state, 'journal-0001.ndjson');
    writeFileSync(journal, readFileSync(journal, 'utf8').replace('A. Runner', 'B. Second'));
    expect(() => openQuarantine(state)).toThrow(expect.objectContaining({ code: 'journal-damaged' }));
  });
});

describe('a release', () => {
  it('is logged with who ran the run, who let it go, why and what', async () => {
    const { state } = await quarantine();
    const logged = release(state, { operator: ' B. Second ' });
    expect(logged).toMatchObject({ entry: 1, operator: 'B. Second', at: AT.toISOString(), output: OUTPUT });
    expect(logged).toMatchObject({ step: 'released', code: 'bad-content', vouched: VOUCHED });
    expect(logged.ranBy.operator).toBe('A. Runner');
    release(state, { entry: 2 });
    within(state, (store) => {
      expect(store.releaseOf(1)).toEqual(logged);
      expect([store.releaseOf(2)?.entry, store.releaseOf(3)]).toEqual([2, undefined]);
    });
    expect(statSync(join(state, 'releases.ndjson')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['who ran the run', { operator: 'A. Runner' }, 'second-person-needed'],
    ['who ran the run, otherwise written', { operator: ' a.  RUNNER' }, 'second-person-needed'],
    ['nobody', { operator: ' ' }, 'operator-missing'],
    ['a person without a reason', { reason: '' }, 'reason-missing'],
    ['a person who means no entry', { entry: 9 }, 'entry-unknown'],
    ['a person for a file that is not there', { entry: 3 }, 'entry-not-kept'],
  ])('is refused to %s', async (_, request, code) => {
    const { state } = await quarantine();
    expect(refusal(state, request)).toBe(code);
    expect(() => release(state, request)).toThrow(expect.objectContaining({ code }));
    expect(readdirSync(state)).not.toContain('releases.ndjson');
  });

  it('needs another account where the run named no operator', async () => {
    const { folder, options } = plain({ a: 'BAD' });
    const { operator: _, ...nobody } = options;
    await copy(nobody);
    const state = join(folder, 'state');
    const osUser = within(state, ({ entries }) => entries[0]?.ranBy.osUser ?? '');
    expect(refusal(state, { osUser })).toBe('second-person-needed');
    expect(refusal(state, { operator: osUser })).toBe('second-person-needed');
    expect(refusal(state, {})).toBe('fine');
  });

  it('is no release while it was only begun, or was refused', async () => {
    const { state } = await quarantine();
    const hits = [{ where: 'StudyID', from: 'PatientID', kind: 'id' }];
    within(state, (store) => {
      const request = { ...REQUEST, at: AT, vouched: VOUCHED };
      appendRefusal(store, { ...request, refusal: { code: 'identifier-found', hits } });
      appendBegun(store, { ...request, output: OUTPUT });
    });
    within(state, (store) => {
      expect(store.releaseOf(1)).toBeUndefined();
      expect(store.begunOf(1)?.output).toEqual(OUTPUT);
      expect(store.refusalsOf(1).map(({ refusal }) => refusal.hits)).toEqual([hits]);
      expect([store.begunOf(2), store.refusalsOf(2)]).toEqual([undefined, []]);
    });
    expect(refusal(state, {})).toBe('fine');
  });

  it('happens once', async () => {
    const { state } = await quarantine();
    release(state);
    expect(refusal(state, {})).toBe('already-released');
  });

  it('is found when a line was changed, cut out or put in; what a crash left is written over', async () => {
    const { state } = await quarantine();
    release(state);
    const log = join(state, 'releases.ndjson');
    const good = readFileSync(log, 'utf8');
    const [header = '', first = ''] = good.split('\n');
    for (const bad of [good.replace('Second', 'Third'), `${first}\n`, `${good}${first}\n`, `${header}\n\n`]) {
      writeFileSync(log, bad);
      expect(() => openQuarantine(state)).toThrow(expect.objectContaining({ code: 'release-log-damaged' }));
    }
    writeFileSync(log, `${good}{"entry":2,"sha`);
    release(state, { entry: 2 });
    expect(readFileSync(log, 'utf8').startsWith(good)).toBe(true);
    within(state, (store) => expect([1, 2].map((n) => store.releaseOf(n)?.entry)).toEqual([1, 2]));
    rmSync(log);
    expect(refusal(state, {})).toBe('fine');
  });
});
