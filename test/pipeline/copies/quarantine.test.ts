import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codesOf, copy, copyApart, inputOf, type PlainOptions, plain, textsBelow } from './plain.js';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const THREAD = new URL('./plain-thread.mjs', import.meta.url);

describe('a run with a quarantine', () => {
  it('writes what the maker makes, and says what the maker said of it', async () => {
    const { folder, options } = plain({ a: 'A', b: 'SLOW' });
    const says = options.files.map((file) => ({ ...file, work: 'says' }));
    const { written, quarantined, refused } = await copy({
      ...options,
      files: [...says.slice(0, 1), ...options.files.slice(1)],
    });
    expect(textsBelow(join(folder, 'out'))).toEqual({ 'S/a.dcm': '>A', 'S/b.dcm': '>SLOW' });
    expect(written.map(({ detail, sha256 }) => [detail, sha256])).toEqual([
      [{ head: '>', looked: 2 }, sha('>A')],
      [{ head: '>' }, sha('>SLOW')],
    ]);
    expect([quarantined, refused]).toEqual([[], []]);
  });

  it('keeps what a maker refuses byte for byte, named by its content, for its owner alone', async () => {
    const { folder, options } = plain({ DOE_JANE: 'BAD', b: 'B', LEAK: 'a LEAK', bug: 'BUG' });
    const copies = await copy(options);
    expect(codesOf(copies)).toEqual({ 0: 'bad-content', 2: 'leak', 3: 'internal-error' });
    expect(copies.quarantined[0]).toEqual({
      file: 0,
      code: 'bad-content',
      detail: { at: 0 },
      output: { path: sha('BAD'), size: 3, sha256: sha('BAD') },
    });
    expect(copies.quarantined[1]?.detail).toEqual([{ where: 'file', from: 'test', kind: 'name' }]);
    const kept = join(folder, 'state', 'quarantine');
    expect(textsBelow(kept)).toEqual({ [sha('BAD')]: 'BAD', [sha('a LEAK')]: 'a LEAK', [sha('BUG')]: 'BUG' });
    expect(statSync(kept).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(kept)) expect(statSync(join(kept, name)).mode & 0o777).toBe(0o600);
    expect(Object.keys(textsBelow(join(folder, 'out')))).toEqual(['S/b.dcm']);
  });

  it('leaves nothing in the output of a file that is found wanting only once it is written', async () => {
    const { folder, options } = plain({ a: 'LEAK' });
    await copy(options);
    expect(textsBelow(join(folder, 'out'))).toEqual({});
  });

  it('keeps a content once, and what is larger than its buffer whole', async () => {
    const large = 'BAD'.repeat(700_000);
    const { folder, options } = plain({ a: 'BAD', b: 'BAD', c: large });
    const { quarantined } = await copy(options);
    expect(quarantined.map(({ output }) => output?.sha256)).toEqual([sha('BAD'), sha('BAD'), sha(large)]);
    expect(textsBelow(join(folder, 'state', 'quarantine'))).toEqual({
      [sha('BAD')]: 'BAD',
      [sha(large)]: large,
    });
  });

  it('takes in what was refused before, and says of what cannot be copied that it was not', async () => {
    const { folder, options } = plain({ a: 'A', unassigned: 'U' });
    const [first, second] = options.files;
    const gone = { ...inputOf(folder, 'gone', 7), code: 'unreadable', detail: ['x'] };
    const refusedBefore = [{ ...inputOf(folder, 'unassigned', 1), code: 'unassigned' }, gone];
    const copies = await copy({ ...options, files: first && second ? [first] : [], refusedBefore });
    expect(copies.quarantined).toEqual([
      { file: 1, code: 'unassigned', output: { path: sha('U'), size: 1, sha256: sha('U') } },
      { file: 7, code: 'unreadable', detail: ['x'], unkept: 'not-found' },
    ]);
    expect(textsBelow(join(folder, 'state', 'quarantine'))).toEqual({ [sha('U')]: 'U' });
  });

  it('quarantines what has no usable UIDs, has changed since the scan, or has the name of another', async () => {
    const { folder, options } = plain({
      a: 'A',
      'same#1': 'one',
      'same#2': 'one',
      'same#3': 'two',
      late: 'L',
    });
    writeFileSync(join(folder, 'cd', 'late'), 'Later');
    const [first, ...others] = options.files;
    const files = first ? [{ ...first, name: undefined }, ...others] : [];
    const copies = await copy({ ...options, files });
    expect(codesOf(copies)).toEqual({ 0: 'uid-unusable', 3: 'name-conflict', 4: 'input-changed' });
    expect(copies.duplicates).toEqual([{ file: 2, path: 'S/same.dcm' }]);
    expect(Object.values(textsBelow(join(folder, 'state', 'quarantine'))).sort()).toEqual([
      'A',
      'Later',
      'two',
    ]);
  });

  it('refuses a file whose bytes are others than the scan read, though size and time are the same', async () => {
    const { folder, options } = plain({ a: 'A', b: 'B', c: 'C' });
    const read = ['A', 'x', undefined];
    const files = options.files.map((file, i) => {
      const text = read[i];
      return text === undefined ? file : { ...file, sha256: sha(text) };
    });
    const copies = await copy({ ...options, files });
    expect(codesOf(copies)).toEqual({ 1: 'input-changed' });
    expect(textsBelow(join(folder, 'out'))).toEqual({ 'S/a.dcm': '>A', 'S/c.dcm': '>C' });
  });

  it('refuses only, and keeps nothing, without a quarantine', async () => {
    const { folder, options } = plain({ a: 'BAD', b: 'B' }, { quarantine: false });
    const refusedBefore = [{ ...inputOf(folder, 'c', 2), code: 'unassigned' }];
    const copies = await copy({ ...options, refusedBefore });
    expect(copies.refused).toEqual([
      { file: 0, code: 'bad-content', detail: { at: 0 } },
      { file: 2, code: 'unassigned' },
    ]);
    expect(readdirSync(join(folder, 'state'))).not.toContain('quarantine');
  });

  // Node has been seen to abort as a whole when a thread was ended so; never twice in a row.
  it('says the same on threads, makes one maker a thread, and outlives a file that kills one', {
    retry: 1,
  }, async () => {
    const many = Object.fromEntries(
      Array.from({ length: 90 }, (_, i) => [`f${i}`, i % 9 === 0 ? `BAD${i}` : `F${i}`]),
    );
    const copies = copyApart(plain({ ...many, deadly: 'DEADLY' }, { jobs: 2 }).options);
    expect([copies.written.length, copies.quarantined.length]).toEqual([80, 11]);
    expect(new Set(copies.written.map(({ detail }) => JSON.stringify(detail)))).toEqual(
      new Set(['{"head":">","makers":1}']),
    );
    expect(copies.quarantined.at(-1)).toMatchObject({
      file: 90,
      code: 'internal-error',
      output: { sha256: sha('DEADLY') },
    });
    const two = plain(many, { worker: THREAD });
    const alone = await copy(two.options);
    expect(copies.written.map(({ sha256 }) => sha256)).toEqual(alone.written.map(({ sha256 }) => sha256));
    expect(copies.quarantined.slice(0, -1)).toEqual(alone.quarantined);
  });
});

describe('a run with a quarantine that is completed', () => {
  const stopped = async (options: PlainOptions): Promise<unknown> => {
    const controller = new AbortController();
    const progress = { update: () => controller.abort(new Error('stopped')) };
    return copy({ ...options, signal: controller.signal, progress }).catch((error: Error) => error.message);
  };
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`f${i}`, i % 4 === 0 ? `BAD${i}` : `F${i}`]),
  );

  it('repeats what was said of each file, as if nothing had happened', async () => {
    const whole = plain(many);
    const expected = await copy(whole.options);
    const { folder, options } = plain(many);
    expect(await stopped(options)).toBe('stopped');
    const resumed = await copy({ ...options, resume: true });
    expect(resumed).toEqual({ ...expected, resumed: resumed.resumed });
    expect(resumed.resumed).toBeGreaterThan(0);
    for (const place of ['out', 'state/quarantine'])
      expect(textsBelow(join(folder, place))).toEqual(textsBelow(join(whole.folder, place)));
  });

  it('keeps a quarantined file again whose copy was lost or changed', async () => {
    const { folder, options } = plain(many);
    await stopped(options);
    const kept = join(folder, 'state', 'quarantine');
    rmSync(join(kept, sha('BAD0')));
    writeFileSync(join(kept, sha('BAD4')), 'changed');
    await copy({ ...options, resume: true });
    expect(textsBelow(kept)[sha('BAD0')]).toBe('BAD0');
    expect(textsBelow(kept)[sha('BAD4')]).toBe('BAD4');
  });

  it('appended to, tells what stands there from what has other content under its name', async () => {
    const { folder, options } = plain({ a: 'A', b: 'B' });
    await copy(options);
    const shared = { id: 'b', head: '>' };
    const next = { ...options, shared, run: 'cd'.repeat(32), append: true };
    expect((await copy(next)).duplicates.map(({ file }) => file)).toEqual([0, 1]);
    const other = await copy({ ...next, shared: { id: 'c', head: '!' }, run: 'ef'.repeat(32) });
    expect(codesOf(other)).toEqual({ 0: 'name-conflict', 1: 'name-conflict' });
    expect(textsBelow(join(folder, 'out'))).toEqual({ 'S/a.dcm': '>A', 'S/b.dcm': '>B' });
  });

  it('writes into its journal who ran it, why each file was refused, and what was said of the others', async () => {
    const { folder, options } = plain({ a: 'A', b: 'BAD' });
    await copy(options);
    const lines = readFileSync(join(folder, 'state', 'journal-0001.ndjson'), 'utf8')
      .trim()
      .split('\n');
    const entries = lines.slice(1).map((line) => JSON.parse(line));
    expect(entries).toMatchObject([
      { outcome: 'written', detail: { head: '>' } },
      { outcome: 'quarantined', detail: { code: 'bad-content', ranBy: { operator: 'A. Runner' } } },
    ]);
  });
});

it('does not say of a file that it is kept where its copy cannot be written', async () => {
  const { folder, options } = plain({ a: 'BAD' });
  await copy(options);
  const kept = join(folder, 'state', 'quarantine', sha('BAD'));
  rmSync(kept);
  mkdirSync(kept);
  const { quarantined } = await copy({ ...options, run: 'cd'.repeat(32), append: true });
  const unkept = 'not-a-regular-file';
  expect(quarantined).toEqual([{ file: 0, code: 'bad-content', detail: { at: 0 }, unkept }]);
});
