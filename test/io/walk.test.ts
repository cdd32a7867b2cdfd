import { execFileSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WalkEntry, type WalkOptions, walk } from '../../src/io/walk.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'corelab-walk-'));
});
// Node's own removal is recursive and cannot go as deep.
afterEach(() => execFileSync('rm', ['-rf', root]));

const at = (...parts: string[]): string => join(root, ...parts);
const file = (...parts: string[]): void => writeFileSync(at(...parts), 'x');
const folder = (...parts: string[]): void => {
  mkdirSync(at(...parts), { recursive: true });
};
const shown = ({ path, problem }: WalkEntry): string =>
  `${path.toString('latin1')}${problem ? ` ${problem}` : ''}`;
const walked = (options: WalkOptions = {}, from = root): string[] =>
  [...walk(Buffer.from(from), options)].map(shown);

describe('walk', () => {
  it('finds nothing in an empty folder', () => {
    expect(walked()).toEqual([]);
  });

  it('finds every file at any depth, in the order of the bytes of the paths', () => {
    folder('b', 'c');
    folder('empty');
    for (const path of ['b/c/1', 'b/2', 'b-', 'b0', 'a', 'Z']) file(path);
    expect(walked()).toEqual(['Z', 'a', 'b-', 'b/2', 'b/c/1', 'b0']);
  });

  it('takes a file for a root, and has no name for it', () => {
    file('a');
    expect(walked({}, at('a'))).toEqual(['']);
  });

  it('says what is wrong with a root that is not there', () => {
    expect(walked({}, at('nothing'))).toEqual([' io-error']);
  });

  it('gives names that are not UTF-8 byte by byte', () => {
    const odd = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0xe9, 0x80])]);
    mkdirSync(odd);
    writeFileSync(Buffer.concat([odd, Buffer.from('/\xc3', 'latin1')]), 'x');
    expect(walked()).toEqual(['\xff\xe9\x80/\xc3']);
  });

  it('reads a link to a file, and follows a link to a folder', () => {
    folder('real');
    file('real', '1');
    symlinkSync('real', at('link'));
    symlinkSync(join('real', '1'), at('one'));
    expect(walked()).toEqual(['link/1', 'one', 'real seen-elsewhere']);
  });

  it('follows a link that leads out of the root', () => {
    folder('inside');
    folder('outside');
    file('outside', '1');
    symlinkSync(at('outside'), at('inside', 'link'));
    expect(walked({}, at('inside'))).toEqual(['link/1']);
  });

  it('ends where links lead back up, or to themselves', () => {
    folder('a', 'b');
    file('a', 'b', '1');
    symlinkSync('../..', at('a', 'b', 'up'));
    symlinkSync('self', at('self'));
    symlinkSync('pong', at('ping'));
    symlinkSync('ping', at('pong'));
    expect(walked()).toEqual([
      'a/b/1',
      'a/b/up link-loop',
      'ping dangling-link',
      'pong dangling-link',
      'self dangling-link',
    ]);
  });

  it('names a link that leads nowhere', () => {
    symlinkSync('gone', at('link'));
    expect(walked()).toEqual(['link dangling-link']);
  });

  it('names pipes, sockets and devices, and opens none of them', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('/dev/zero', at('zero'));
    const server = createServer();
    await new Promise<void>((listening) => server.listen(at('socket'), listening));
    const found = walked();
    await new Promise((closed) => server.close(closed));
    expect(found).toEqual(['pipe special-file', 'socket special-file', 'zero special-file']);
  });

  it('names a folder that went away before it was read', () => {
    folder('a');
    file('a', '1');
    folder('b');
    const found: string[] = [];
    for (const entry of walk(Buffer.from(root))) {
      found.push(shown(entry));
      rmSync(at('b'), { recursive: true, force: true });
    }
    expect(found).toEqual(['a/1', 'b io-error']);
  });

  it('gives a file that goes away later: who opens it finds out', () => {
    file('a');
    file('b');
    const found: string[] = [];
    for (const entry of walk(Buffer.from(root))) {
      found.push(shown(entry));
      if (found.length === 1) unlinkSync(at('b'));
    }
    expect(found).toEqual(['a', 'b']);
  });

  it('goes as deep as a path can be', () => {
    const depth = Math.floor((4090 - root.length) / 2);
    // Built from within: a shell that changes folder has no need of the long path.
    execFileSync(
      process.execPath,
      [
        '-e',
        `for (let i = 0; i < ${depth}; i++) { fs.mkdirSync('d'); process.chdir('d'); } fs.writeFileSync('f', 'x');`,
      ],
      { cwd: root },
    );
    const found = walked();
    expect(found).toHaveLength(1);
    expect(found[0]).toHaveLength(2 * depth + 1);
    expect(depth).toBeGreaterThan(1900);
  });

  it('says that a folder is too deep for a path instead of leaving it out', () => {
    execFileSync(
      process.execPath,
      [
        '-e',
        "const name = 'd'.repeat(200); for (let i = 0; i < 25; i++) { fs.mkdirSync(name); process.chdir(name); } fs.writeFileSync('f', 'x');",
      ],
      { cwd: root },
    );
    const found = walked();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/d (io-error|unreadable-folder)$/);
  });

  it('asks what to leave out, of folders and files, and then looks no further', () => {
    folder('viewer', 'plugins');
    for (const path of ['viewer/a', 'viewer/plugins/b', 'c', 'd']) file(path);
    const asked: string[] = [];
    const excluded = (path: Buffer): boolean => {
      asked.push(path.toString());
      return ['viewer', 'd'].includes(path.toString());
    };
    expect(walked({ excluded })).toEqual(['c']);
    expect(asked).toEqual(['c', 'd', 'viewer']);
  });

  it('meets no folder twice when roots share what they visited', () => {
    folder('a', 'b');
    file('a', 'b', '1');
    file('a', '2');
    const visited = new Set<string>();
    expect(walked({ visited }, at('a', 'b'))).toEqual(['1']);
    expect(walked({ visited }, at('a'))).toEqual(['2', 'b seen-elsewhere']);
    expect(walked({ visited }, at('a'))).toEqual([' seen-elsewhere']);
  });

  it('gives both names of a file that has two', () => {
    file('a');
    linkSync(at('a'), at('b'));
    expect(walked()).toEqual(['a', 'b']);
  });

  it('tells folders apart by whole inode numbers', () => {
    folder('a');
    const visited = new Set<string>();
    walked({ visited });
    const { dev, ino } = statSync(at('a'), { bigint: true });
    expect(visited).toContain(`${dev}:${ino}`);
  });
});
