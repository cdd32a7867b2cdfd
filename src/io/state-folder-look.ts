import { statSync } from 'node:fs';
import { placeOf } from './output-folder-place.js';
import { joinPath, type PathBytes, pathToText } from './path-bytes.js';
import { StateError } from './state-folder-error.js';
import { takeLock } from './state-folder-lock.js';
import { refuseReadableByOthers } from './state-folder-private.js';
import { type RunRecord, readRecord } from './state-folder-record.js';

/** The state of finished or interrupted runs, locked until `close`. */
export interface StateLook {
  /** Absolute, links resolved. */
  readonly path: PathBytes;
  /** The output folder of the runs. */
  readonly out: PathBytes;
  /** First one first, each with the path of its journal. */
  readonly runs: readonly (RunRecord & { readonly journalPath: PathBytes })[];
  readonly quarantinePath: PathBytes;
  /** Gives up the lock. Never throws. */
  close(): void;
}

/**
 * Opens a state folder to look at what its runs have done, and locks it, so that no run works on it meanwhile.
 * @throws StateError when there is none, others may look into it, or a run is at work
 */
export function lookAtState(state: PathBytes | string): StateLook {
  const { path } = placeOf(state);
  const name = pathToText(path).path;
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new StateError('state-missing', `there is no state folder ${name}`);
  refuseReadableByOthers(path);
  const lock = takeLock(path);
  try {
    const record = readRecord(path);
    if (!record) throw new StateError('state-missing', `the folder ${name} holds no state of a run`);
    return {
      path,
      out: record.out,
      runs: record.runs.map((run) => ({ ...run, journalPath: joinPath(path, Buffer.from(run.journal)) })),
      quarantinePath: joinPath(path, Buffer.from('quarantine')),
      close: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
