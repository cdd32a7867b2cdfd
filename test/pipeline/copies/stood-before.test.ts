import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copy, type PlainOptions, plain, textsBelow } from './plain.js';

// A run that adds to an output and is killed: what it had written by then and not noted in its journal is its own, and no
// duplicate of what stood there.
const FIRST = 'ab'.repeat(32);
const SECOND = 'cd'.repeat(32);

/** A run over `a`, then one that adds `b` and `c` and meets `a` again. */
async function added(): Promise<{ folder: string; next: PlainOptions }> {
  const { folder, options } = plain({ a: 'A', b: 'B', c: 'C' });
  await copy({ ...options, run: FIRST, files: options.files.slice(0, 1) });
  return { folder, next: { ...options, run: SECOND, append: true } };
}

/** Forgets the last entries of the journal of the second run, as a kill between writing and noting does. */
function forget(folder: string, entries: number): void {
  const path = join(folder, 'state', 'journal-0002.ndjson');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  writeFileSync(
    path,
    lines
      .slice(0, lines.length - entries)
      .map((line) => `${line}\n`)
      .join(''),
  );
}

describe('a run that adds to an output', () => {
  it.each([1, 2, 3])(
    'and is killed with %i files not noted comes to the same when it is resumed',
    async (entries) => {
      const { folder, next } = await added();
      const whole = await copy(next);
      const files = textsBelow(join(folder, 'out'));
      forget(folder, entries);
      const resumed = await copy({ ...next, resume: true });
      expect({ ...resumed, resumed: 0 }).toEqual({ ...whole, resumed: 0 });
      expect(resumed.written.map(({ path }) => path)).toEqual(['S/b.dcm', 'S/c.dcm']);
      expect(resumed.duplicates.map(({ file }) => file)).toEqual([0]);
      expect(textsBelow(join(folder, 'out'))).toEqual(files);
    },
  );

  it('takes away what it had written half rightly, and leaves what stood there before', async () => {
    const { folder, next } = await added();
    await copy(next);
    forget(folder, 3);
    writeFileSync(join(folder, 'out', 'S/a.dcm'), 'another');
    writeFileSync(join(folder, 'out', 'S/b.dcm'), 'another');
    const { written, quarantined } = await copy({ ...next, resume: true });
    expect(written.map(({ path }) => path)).toEqual(['S/b.dcm', 'S/c.dcm']);
    expect(quarantined.map(({ file, code }) => [file, code])).toEqual([[0, 'name-conflict']]);
    expect(textsBelow(join(folder, 'out'))).toEqual({
      'S/a.dcm': 'another',
      'S/b.dcm': '>B',
      'S/c.dcm': '>C',
    });
  });

  it('takes what its journal knows for its own where the list of what stood there is gone', async () => {
    const { folder, next } = await added();
    const whole = await copy(next);
    rmSync(join(folder, 'state', 'stood-0002.json'));
    const resumed = await copy({ ...next, resume: true });
    expect({ ...resumed, resumed: 0 }).toEqual({ ...whole, resumed: 0 });
  });

  it.each(['', '{', '{}', '[1]'])('is refused where that list is damaged: %s', async (text) => {
    const { folder, next } = await added();
    await copy(next);
    writeFileSync(join(folder, 'state', 'stood-0002.json'), text);
    await expect(copy({ ...next, resume: true })).rejects.toMatchObject({ code: 'state-damaged' });
  });
});
