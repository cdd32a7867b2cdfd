import { statSync } from 'node:fs';
import { digestOf } from '../../io/checksum.js';
import { FileSource } from '../../io/file-source.js';
import type { JournalOutput } from '../../io/journal-entry.js';
import { removeLeftovers } from '../../io/output-folder.js';
import { joinPath, pathToText, textToPath } from '../../io/path-bytes.js';
import type { Report } from '../../report/envelope.js';
import type { ProgressSink } from '../../report/progress.js';
import { actorOf } from '../actor.js';
import { hitsOf } from '../deid/rows.js';
import type { QuarantineEntry } from './entries.js';
import { QuarantineError } from './quarantine-error.js';
import { type LedgerAccess, openReleaseLedger, type ReleaseLedger } from './release-ledger.js';
import type { BegunRelease, Vouched } from './release-log.js';
import { type ReleaseMakers, type RunKeys, releaseMakers } from './release-makers.js';
import { type Refused, releaseReport } from './release-report.js';
import { appendBegun, appendRefusal, appendRelease, releasable } from './release-request.js';
import type { QuarantineCall } from './report.js';
import { isCopyWhole } from './rows.js';
import { openQuarantine, type QuarantineStore } from './store.js';
import { vouchedFor } from './vouch.js';

/** What `quarantine release` is asked for. */
export interface ReleaseOptions extends QuarantineCall, RunKeys {
  /** Of entries. */
  readonly numbers: readonly number[];
  readonly reason: string;
  /** In whose ledger it is written down; needed for what `run` quarantined. */
  readonly ledger?: Omit<LedgerAccess, 'reason' | 'operator'>;
  readonly signal: AbortSignal;
  readonly progress: ProgressSink;
}

/**
 * Lets files go from the quarantine because a person vouches for them: each is de-identified with the profile, key and
 * subject of its run, verified, and written to the run's output folder. Everything that can be refused for all is refused
 * before the first is written; then file by file, each as a whole, written down in the trial's ledger, and logged.
 * @throws QuarantineError, StateError, JournalDamaged, DeidError, ConfigError, KeyError
 * @throws CrosswalkError, RegistryError, RunError of the trial's store
 * @throws AtomicWriteError when the disk fails: what was released by then is logged
 */
export async function runQuarantineRelease(call: ReleaseOptions): Promise<Report> {
  const store = openQuarantine(call.state);
  try {
    const entries = entriesAsked(store, call);
    const ledger = await openReleaseLedger(store, accessOf(call));
    try {
      const makers = await releaseMakers(entries, call);
      refuseMissingOutput(store);
      ledger?.begin(entries);
      return await releaseEntries(entries, { store, call, makers, ledger });
    } finally {
      ledger?.close();
    }
  } finally {
    store.close();
  }
}

function accessOf({ ledger, reason, operator }: ReleaseOptions): LedgerAccess | undefined {
  return ledger && { ...ledger, reason: reason.trim(), ...(operator !== undefined && { operator }) };
}

interface Work {
  readonly store: QuarantineStore;
  readonly call: ReleaseOptions;
  readonly makers: ReleaseMakers;
  readonly ledger: ReleaseLedger | undefined;
}

async function releaseEntries(entries: readonly QuarantineEntry[], work: Work): Promise<Report> {
  const { store, call, makers } = work;
  // What a release left that was ended in the middle; nobody else writes while state and trial are locked.
  removeLeftovers(store.state.out);
  const refused = new Map<number, Refused>();
  for (const [i, entry] of entries.entries()) {
    call.signal.throwIfAborted();
    const refusal = await releaseEntry(entry, work);
    if (refusal) refused.set(entry.number, refusal);
    call.progress.update(i + 1, entries.length, 'files');
  }
  return releaseReport(call, { store, entries, refused, config: makers.config });
}

/** Each once, by number. @throws QuarantineError for the first that cannot be released, and nothing is done */
function entriesAsked(store: QuarantineStore, call: ReleaseOptions): QuarantineEntry[] {
  const numbers = [...new Set(call.numbers)].sort((a, b) => a - b);
  return numbers.map((number) => {
    const entry = releasable(store, requestFor(number, call));
    vouchedFor(entry, store.refusalsOf(number));
    if (!entry.run.isFinished) {
      const message = `the run of entry ${number} is not finished: complete it with 'deid --resume' first`;
      throw new QuarantineError('unfinished-run', message);
    }
    return entry;
  });
}

function requestFor(entry: number, { reason, operator = '' }: ReleaseOptions) {
  return { entry, reason, operator, osUser: actorOf(operator).osUser };
}

function refuseMissingOutput({ state }: QuarantineStore): void {
  if (statSync(state.out, { throwIfNoEntry: false })?.isDirectory()) return;
  const message = `the output folder of the run is gone: ${pathToText(state.out).path}`;
  throw new QuarantineError('output-missing', message);
}

async function releaseEntry(entry: QuarantineEntry, work: Work): Promise<Refused | undefined> {
  const { store, call, makers, ledger } = work;
  const { number } = entry;
  const request = (vouched: Vouched) => ({ ...requestFor(number, call), at: new Date(), vouched });
  const stood = (by: Vouched, made: JournalOutput): void => {
    // First the ledger: what is logged as released is not released again.
    ledger?.record(entry, made);
    appendRelease(store, { ...request(by), output: made });
  };
  const begun = store.begunOf(number);
  if (begun && stands(store, begun)) {
    stood(begun.vouched, begun.output);
    return undefined;
  }
  const path = store.storedPath(entry);
  const { output, wanted } = entry;
  // A copy that is damaged is told by its row.
  if (!path || !output || !isCopyWhole(store, entry)) return { code: 'copy-damaged', hits: [] };
  if (!wanted) return { code: 'internal-error', hits: [] };
  const vouched = vouchedFor(entry, store.refusalsOf(number));
  let verified: JournalOutput | undefined;
  const reason = await makers.of(entry).release({
    ...{ path, wanted, size: output.size, out: store.state.out },
    vouched: { released: vouched.codes, accepted: vouched.hits },
    verified: (made) => {
      ledger?.assertCurrent(entry);
      verified = made;
      appendBegun(store, { ...request(vouched), output: made });
    },
  });
  if (!reason && verified) {
    stood(vouched, verified);
    return undefined;
  }
  const refusal = { code: reason?.code ?? 'internal-error', hits: hitsOf(reason?.detail) };
  appendRefusal(store, { ...request(vouched), refusal });
  return refusal;
}

/** Whether the output of a release that a crash has interrupted is there. */
function stands({ state }: QuarantineStore, { output }: BegunRelease): boolean {
  const path = joinPath(state.out, textToPath(output));
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  const source = new FileSource(path);
  try {
    return source.size === output.size && digestOf(source) === output.sha256;
  } finally {
    source.close();
  }
}
