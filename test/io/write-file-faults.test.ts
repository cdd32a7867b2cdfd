import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Journal } from '../../src/io/journal.js';
import { writePieces } from '../../src/io/write-file.js';
import { AtomicWriteError } from '../../src/io/write-file-error.js';

type Call = 'writeSync' | 'fsyncSync' | 'fdatasyncSync' | 'closeSync' | 'linkSync' | 'renameSync';
/** What the file system does wrong: which call, from which on, with which error, or how much less it writes. */
const faults: { call?: Call; after: number; code: string; shortWrites?: number } = { after: 0, code: '' };

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const failing =
    (call: Call) =>
    (...args: never[]) => {
      if (faults.call === call && faults.after-- <= 0) {
        if (call === 'closeSync') fs.closeSync(...(args as unknown as [number]));
        throw Object.assign(new Error('fault'), { code: faults.code, syscall: call });
      }
      const [fd, data, from, length, at] = args as unknown as [number, Uint8Array, number, number, number];
      if (call === 'writeSync' && faults.shortWrites) {
        return fs.writeSync(fd, data, from, Math.min(length, faults.shortWrites), at);
      }
      return (fs[call] as (...args: never[]) => unknown)(...args);
    };
  const calls: Call[] = ['writeSync', 'fsyncSync', 'fdatasyncSync', 'closeSync', 'linkSync', 'renameSync'];
  return { ...fs, ...Object.fromEntries(calls.map((call) => [call, failing(call)])) };
});

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-faults-'));
  path = join(folder, 'out.dcm');
  return () => {
    fail(undefined);
    faults.shortWrites = 0;
    rmSync(folder, { recursive: true });
  };
});

function fail(call: Call | undefined, code = '', after = 0): void {
  Object.assign(faults, { call, code, after });
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return error instanceof AtomicWriteError ? error.code : `other: ${String(error)}`;
  }
}

const PIECES = [Buffer.alloc(3000, 1), Buffer.alloc(3000, 2), Buffer.alloc(3000, 3)];
const OPTIONS = { mode: 0o644, sync: true, buffer: new Uint8Array(1024) };

describe('a file on a disk that fails', () => {
  it.each<[Call, string, number, string]>([
    ['writeSync', 'ENOSPC', 0, 'disk-full'],
    ['writeSync', 'ENOSPC', 2, 'disk-full'],
    ['writeSync', 'EDQUOT', 1, 'quota-used-up'],
    ['writeSync', 'EIO', 1, 'io-error'],
    ['fsyncSync', 'EIO', 0, 'io-error'],
    ['closeSync', 'EDQUOT', 0, 'quota-used-up'],
    ['linkSync', 'ENOSPC', 0, 'disk-full'],
    ['linkSync', 'EROFS', 0, 'read-only'],
  ])('is not there, nor any part of it, when %s says %s', (call, code, after, expected) => {
    fail(call, code, after);
    expect(codeOf(() => writePieces(path, PIECES, OPTIONS))).toBe(expected);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves the earlier file when it cannot take its name', () => {
    writePieces(path, [Buffer.from('old')], OPTIONS);
    fail('renameSync', 'EACCES');
    expect(codeOf(() => writePieces(path, PIECES, { ...OPTIONS, replace: true }))).toBe('permission-denied');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['out.dcm']);
  });

  it('is whole when each call writes less than it was given', () => {
    faults.shortWrites = 7;
    writePieces(path, PIECES, OPTIONS);
    expect(readFileSync(path)).toEqual(Buffer.concat(PIECES));
  });
});

describe('a file system without hard links', () => {
  it('takes the file by a rename', () => {
    fail('linkSync', 'EPERM');
    writePieces(path, PIECES, OPTIONS);
    expect(readFileSync(path)).toEqual(Buffer.concat(PIECES));
    expect(readdirSync(folder)).toEqual(['out.dcm']);
  });

  it('still refuses a name that was taken meanwhile', () => {
    function* pieces() {
      writePieces(path, [Buffer.from('other')], OPTIONS);
      fail('linkSync', 'ENOTSUP');
      yield Buffer.from('mine');
    }
    expect(codeOf(() => writePieces(path, pieces(), OPTIONS))).toBe('exists');
    expect(readFileSync(path, 'utf8')).toBe('other');
  });
});

describe('a limit of the system', () => {
  it('ends a file as a full disk does', () => {
    const write = new URL('write-one.mjs', import.meta.url).pathname;
    // 8 blocks of 512 bytes; the system answers EFBIG after a short write.
    const script = `ulimit -f 8; exec ${process.execPath} ${write} ${path} 9000`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe('file-too-large\n');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a journal on a disk that fails', () => {
  const entry = (name: string) =>
    ({ input: { root: 0, path: name, size: 1, mtimeMs: 1 }, outcome: 'skipped' }) as const;
  const run = 'ab'.repeat(32);

  it.each<[Call, string, string]>([
    ['writeSync', 'ENOSPC', 'disk-full'],
    ['fdatasyncSync', 'EIO', 'io-error'],
  ])('takes back what it could not keep when %s says %s', (call, code, expected) => {
    const file = Buffer.from(join(folder, 'journal'));
    const journal = Journal.open(file, run);
    journal.append([entry('a')]);
    const before = readFileSync(file);
    faults.shortWrites = 10;
    fail(call, code, call === 'writeSync' ? 3 : 0);
    expect(codeOf(() => journal.append([entry('b'), entry('c')]))).toBe(expected);
    fail(undefined);
    expect(readFileSync(file)).toEqual(before);
    expect(journal.last({ root: 0, path: 'b' })).toBeUndefined();
    expect(() => journal.append([entry('d')])).toThrow('no more entries');
    const again = Journal.open(file, run);
    expect([...again.entries].map(({ input }) => input.path)).toEqual(['a']);
    again.append([entry('b')]);
    again.close();
  });

  it('is not there when it cannot be made', () => {
    fail('writeSync', 'ENOSPC');
    expect(codeOf(() => Journal.open(Buffer.from(join(folder, 'journal')), run))).toBe('disk-full');
    expect(existsSync(join(folder, 'journal'))).toBe(false);
  });
});
