import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { makeFolders } from './make-folders.js';
import {
  isOutputEmpty,
  type Leftovers,
  makeOutput,
  notEmptyError,
  type RunPlaces,
  refuseOverlaps,
  removeLeftovers,
} from './output-folder.js';
import { placeOf } from './output-folder-place.js';
import { joinPath, type PathBytes, pathToText } from './path-bytes.js';
import { StateError } from './state-folder-error.js';
import { isLockName, type Lock, takeLock } from './state-folder-lock.js';
import { refuseReadableByOthers } from './state-folder-private.js';
import {
  RECORD_NAME,
  type RunRecord,
  readRecord,
  type StateRecord,
  writeRecord,
} from './state-folder-record.js';
import { errnoOf } from './write-file-error.js';
import { isTemporaryName } from './write-file-temporary.js';

/** What {@link StateFolder.open} needs to know of a run. */
export interface StateOptions {
  /** The state folder; made, with mode 0700, where there is none. */
  readonly state: PathBytes | string;
  /** The output folder; made where there is none. */
  readonly out: PathBytes | string;
  /** Files and folders that are read. */
  readonly inputs: readonly (PathBytes | string)[];
  /** Digest of configuration and inputs, hex: a run is completed only by one that does the same. */
  readonly run: string;
  /** Names the key that outputs are made with: in one output folder it is one, or a person would have two names. */
  readonly keyFingerprint?: string;
  /** Completes an interrupted run; where none had begun, begins it. */
  readonly resume?: boolean;
  /** Begins a run in an output folder that holds files. */
  readonly append?: boolean;
}

/**
 * The private memory of the runs that write to one output folder: who is at it now, what they were, and what each has
 * done (its {@link Journal}). Holds identities, so only its owner may look into it, and it lies outside the output.
 */
export class StateFolder {
  /** Absolute, links resolved. */
  readonly path: PathBytes;
  /** Whether an earlier run is being completed: its journal says what is done. */
  readonly resumed: boolean;
  /** Temporary files of runs that were ended in the middle, removed from both folders. */
  readonly leftovers: Leftovers;
  private record: StateRecord;

  private constructor(
    path: PathBytes,
    next: Next,
    private readonly lock: Lock,
  ) {
    this.path = path;
    this.resumed = next.resumed;
    this.record = next.record;
    this.leftovers = leftoversOf(path, next.record);
  }

  /**
   * Opens the state folder for one run, and locks it until `close`.
   * @throws StateError when folders lie in one another, others may look into the state, the output holds files of
   *   unknown origin, another run is at work, or the run does not fit the one that it should complete
   * @throws AtomicWriteError when the disk fails
   */
  static open(options: StateOptions): StateFolder {
    const places = placesOf(options);
    refuseOverlaps(places);
    const path = places.state.path;
    const made = makePrivate(path);
    let lock: Lock | undefined;
    try {
      lock = takeLock(path);
      const earlier = readRecord(path);
      if (!earlier) refuseStrangers(path);
      const next = nextRecord(earlier, places.out.path, options);
      makeOutput(places.out.path);
      refuseOverlaps(placesOf(options)); // now that they exist, they are compared as what they are
      writeRecord(path, next.record);
      return new StateFolder(path, next, lock);
    } catch (error) {
      lock?.release();
      if (made) removeEmpty(path);
      throw typed(error, path);
    }
  }

  /**
   * Refuses what {@link open} would refuse, and makes nothing: for a run that does other things first which would have
   * to be undone.
   * @param options without `run` where it is not known yet: then a run to be completed is taken for this one
   * @throws StateError
   */
  static check(options: Omit<StateOptions, 'run'> & { readonly run?: string }): void {
    const places = placesOf(options);
    refuseOverlaps(places);
    const { path } = places.state;
    let lock: Lock | undefined;
    try {
      const isThere = existsSync(path);
      if (isThere) {
        makePrivate(path);
        lock = takeLock(path);
      }
      const earlier = isThere ? readRecord(path) : undefined;
      if (isThere && !earlier) refuseStrangers(path);
      const run = options.run ?? earlier?.runs.at(-1)?.run ?? '';
      nextRecord(earlier, places.out.path, { ...options, run });
    } catch (error) {
      throw typed(error, path);
    } finally {
      lock?.release();
    }
  }

  /** The output folder: absolute, links resolved. */
  get out(): PathBytes {
    return this.record.out;
  }

  /** Where this run's journal is. */
  get journalPath(): PathBytes {
    return this.journals().at(-1) ?? this.path;
  }

  /** Where the journals of earlier, finished runs are that wrote to the same output folder, first one first. */
  get earlierJournals(): PathBytes[] {
    return this.journals().slice(0, -1);
  }

  /** Where files go that may not be released. Not made by this. */
  get quarantinePath(): PathBytes {
    return joinPath(this.path, Buffer.from('quarantine'));
  }

  /** Whether the output folder was empty when this run began, so that every file in it is this run's. */
  get fresh(): boolean {
    return this.record.runs.at(-1)?.fresh ?? false;
  }

  /** Notes that the run is complete: only then can another be appended. @throws AtomicWriteError */
  finish(): void {
    const runs = this.record.runs.map((run) => ({ ...run, finished: true }));
    writeRecord(this.path, { out: this.out, runs });
    this.record = { out: this.out, runs };
  }

  /** Gives up the lock. Never throws. */
  close(): void {
    this.lock.release();
  }

  private journals(): PathBytes[] {
    return this.record.runs.map((run) => joinPath(this.path, Buffer.from(run.journal)));
  }
}

function placesOf({ state, out, inputs }: Omit<StateOptions, 'run'>): RunPlaces {
  return { state: placeOf(state), out: placeOf(out), inputs: inputs.map(placeOf) };
}

/** @returns whether it was made. @throws StateError when there is another thing, or others may look into it */
function makePrivate(path: PathBytes): boolean {
  const name = pathToText(path).path;
  try {
    const made = makeFolders(path, 0o700);
    refuseReadableByOthers(path);
    return made;
  } catch (cause) {
    if (cause instanceof StateError) throw cause;
    const errno = errnoOf(cause);
    if (errno === 'EEXIST' || errno === 'ENOTDIR') {
      throw new StateError('state-not-a-folder', `the state folder ${name} is not a folder`, { cause });
    }
    throw typed(cause, path);
  }
}

/** An error of the system, as a typed one; others as they are. */
function typed(cause: unknown, path: PathBytes): unknown {
  if (!(cause instanceof Error) || !('syscall' in cause)) return cause;
  const message = `the state folder ${pathToText(path).path} cannot be used (${errnoOf(cause)})`;
  return new StateError('state-io', message, { cause });
}

/** A folder that holds other things is not taken for state: it is probably a mistake in the command line. */
function refuseStrangers(path: PathBytes): void {
  const own = (name: string) => isLockName(name) || isTemporaryName(name) || name === RECORD_NAME;
  if (readdirSync(path, { encoding: 'latin1' }).every(own)) return;
  const message = `the folder ${pathToText(path).path} holds files but no state of a run: give another as state folder`;
  throw new StateError('state-not-empty', message);
}

interface Next {
  readonly record: StateRecord;
  readonly resumed: boolean;
}

/** The record with this run in it. @throws StateError when it does not fit what was there */
function nextRecord(earlier: StateRecord | undefined, out: PathBytes, options: StateOptions): Next {
  const last = earlier?.runs.at(-1);
  if (!earlier || !last) return begun([], out, options);
  if (!earlier.out.equals(out)) {
    const message = 'the run that this state folder knows wrote to another output folder';
    throw new StateError('other-output', message);
  }
  refuseOtherKey(last, options);
  if (options.resume && last.run === options.run) return { record: earlier, resumed: true };
  if (options.append && last.finished) return begun(earlier.runs, out, options);
  if (options.resume) {
    const message =
      'the earlier run had another configuration or other inputs: complete it with the same ones';
    throw new StateError('other-configuration', message);
  }
  if (options.append) {
    const message = 'the earlier run is not finished: complete it with --resume before more is appended';
    throw new StateError('unfinished-run', message);
  }
  const message =
    'the state folder holds an earlier run: --resume completes it, --append adds to its output; or give other folders';
  throw new StateError('earlier-run', message);
}

/** DESIGN 2.4: what was made with another key does not go together with what is made now. */
function refuseOtherKey({ keyFingerprint: earlier }: RunRecord, { keyFingerprint: own }: StateOptions): void {
  if (earlier === undefined || own === undefined || earlier === own) return;
  const message = `the output folder holds what was made with the project key ${earlier}, not ${own}: give that one, or other folders`;
  throw new StateError('other-key', message);
}

function begun(
  runs: readonly RunRecord[],
  out: PathBytes,
  { run, append, keyFingerprint }: StateOptions,
): Next {
  const fresh = isOutputEmpty(out);
  if (!fresh && !append) throw notEmptyError(out);
  const number = String(runs.length + 1).padStart(4, '0');
  const startedAt = new Date().toISOString();
  const added = {
    run,
    ...(keyFingerprint !== undefined && { keyFingerprint }),
    ...{ journal: `journal-${number}.ndjson`, startedAt, fresh, finished: false },
  };
  return { record: { out, runs: [...runs, added] }, resumed: false };
}

function leftoversOf(path: PathBytes, { out }: StateRecord): Leftovers {
  const inOut = removeLeftovers(out);
  const inState = removeLeftovers(path);
  return { removed: inOut.removed + inState.removed, failed: [...inOut.failed, ...inState.failed] };
}

function removeEmpty(path: PathBytes): void {
  try {
    rmdirSync(path);
  } catch {
    // Something stands in it: it stays.
  }
}
