import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FileError, FileSource } from '../../src/io/file-source.js';

const root = mkdtempSync(join(tmpdir(), 'corelab-source-'));
afterAll(() => rmSync(root, { recursive: true }));

let count = 0;
function made(content: string | Buffer): { path: string; source: FileSource } {
  const path = join(root, `f${count++}`);
  writeFileSync(path, content);
  return { path, source: new FileSource(Buffer.from(path)) };
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof FileError ? error.code : `not a FileError: ${error}`;
  }
}

const opening = (path: string | Buffer): string | undefined =>
  codeOf(() => new FileSource(Buffer.from(path as string)).close());

describe('FileSource', () => {
  it('reads windows, and less at the end', () => {
    const { source } = made('abcdefgh');
    const target = new Uint8Array(6);
    expect(source.size).toBe(8);
    expect(source.read(target, 1, 3, 2)).toBe(3);
    expect(Buffer.from(target).toString('latin1')).toBe('\0cde\0\0');
    expect(source.read(target, 0, 6, 5)).toBe(3);
    expect(source.read(target, 0, 6, 8)).toBe(0);
    expect(source.read(target, 0, 6, 1e12)).toBe(0);
    source.close();
  });

  it.each<[string, () => string | Buffer, string]>([
    ['nothing', () => join(root, 'gone'), 'not-found'],
    ['something below a file', () => join(made('x').path, 'y'), 'not-found'],
    ['a folder', () => root, 'special-file'],
    ['a device', () => '/dev/null', 'special-file'],
    ['a name that no file can have', () => `${root}/a\0b`, 'io-error'],
  ])('does not open %s', (_, path, code) => {
    expect(opening(path())).toBe(code);
  });

  it('does not wait for the writer of a pipe', () => {
    const path = join(root, 'pipe');
    execFileSync('mkfifo', [path]);
    expect(opening(path)).toBe('special-file');
  });

  it('says nothing of the path or the system in its error', () => {
    const name = 'Doe_Jane';
    const error = (() => {
      try {
        return new FileSource(Buffer.from(join(root, name)));
      } catch (thrown) {
        return thrown as Error;
      }
    })();
    expect(`${(error as Error).message} ${(error as Error).stack}`).not.toContain(name);
  });

  it('notices a file that grew, shrank or was written again', () => {
    const changes: ((path: string) => void)[] = [
      (path) => appendFileSync(path, 'more'),
      (path) => truncateSync(path, 2),
      (path) => utimesSync(path, 1, 1),
    ];
    for (const change of changes) {
      const { path, source } = made('abcdefgh');
      source.assertUnchanged();
      change(path);
      expect(codeOf(() => source.assertUnchanged())).toBe('changed-while-read');
      source.close();
    }
  });

  it('goes on reading what it opened when the name is given to another file', () => {
    const { path, source } = made('old');
    rmSync(path);
    writeFileSync(path, 'newer');
    const target = new Uint8Array(3);
    source.read(target, 0, 3, 0);
    expect(Buffer.from(target).toString()).toBe('old');
    source.assertUnchanged();
    source.close();
  });

  it('gives a code when it is read after it was closed, and closes twice without harm', () => {
    const { source } = made('x');
    source.close();
    source.close();
    expect(codeOf(() => source.read(new Uint8Array(1), 0, 1, 0))).toBe('io-error');
  });

  it('opens an empty file', () => {
    const { source } = made('');
    expect(source.size).toBe(0);
    source.close();
    mkdirSync(join(root, 'again'), { recursive: true });
  });
});
