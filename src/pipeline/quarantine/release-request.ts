import type { QuarantineEntry } from './entries.js';
import { QuarantineError } from './quarantine-error.js';
import type { BegunRelease, RefusedRelease, Release, Vouched } from './release-log.js';
import { entryNumbered, type QuarantineStore } from './store.js';

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

/** A request at the time of a step, and what the person vouches for. */
export interface RequestAt extends ReleaseRequest {
  readonly at: Date;
  readonly vouched: Vouched;
}

/**
 * Records that the output is verified, just before it gets its name.
 * @throws QuarantineError as {@link releasable}; AtomicWriteError
 */
export function appendBegun(
  store: QuarantineStore,
  { output, ...request }: RequestAt & Pick<BegunRelease, 'output'>,
): void {
  store.log({ step: 'begun', ...stepOf(store, request), output });
}

/**
 * Records that a file was let go, once its output stands.
 * @throws QuarantineError as {@link releasable}; AtomicWriteError
 */
export function appendRelease(
  store: QuarantineStore,
  { output, ...request }: RequestAt & Pick<Release, 'output'>,
): Release {
  const release: Release = { step: 'released', ...stepOf(store, request), output };
  store.log(release);
  return release;
}

/**
 * Records that an output was refused although a person vouched, and why.
 * @throws QuarantineError as {@link releasable}; AtomicWriteError
 */
export function appendRefusal(
  store: QuarantineStore,
  { refusal, ...request }: RequestAt & Pick<RefusedRelease, 'refusal'>,
): void {
  store.log({ step: 'refused', ...stepOf(store, request), refusal });
}

function stepOf(store: QuarantineStore, request: RequestAt): Omit<Release, 'step' | 'output'> {
  const { output, ranBy, code } = releasable(store, request);
  const { entry, reason, operator, osUser, at, vouched } = request;
  return {
    ...{ entry, code },
    sha256: output?.sha256 ?? '',
    reason: reason.trim(),
    operator: operator.trim(),
    ...{ osUser, ranBy },
    at: at.toISOString(),
    vouched,
  };
}
