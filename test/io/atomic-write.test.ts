import { execFileSync } from 'node:child_process';
import {
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
import { writeAtomically } from '../../src/io/atomic-write.js';
import { AtomicWriteError } from '../../src/io/write-file-error.js';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-write-'));
  path = join(folder, 'out.json');
});

async function errorOf(work: Promise<unknown>): Promise<AtomicWriteError> {
  const error = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AtomicWriteError);
  return error as AtomicWriteError;
}

describe('a file written atomically', () => {
  it('holds text and bytes in order, and leaves nothing else', async () => {
    await writeAtomically(path, ['é', Buffer.from([0, 255]), '', 'z'], { mode: 0o644 });
    expect(readFileSync(path)).toEqual(
      Buffer.concat([Buffer.from('é'), Buffer.from([0, 255]), Buffer.from('z')]),
    );
    expect(readdirSync(folder)).toEqual(['out.json']);
  });

  it('may be made while it is written', async () => {
    async function* pieces() {
      for (let i = 0; i < 3; i++) yield `${i}`;
    }
    await writeAtomically(path, pieces(), { mode: 0o644 });
    expect(readFileSync(path, 'utf8')).toBe('012');
  });

  it('replaces an earlier file, its mode too', async () => {
    writeFileSync(path, 'old', { mode: 0o666 });
    await writeAtomically(path, ['new'], { mode: 0o600 });
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('obeys the umask', async () => {
    await writeAtomically(path, ['x'], { mode: 0o644 });
    expect(statSync(path).mode & 0o777).toBe(0o644 & ~process.umask());
  });

  it('is not there until it is whole', async () => {
    function* pieces() {
      yield 'a';
      expect(readdirSync(folder).filter((name) => name === 'out.json')).toEqual([]);
      expect(readdirSync(folder)).toHaveLength(1);
      yield 'b';
    }
    await writeAtomically(path, pieces(), { mode: 0o600 });
    expect(readFileSync(path, 'utf8')).toBe('ab');
  });

  it('follows a link, and keeps it', async () => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real', 'r.json'), 'old');
    symlinkSync(join(folder, 'real', 'r.json'), path);
    await writeAtomically(path, ['new'], { mode: 0o644 });
    expect(readFileSync(join(folder, 'real', 'r.json'), 'utf8')).toBe('new');
    expect(readdirSync(join(folder, 'real'))).toEqual(['r.json']);
  });

  it('may have the longest name there is', async () => {
    const long = join(folder, `${'x'.repeat(250)}.json`);
    await writeAtomically(long, ['x'], { mode: 0o644 });
    expect(readFileSync(long, 'utf8')).toBe('x');
  });
});

describe('a write that fails', () => {
  it.each([
    ['its folder does not exist', (f: string) => join(f, 'no', 'x.json')],
    ['its folder is not a folder', (f: string) => join(f, 'file', 'x.json')],
    ['it is a folder', (f: string) => f],
    ['it is no regular file', (f: string) => join(f, 'pipe')],
    ['the name is too long', (f: string) => join(f, 'x'.repeat(300))],
  ])('says that %s', async (reason, target) => {
    writeFileSync(join(folder, 'file'), '');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const before = readdirSync(folder);
    const error = await errorOf(writeAtomically(target(folder), ['x'], { mode: 0o644 }));
    expect(error.message).toBe(`${target(folder)} could not be written: ${reason}`);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('leaves the earlier file and no partial one when its source fails', async () => {
    writeFileSync(path, 'old');
    function* pieces() {
      yield 'half';
      throw new RangeError('source');
    }
    await expect(writeAtomically(path, pieces(), { mode: 0o644 })).rejects.toThrow(RangeError);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['out.json']);
  });

  it('leaves nothing when it is aborted, even after the last piece', async () => {
    const controller = new AbortController();
    function* pieces() {
      yield 'a';
      controller.abort(new Error('stop'));
    }
    const { signal } = controller;
    await expect(writeAtomically(path, pieces(), { mode: 0o644, signal })).rejects.toThrow('stop');
    expect(readdirSync(folder)).toEqual([]);
  });
});
