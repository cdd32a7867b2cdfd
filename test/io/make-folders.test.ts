import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolders } from '../../src/io/make-folders.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-make-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('folders', () => {
  it('are made with those above them, each with the mode that was asked for, and are there already then', () => {
    const path = join(folder, 'a', 'b', 'c');
    expect([makeFolders(path, 0o700), makeFolders(path, 0o700)]).toEqual([true, false]);
    expect(['a', 'a/b', 'a/b/c'].map((name) => modeOf(join(folder, name)))).toEqual([0o700, 0o700, 0o700]);
  });

  it('are as they were where they exist, behind a link, too', () => {
    const [real, link] = [join(folder, 'real'), join(folder, 'link')];
    mkdirSync(real);
    chmodSync(real, 0o750);
    symlinkSync(real, link);
    expect([makeFolders(link, 0o700), makeFolders(join(link, 'new'), 0o700)]).toEqual([false, true]);
    expect([modeOf(real), modeOf(join(real, 'new'))]).toEqual([0o750, 0o700]);
  });

  it('have names of any bytes, and may be spelt with .. and a slash at the end', () => {
    const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.of(0xff), Buffer.from('/x')]);
    expect([makeFolders(path), statSync(path).isDirectory()]).toEqual([true, true]);
    expect(makeFolders(`${folder}/d/../e/`)).toBe(true);
    expect(statSync(join(folder, 'e')).isDirectory()).toBe(true);
  });

  it('are not made in place of a file, in a file, or through a link that leads nowhere', () => {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(join(folder, 'gone'), join(folder, 'link'));
    expect(() => makeFolders(join(folder, 'file'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(() => makeFolders(join(folder, 'file', 'x'))).toThrow(
      expect.objectContaining({ code: 'ENOTDIR' }),
    );
    expect(() => makeFolders(join(folder, 'link'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(() => makeFolders(join(folder, 'link', 'x'))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  });

  it.each(['/proc/corelab', '/proc/corelab/a/b'])(
    'are refused, and not asked for without end, where the system takes none: %s',
    (path) => {
      expect(() => makeFolders(path)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    },
  );
});
