import { mkdir, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StateError } from '../../../io/state-folder-error.js';
import { type Lock, takeLock } from '../../../io/state-folder-lock.js';
import { AtomicWriteError, errnoOf, writeError } from '../../../io/write-file-error.js';

/** Adding rows takes milliseconds: who still has the lock after this has stopped, or is on another machine. */
const LONGEST_WAIT_MS = 30_000;
/** Waits grow from the first to the last of these; processes that wait drift apart by their numbers. */
const [FIRST_WAIT_MS, LAST_WAIT_MS] = [5, 200];

/**
 * Does work on a list while no other process does: its lock is a hidden folder beside it, of which a dead process's is
 * known and taken over.
 * @param longestMs how long to wait for another process
 * @throws StateError `run-in-progress` where it does not get the lock; AtomicWriteError where the folder of the list
 *   cannot be written; the signal's reason; what `work` throws
 */
export async function withListLock<T>(
  list: string,
  signal: AbortSignal,
  work: () => Promise<T>,
  longestMs = LONGEST_WAIT_MS,
): Promise<T> {
  const folder = join(dirname(list), `.${basename(list)}.lock`);
  const lock = await patiently({ list, folder, signal, longestMs });
  try {
    return await work();
  } finally {
    lock.release();
    // Not empty where another process is about to take it.
    await rmdir(folder).catch(() => undefined);
  }
}

interface Wanted {
  readonly list: string;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly longestMs: number;
}

async function patiently(wanted: Wanted): Promise<Lock> {
  const { list, folder, signal, longestMs } = wanted;
  for (let waitedMs = 0, turn = 0; ; turn++) {
    signal.throwIfAborted();
    const lock = await attempt(wanted);
    if (lock) return lock;
    if (waitedMs >= longestMs) {
      const message = `another run is adding to ${list}; if none is, remove the folder ${folder}`;
      throw new StateError('run-in-progress', message);
    }
    const ms =
      Math.min(LAST_WAIT_MS, FIRST_WAIT_MS * 1.5 ** Math.min(turn, 20)) * (1 + (process.pid % 17) / 16);
    await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
    waitedMs += ms;
  }
}

/** undefined where another process has the lock, or gave it up in this moment. */
async function attempt({ list, folder }: Wanted): Promise<Lock | undefined> {
  try {
    await mkdir(folder, { mode: 0o700 }).catch((cause: unknown) => {
      if (errnoOf(cause) !== 'EEXIST') throw writeError(list, cause);
    });
    return takeLock(Buffer.from(folder));
  } catch (error) {
    const isBusy = error instanceof StateError && error.code === 'run-in-progress';
    if (isBusy || errnoOf(error) === 'ENOENT') return undefined;
    await rmdir(folder).catch(() => undefined);
    // A full disk is told of the list, not of the lock that nobody knows.
    throw error instanceof AtomicWriteError ? writeError(list, error.cause ?? error) : error;
  }
}
