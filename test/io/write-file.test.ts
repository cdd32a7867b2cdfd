import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemorySource } from '../../src/dicom/byte-source.js';
import type { Piece } from '../../src/dicom/rewrite/piece.js';
import { FileSource } from '../../src/io/file-source.js';
import { writePieces } from '../../src/io/write-file.js';
import { AtomicWriteError, endsRun } from '../../src/io/write-file-error.js';
import { withoutPrivileges } from '../helpers/unprivileged.js';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-pieces-'));
  path = join(folder, 'out.dcm');
});

const MODE = { mode: 0o644 };
const bytes = (text: string) => Buffer.from(text);

function errorOf(work: () => unknown): AtomicWriteError {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(AtomicWriteError);
    return error as AtomicWriteError;
  }
  throw new Error('nothing was thrown');
}

describe('a file written from pieces', () => {
  it('holds new bytes and spans of sources in their order', () => {
    const source = new MemorySource(bytes('0123456789'));
    const pieces: Piece[] = [
      bytes('<'),
      { source, from: 2, to: 5 },
      bytes(''),
      bytes('|'),
      { source, from: 0, to: 1 },
    ];
    expect(writePieces(path, pieces, MODE)).toEqual({ size: 6 });
    expect(readFileSync(path, 'utf8')).toBe('<234|0');
    expect(readdirSync(folder)).toEqual(['out.dcm']);
  });

  it('is the same whatever the pieces and the buffer are', () => {
    const piece = fc.tuple(fc.boolean(), fc.uint8Array({ maxLength: 40 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 30 }), (parts, size) => {
        const whole = Buffer.concat(parts.map(([, part]) => part));
        const source = new MemorySource(whole);
        let at = 0;
        const pieces = parts.map(([span, part]): Piece => {
          at += part.length;
          return span ? { source, from: at - part.length, to: at } : part;
        });
        const options = { ...MODE, digest: true, replace: true, buffer: new Uint8Array(size) };
        const sha256 = createHash('sha256').update(whole).digest('hex');
        expect(writePieces(path, pieces, options)).toEqual({ size: whole.length, sha256 });
        expect(readFileSync(path)).toEqual(whole);
      }),
    );
  });

  it('takes what a source gives, little as it may be', () => {
    const whole = new MemorySource(bytes('slowly'));
    const source = {
      size: whole.size,
      read: (target: Uint8Array, at: number, _: number, position: number) =>
        whole.read(target, at, 1, position),
    };
    writePieces(path, [{ source, from: 0, to: 6 }], MODE);
    expect(readFileSync(path, 'utf8')).toBe('slowly');
  });

  it('may have spans from beyond 4 GiB', () => {
    const large = join(folder, 'large');
    writeFileSync(large, '');
    truncateSync(large, 5 * 2 ** 30);
    const source = new FileSource(Buffer.from(large));
    try {
      const span = { source, from: source.size - 3, to: source.size };
      expect(writePieces(path, [bytes('x'), span], MODE).size).toBe(4);
      expect(readFileSync(path)).toEqual(bytes('x\0\0\0'));
    } finally {
      source.close();
    }
  });

  it('makes the folders on its way, and has the mode that was asked for', () => {
    const deep = join(folder, 'a', 'b', 'c.dcm');
    writePieces(deep, [bytes('x')], { mode: 0o600, sync: true });
    expect(readFileSync(deep, 'utf8')).toBe('x');
    expect(statSync(deep).mode & 0o777).toBe(0o600);
  });

  it('may have a name that is not UTF-8', () => {
    const name = Buffer.from([0x4d, 0xfc, 0x2f, 0xff]);
    writePieces(Buffer.concat([Buffer.from(`${folder}/`), name]), [bytes('x')], MODE);
    const inner = Buffer.concat([Buffer.from(`${folder}/`), name.subarray(0, 2)]);
    expect(readdirSync(inner, { encoding: 'buffer' })).toEqual([Buffer.from([0xff])]);
  });

  it('is looked at before it has its name, and nothing is left when it does not pass', () => {
    const seen: string[] = [];
    const inspect = (temporary: Buffer): void => {
      seen.push(readFileSync(temporary, 'utf8'), ...readdirSync(folder).map((name) => name.slice(0, 9)));
      if (seen.length > 2) throw new Error('not this');
    };
    const write = (bytes: string): unknown =>
      writePieces(path, [Buffer.from(bytes)], { mode: 0o644, replace: true, inspect });
    write('one');
    expect(seen).toEqual(['one', '.corelab-']);
    expect(() => write('two')).toThrow('not this');
    expect(readdirSync(folder)).toEqual(['out.dcm']);
    expect(readFileSync(path, 'utf8')).toBe('one');
  });

  it('is not there until it is whole', () => {
    function* pieces() {
      yield bytes('a');
      expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\.corelab-[0-9a-f]{16}\.tmp$/)]);
    }
    writePieces(path, pieces(), MODE);
    expect(readdirSync(folder)).toEqual(['out.dcm']);
  });
});

describe('a name that is taken', () => {
  it('is refused, and the earlier file stays', () => {
    writeFileSync(path, 'old');
    expect(errorOf(() => writePieces(path, [bytes('new')], MODE)).code).toBe('exists');
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('is refused also when it was taken meanwhile', () => {
    function* pieces() {
      writeFileSync(path, 'other');
      yield bytes('mine');
    }
    expect(errorOf(() => writePieces(path, pieces(), MODE)).code).toBe('exists');
    expect(readFileSync(path, 'utf8')).toBe('other');
    expect(readdirSync(folder)).toEqual(['out.dcm']);
  });

  it('is replaced when that was asked for', () => {
    writeFileSync(path, 'old');
    writePieces(path, [bytes('new')], { ...MODE, replace: true });
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it.each(['folder', 'link', 'pipe'])('is never replaced when it is a %s', (kind) => {
    if (kind === 'folder') mkdirSync(path);
    else if (kind === 'pipe') execFileSync('mkfifo', [path]);
    else symlinkSync('/dev/null', path);
    const error = errorOf(() => writePieces(path, [bytes('x')], { ...MODE, replace: true }));
    expect(error.code).toBe('not-a-regular-file');
    expect(readdirSync(folder)).toEqual(['out.dcm']);
  });
});

describe('a file that cannot be written', () => {
  it('leaves nothing when a source ends before its span', () => {
    const pieces = [bytes('head'), { source: new MemorySource(bytes('short')), from: 2, to: 6 }];
    expect(errorOf(() => writePieces(path, pieces, MODE)).code).toBe('source-ended');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not taken for an empty span when a span ends before it begins', () => {
    const source = new MemorySource(bytes('0123'));
    expect(() => writePieces(path, [{ source, from: 3, to: 2 }], MODE)).toThrow(RangeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing when a source or the pieces fail, and passes their error on', () => {
    const source = {
      size: 4,
      read: () => {
        throw new RangeError('source');
      },
    };
    expect(() => writePieces(path, [{ source, from: 0, to: 4 }], MODE)).toThrow(RangeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['not-a-folder', (f: string) => join(f, 'file', 'x.dcm')],
    ['not-a-folder', (f: string) => join(f, 'file', 'deeper', 'x.dcm')],
    ['name-too-long', (f: string) => join(f, 'x'.repeat(300))],
    ['exists', (f: string) => f],
  ])('says %s', (code, target) => {
    writeFileSync(join(folder, 'file'), '');
    const error = errorOf(() => writePieces(target(folder), [bytes('x')], MODE));
    expect(error.code).toBe(code);
    expect(error.path).toBe(target(folder));
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('says that permission is denied', async () => {
    mkdirSync(join(folder, 'locked'));
    chmodSync(join(folder, 'locked'), 0o555);
    const error = await withoutPrivileges(folder, async () =>
      errorOf(() => writePieces(join(folder, 'locked', 'x.dcm'), [bytes('x')], MODE)),
    );
    expect(error.code).toBe('permission-denied');
  });

  it('ends the run only when the disk is at fault', () => {
    expect(endsRun('disk-full')).toBe(true);
    expect(endsRun('exists')).toBe(false);
  });
});
