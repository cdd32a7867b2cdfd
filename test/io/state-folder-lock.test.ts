import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../../src/io/state-folder-lock.js';

let folder = '';
let bytes = Buffer.alloc(0);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-lock-'));
  bytes = Buffer.from(folder);
});

/** What a lock file of this process would hold, changed. */
function plant(number: number, changes: object): void {
  const lock = takeLock(bytes);
  const holder = JSON.parse(readFileSync(lock.path, 'utf8')) as object;
  lock.release();
  writeFileSync(join(folder, `run-${number}.lock`), JSON.stringify({ ...holder, ...changes }));
}

/** The number of a process that is no more. */
function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

describe('a lock', () => {
  it('is held by one at a time, and leaves nothing', () => {
    const lock = takeLock(bytes);
    expect(() => takeLock(bytes)).toThrow(`its lock is ${lock.path}`);
    lock.release();
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    takeLock(bytes).release();
  });

  it('names no user and no host', () => {
    const lock = takeLock(bytes);
    expect(Object.keys(JSON.parse(readFileSync(lock.path, 'utf8')) as object).sort()).toEqual(
      ['began', 'machine', 'pid', 'since'].filter((key) => key !== 'began' || process.platform === 'linux'),
    );
    lock.release();
  });

  it('of a dead process is taken over, and removed in the end', () => {
    plant(3, { pid: deadPid() });
    const lock = takeLock(bytes);
    expect(lock.path.toString()).toMatch(/run-4\.lock$/);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a process whose number another has now is taken over', () => {
    if (process.platform !== 'linux') return;
    plant(1, { began: 'an-earlier-boot:1' });
    takeLock(bytes).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that another machine holds is not touched, and the message names it', () => {
    plant(1, { pid: deadPid(), machine: 'another' });
    expect(() => takeLock(bytes)).toThrow(/on another machine; if none is, remove .*run-1\.lock$/);
    expect(readdirSync(folder)).toEqual(['run-1.lock']);
  });

  it.each(['', '{', 'null', '{"pid":-1,"machine":"x"}'])(
    'that holds %j is taken for a living one',
    (text) => {
      writeFileSync(join(folder, 'run-1.lock'), text);
      expect(() => takeLock(bytes)).toThrow('run-1.lock');
    },
  );

  it('is refused also when an earlier number is held', () => {
    const lock = takeLock(bytes);
    writeFileSync(join(folder, 'run-7.lock'), JSON.stringify({ pid: deadPid(), machine: 'x' }));
    expect(() => takeLock(bytes)).toThrow('run-');
    lock.release();
  });

  it('goes to one of many that find that of a dead process at once', async () => {
    plant(1, { pid: deadPid() });
    const script = new URL('lock-one.mjs', import.meta.url).pathname;
    const ends = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
        let text = '';
        child.stdout.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        await new Promise((resolve) => child.on('close', resolve));
        return text.trim();
      }),
    );
    expect(ends.filter((end) => end === 'taken').length).toBeLessThanOrEqual(1);
    expect(ends.filter((end) => end !== 'taken' && end !== 'run-in-progress')).toEqual([]);
    expect(ends).toContain('run-in-progress');
  });
});
