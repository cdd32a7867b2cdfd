import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { crosswalkSecret, newSecret } from '../../src/cli/crosswalk-flags.js';
import { exportTargets } from '../../src/cli/export-target.js';

const { signal } = new AbortController();
let path: string;
let keyFile: string;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'corelab-flags-'));
  path = join(folder, 'x.db');
  keyFile = join(folder, 'x.key');
  writeFileSync(keyFile, Buffer.alloc(32, 3), { mode: 0o600 });
});

describe('the secret of a crosswalk', () => {
  it('is what the key file holds', async () => {
    writeFileSync(path, 'x');
    const secret = { kind: 'key-file', bytes: Buffer.alloc(32, 3) };
    expect(await crosswalkSecret({ path, keyFile, isNew: false, signal })).toEqual(secret);
  });

  it('is not asked for where the crosswalk is not there', async () => {
    const asked = crosswalkSecret({ path, keyFile: undefined, isNew: false, signal });
    await expect(asked).rejects.toMatchObject({ code: 'crosswalk-missing' });
    await expect(asked).rejects.toThrow('crosswalk new');
  });

  it('is not asked for where the anchor alone is left, which only a backup mends', async () => {
    writeFileSync(`${path}.anchor`, 'x');
    const asked = crosswalkSecret({ path, keyFile: undefined, isNew: false, signal });
    await expect(asked).rejects.toThrow('restore it from a backup');
  });

  it('of a new crosswalk is not asked for where a file is in its place', async () => {
    writeFileSync(path, 'x');
    const asked = crosswalkSecret({ path, keyFile: undefined, isNew: true, signal });
    await expect(asked).rejects.toMatchObject({ code: 'usage' });
  });

  it('of a new crosswalk may come where a crash has left an empty file', async () => {
    writeFileSync(path, '');
    expect(await crosswalkSecret({ path, keyFile, isNew: true, signal })).toMatchObject({ kind: 'key-file' });
  });

  it('may change while the crosswalk is there', async () => {
    writeFileSync(path, 'x');
    expect(await newSecret({ path, keyFile, signal })).toMatchObject({ kind: 'key-file' });
  });
});

describe('--export', () => {
  it('is a form and a file, which may hold an equals sign', async () => {
    const file = `${path}=1`;
    expect(await exportTargets([`csv=${file}`], ['csv', 'json'])).toEqual([{ form: 'csv', path: file }]);
  });

  it.each(['csv', 'csv=', '=a.csv', 'pdf=a.pdf', ''])(
    'refuses %j, and says what would be right',
    async (text) => {
      await expect(exportTargets([text], ['csv', 'json'])).rejects.toThrow('csv=FILE or json=FILE');
    },
  );

  it('refuses one file for two exports, and a folder that is not there', async () => {
    await expect(exportTargets([`csv=${path}`, `json=${path}`], ['csv', 'json'])).rejects.toThrow(
      'given twice',
    );
    await expect(exportTargets([`csv=${path}/a/b.csv`], ['csv'])).rejects.toThrow('there is no folder');
  });
});
