import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { makeFolders } from '../../io/make-folders.js';
import { StateError } from '../../io/state-folder-error.js';
import { type Lock, takeLock } from '../../io/state-folder-lock.js';
import { writing } from '../../io/write-file-error.js';
import { RunError } from './run-error.js';

/**
 * Keeps other runs away from a trial: whatever their output is, they would write one ledger, and each would take what
 * the other is receiving for what came before. The lock lies beside the crosswalk; one of a process that died is void.
 * @throws RunError `run-in-progress` @throws AtomicWriteError when it cannot be written
 */
export function lockTrial(crosswalk: string, protocol: string): Lock {
  const name = createHash('sha256').update(protocol).digest('hex').slice(0, 16);
  const folder = Buffer.from(`${realpathSync(crosswalk)}.runs/${name}`);
  writing(folder, () => makeFolders(folder, 0o700));
  try {
    return takeLock(folder);
  } catch (cause) {
    if (!(cause instanceof StateError) || cause.code !== 'run-in-progress') throw cause;
    const message = `another run is at work on this trial, and this one was not begun: ${cause.message}`;
    throw new RunError('run-in-progress', message, { cause });
  }
}
