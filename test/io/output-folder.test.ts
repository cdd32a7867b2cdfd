import { chmodSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { isOutputEmpty, makeOutput, removeLeftovers } from '../../src/io/output-folder.js';
import { temporaryName } from '../../src/io/write-file-temporary.js';
import { withoutPrivileges } from '../helpers/unprivileged.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-out-'));
});

const put = (...names: string[]) => {
  mkdirSync(join(folder, ...names.slice(0, -1)), { recursive: true });
  writeFileSync(join(folder, ...names), 'x');
};
const all = () => (readdirSync(folder, { recursive: true }) as string[]).sort();

describe('leftovers', () => {
  it('are removed at every depth, and nothing else is', () => {
    put('S1', 'a.dcm');
    put('S1', 'st', temporaryName());
    put(temporaryName());
    expect(removeLeftovers(Buffer.from(folder))).toEqual({ removed: 2, failed: [] });
    expect(all()).toEqual(['S1', 'S1/a.dcm', 'S1/st']);
  });

  it.each([
    '.corelab-0123456789abcdef.tmp.dcm',
    'x.corelab-0123456789abcdef.tmp',
    '.corelab-0123456789ABCDEF.tmp',
    '.corelab-0123456789abcde.tmp',
    '.corelab-0123456789abcdef0.tmp',
    '.corelab-.tmp',
    '.corelab-0123456789abcdef.tmp\n',
  ])('are not what is only named alike: %j', (name) => {
    put(name);
    expect(removeLeftovers(Buffer.from(folder)).removed).toBe(0);
    expect(all()).toEqual([name]);
  });

  it('are not looked for behind links, nor taken for folders', () => {
    const other = mkdtempSync(join(tmpdir(), 'corelab-other-'));
    const name = temporaryName();
    writeFileSync(join(other, name), 'x');
    symlinkSync(other, join(folder, 'link'));
    symlinkSync(join(other, name), join(folder, name));
    mkdirSync(join(folder, temporaryName()));
    expect(removeLeftovers(Buffer.from(folder)).removed).toBe(0);
    expect(readdirSync(other)).toEqual([name]);
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it('that cannot be removed are named', async () => {
    const name = temporaryName();
    put('locked', name);
    chmodSync(join(folder, 'locked'), 0o555);
    const done = await withoutPrivileges(folder, async () => removeLeftovers(Buffer.from(folder)));
    expect(done).toEqual({ removed: 0, failed: [Buffer.from(join(folder, 'locked', name))] });
  });

  it('are none where there is no folder', () => {
    expect(removeLeftovers(Buffer.from(join(folder, 'no')))).toEqual({ removed: 0, failed: [] });
  });
});

describe('an output folder', () => {
  it('is empty when it does not exist, or holds nothing', () => {
    const out = Buffer.from(join(folder, 'a', 'b'));
    expect(isOutputEmpty(out)).toBe(true);
    makeOutput(out);
    expect(isOutputEmpty(out)).toBe(true);
    expect(isOutputEmpty(Buffer.from(folder))).toBe(false);
  });

  it('is no file, and does not lie in one', () => {
    put('file');
    for (const path of [join(folder, 'file'), join(folder, 'file', 'out')]) {
      expect(() => isOutputEmpty(Buffer.from(path))).toThrow('is not a folder');
      expect(() => makeOutput(Buffer.from(path))).toThrow('is not a folder');
    }
  });
});
