import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../../../../src/io/state-folder-lock.js';
import { withListLock } from '../../../../src/pipeline/qc-motion/qualification/list-lock.js';

let folder = '';
let list = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corelab-list-lock-'));
  list = join(folder, 'devices.csv');
});

const signal = new AbortController().signal;

/** The lock as another process of a number would hold it. */
function plant(pid: number): string {
  const place = join(folder, '.devices.csv.lock');
  mkdirSync(place);
  const lock = takeLock(Buffer.from(place));
  const path = lock.path.toString();
  const { began: _, ...holder } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify({ ...holder, pid }));
  return path;
}

describe('the lock of a list', () => {
  it('lets one work at a time, gives back what the work gave, and leaves nothing', async () => {
    let [inside, most] = [0, 0];
    const work = async (): Promise<number> => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return inside--;
    };
    const results = await Promise.all(Array.from({ length: 6 }, () => withListLock(list, signal, work)));
    expect([results, most]).toEqual([[1, 1, 1, 1, 1, 1], 1]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is free again after work that failed', async () => {
    const failing = withListLock(list, signal, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken over from a process that is no more', async () => {
    plant(spawnSync(process.execPath, ['--version']).pid);
    expect(await withListLock(list, signal, async () => 'done')).toBe('done');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('waits for a process that lives, and then says so', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 20000)']);
    try {
      plant(other.pid ?? 0);
      let isDone = false;
      const work = async (): Promise<void> => {
        isDone = true;
      };
      await expect(withListLock(list, signal, work, 50)).rejects.toMatchObject({ code: 'run-in-progress' });
      await expect(withListLock(list, signal, work, 0)).rejects.toThrow(
        `another run is adding to ${list}; if none is, remove the folder ${folder}/.devices.csv.lock`,
      );
      expect(isDone).toBe(false);
      const waiting = withListLock(list, signal, work);
      other.kill();
      await waiting;
      expect(isDone).toBe(true);
    } finally {
      other.kill();
    }
  });

  it('stops waiting when the run is interrupted', async () => {
    plant(process.pid);
    const controller = new AbortController();
    const waiting = withListLock(list, controller.signal, async () => undefined);
    setTimeout(() => controller.abort(new Error('stop')), 10);
    await expect(waiting).rejects.toThrow('stop');
  });
});
