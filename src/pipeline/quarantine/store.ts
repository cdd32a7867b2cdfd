import { joinPath, type PathBytes, textToPath } from '../../io/path-bytes.js';
import { lookAtState, type StateLook } from '../../io/state-folder-look.js';
import { entriesOf, type QuarantineEntry } from './entries.js';
import { QuarantineError } from './quarantine-error.js';
import { type Release, type ReleaseLog, readReleases, writeRelease } from './release-log.js';

/** The quarantine of the runs that wrote to one output folder: locked from opening to `close`. */
export interface QuarantineStore {
  readonly state: StateLook;
  readonly entries: readonly QuarantineEntry[];
  /** Of an entry; undefined while it waits. */
  releaseOf(entry: number): Release | undefined;
  /** Where the copy of an entry stands; undefined where it could not be made. */
  storedPath(entry: QuarantineEntry): PathBytes | undefined;
  /** Adds to the log of releases; {@link appendRelease} asks first whether that may be. @throws AtomicWriteError */
  log(release: Release): void;
  /** Gives up the lock. Never throws. */
  close(): void;
}

/**
 * Opens the quarantine in a state folder.
 * @throws StateError when there is none, others may look into it, or a run is at work; JournalDamaged
 * @throws QuarantineError `release-log-damaged`
 */
export function openQuarantine(state: PathBytes | string): QuarantineStore {
  const look = lookAtState(state);
  try {
    return new Store(look, entriesOf(look), readReleases(look.path));
  } catch (error) {
    look.close();
    throw error;
  }
}

class Store implements QuarantineStore {
  constructor(
    readonly state: StateLook,
    readonly entries: readonly QuarantineEntry[],
    private logged: ReleaseLog,
  ) {}

  releaseOf(entry: number): Release | undefined {
    return this.logged.releases.find((release) => release.entry === entry);
  }

  storedPath({ output }: QuarantineEntry): PathBytes | undefined {
    return output && joinPath(this.state.quarantinePath, textToPath(output));
  }

  log(release: Release): void {
    writeRelease(this.state.path, this.logged, release);
    this.logged = readReleases(this.state.path);
  }

  close(): void {
    this.state.close();
  }
}

/** Who wants to let a file go, and why. */
export interface ReleaseRequest {
  readonly entry: number;
  /** In words. */
  readonly reason: string;
  /** Another person than who ran the run. */
  readonly operator: string;
  /** As the system says. */
  readonly osUser: string;
}

/** The entry with a number. @throws QuarantineError `entry-unknown` */
export function entryNumbered(
  { entries }: Pick<QuarantineStore, 'entries'>,
  number: number,
): QuarantineEntry {
  const entry = entries[number - 1];
  if (entry) return entry;
  const last = entries.length;
  const there = last === 0 ? 'the quarantine is empty' : `there are 1 to ${last}`;
  throw new QuarantineError('entry-unknown', `the quarantine has no entry ${number}: ${there}`);
}

/**
 * The entry that may be let go: it waits, is there, and a second person says why. Asked before anything is written.
 * @throws QuarantineError
 */
export function releasable(store: QuarantineStore, request: ReleaseRequest): QuarantineEntry {
  const entry = entryNumbered(store, request.entry);
  if (request.reason.trim() === '')
    throw new QuarantineError('reason-missing', 'a release needs its reason: --reason TEXT');
  if (request.operator.trim() === '')
    throw new QuarantineError('operator-missing', 'a release needs a name: --operator NAME');
  if (!entry.output)
    throw new QuarantineError('entry-not-kept', `the file of entry ${entry.number} could not be copied`);
  if (entry.isSettled)
    throw new QuarantineError(
      'entry-settled',
      `the file of entry ${entry.number} was written when its run was completed`,
    );
  if (store.releaseOf(entry.number))
    throw new QuarantineError('already-released', `entry ${entry.number} is released`);
  refuseOnePerson(entry, request);
  return entry;
}

/** Four eyes. A run that named no operator was run by whoever the system says. */
function refuseOnePerson({ ranBy }: QuarantineEntry, { operator, osUser }: ReleaseRequest): void {
  const own = folded(operator);
  const isRunner =
    ranBy.operator === null
      ? own === folded(ranBy.osUser) || osUser === ranBy.osUser
      : own === folded(ranBy.operator);
  if (!isRunner) return;
  const message =
    ranBy.operator === null
      ? 'the run named no operator, so it needs a person with another account to release what it quarantined'
      : 'who ran the run may not release what it quarantined: it needs a second person';
  throw new QuarantineError('second-person-needed', message);
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * Records that a file was let go, once its output stands.
 * @throws QuarantineError as {@link releasable}; AtomicWriteError
 */
export function appendRelease(
  store: QuarantineStore,
  request: ReleaseRequest & { readonly at: Date; readonly output: Release['output'] },
): Release {
  const { output, ranBy } = releasable(store, request);
  const { entry, reason, operator, osUser, at } = request;
  const release: Release = {
    entry,
    sha256: output?.sha256 ?? '',
    reason: reason.trim(),
    operator: operator.trim(),
    osUser,
    ranBy,
    at: at.toISOString(),
    output: request.output,
  };
  store.log(release);
  return release;
}
