import { joinPath, type PathBytes, textToPath } from '../../io/path-bytes.js';
import { lookAtState, type StateLook } from '../../io/state-folder-look.js';
import { entriesOf, type QuarantineEntry } from './entries.js';
import { QuarantineError } from './quarantine-error.js';
import {
  type BegunRelease,
  type RefusedRelease,
  type Release,
  type ReleaseLog,
  type ReleaseStep,
  readReleases,
  writeStep,
} from './release-log.js';

/** The quarantine of the runs that wrote to one output folder: locked from opening to `close`. */
export interface QuarantineStore {
  readonly state: StateLook;
  readonly entries: readonly QuarantineEntry[];
  /** Of an entry; undefined while it waits. */
  releaseOf(entry: number): Release | undefined;
  /** The last one of an entry that was begun; it may have been ended. */
  begunOf(entry: number): BegunRelease | undefined;
  /** Of an entry: every release of it that was tried in vain. */
  refusalsOf(entry: number): readonly RefusedRelease[];
  /** Where the copy of an entry stands; undefined where it could not be made. */
  storedPath(entry: QuarantineEntry): PathBytes | undefined;
  /** Adds to the log of releases, without asking whether that may be. @throws AtomicWriteError */
  log(step: ReleaseStep): void;
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
  /** By entry. */
  private readonly steps = new Map<number, ReleaseStep[]>();
  private logged: Omit<ReleaseLog, 'steps'>;

  constructor(
    readonly state: StateLook,
    readonly entries: readonly QuarantineEntry[],
    { steps, ...end }: ReleaseLog,
  ) {
    this.logged = end;
    for (const step of steps) this.keep(step);
  }

  releaseOf(entry: number): Release | undefined {
    return this.stepsOf(entry).find((step) => step.step === 'released');
  }

  begunOf(entry: number): BegunRelease | undefined {
    return this.stepsOf(entry).findLast((step) => step.step === 'begun');
  }

  refusalsOf(entry: number): readonly RefusedRelease[] {
    return this.stepsOf(entry).filter((step) => step.step === 'refused');
  }

  storedPath({ output }: QuarantineEntry): PathBytes | undefined {
    return output && joinPath(this.state.quarantinePath, textToPath(output));
  }

  log(step: ReleaseStep): void {
    this.logged = writeStep(this.state.path, this.logged, step);
    this.keep(step);
  }

  close(): void {
    this.state.close();
  }

  private stepsOf(entry: number): readonly ReleaseStep[] {
    return this.steps.get(entry) ?? [];
  }

  private keep(step: ReleaseStep): void {
    const own = this.steps.get(step.entry);
    if (own) own.push(step);
    else this.steps.set(step.entry, [step]);
  }
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
