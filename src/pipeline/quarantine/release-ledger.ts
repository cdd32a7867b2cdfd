import type { Reader } from '../../identity/crosswalk/contract.js';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import { recordEvent } from '../../identity/ledger/ledger.js';
import { BY_HAND } from '../../identity/ledger/released-by-hand.js';
import { deliveriesOf } from '../../identity/registry/deliveries.js';
import { addRelease, releasesOf } from '../../identity/registry/releases.js';
import { type RecordedStudy, studiesWithUid } from '../../identity/registry/studies.js';
import { type Subject, subjectInRow } from '../../identity/registry/subjects.js';
import { trialNamed } from '../../identity/registry/trials.js';
import type { JournalOutput } from '../../io/journal-entry.js';
import { pathToText } from '../../io/path-bytes.js';
import type { Lock } from '../../io/state-folder-lock.js';
import type { DeidSubject } from '../../rules/deid/subject.js';
import { actorOf } from '../actor.js';
import { readQuarantineRecord } from '../deid/quarantine-record.js';
import { type CrosswalkAccess, openCrosswalk } from '../open-crosswalk.js';
import { lockTrial } from '../run/trial-lock.js';
import { readTrialMarker } from '../run/trial-marker.js';
import { loadTrial } from '../trial/load-trial.js';
import type { QuarantineEntry } from './entries.js';
import { heldItems } from './held-items.js';
import { QuarantineError } from './quarantine-error.js';
import { releasedFile } from './released-file.js';
import type { QuarantineStore } from './store.js';

/** The trial in whose ledger a release is written down. */
export interface LedgerAccess extends CrosswalkAccess {
  /** Path of the trial file. */
  readonly trial: string;
  /** Why files are released: for the audit. */
  readonly reason: string;
}

/** Whose a file is, as the store has it. */
interface Place {
  readonly study: RecordedStudy;
  readonly subject: Subject;
  /** Row of the delivery that brought it. */
  readonly delivery: number;
  /** The item of the worklist that it is held as; undefined where that is not certain. */
  readonly item?: string;
}

/**
 * Opens the ledger that a release is written down in; undefined for a state that no trial was named for. Runs are kept
 * away meanwhile: they write to the same output.
 * @throws QuarantineError `trial-needed` where `run` made the state; `other-trial`, `trial-unknown`
 * @throws ConfigError, CrosswalkError, RegistryError; RunError `run-in-progress`
 */
export async function openReleaseLedger(
  store: QuarantineStore,
  access: LedgerAccess | undefined,
): Promise<ReleaseLedger | undefined> {
  const marker = readTrialMarker(store.state.path);
  if (!access) {
    if (marker.kind === 'none') return undefined;
    const whose = marker.kind === 'trial' ? `the trial ${marker.protocol}` : 'a trial';
    const message = `'corelab run' made this state for ${whose}: give --trial TRIAL.yaml, so that its ledger has what is released`;
    throw new QuarantineError('trial-needed', message);
  }
  const { trial } = await loadTrial(access.trial);
  const { id: protocol } = trial.protocol;
  if (marker.kind === 'damaged')
    throw new QuarantineError('trial-unknown', 'trial.json beside the state is damaged: it says no trial');
  if (marker.kind === 'trial' && marker.protocol !== protocol) {
    const message = `'corelab run' made this state for the trial ${marker.protocol}, not for ${protocol}: give that one with --trial`;
    throw new QuarantineError('other-trial', message);
  }
  const crosswalk = await openCrosswalk(access);
  try {
    const row = trialNamed(crosswalk, protocol);
    const lock = lockTrial(access.crosswalk, protocol);
    return new ReleaseLedger(crosswalk, { store, access, trial: row, lock });
  } catch (error) {
    crosswalk.close();
    throw error;
  }
}

interface Opened {
  readonly store: QuarantineStore;
  readonly access: LedgerAccess;
  /** Row of the trial. */
  readonly trial: number;
  readonly lock: Lock;
}

/** See {@link openReleaseLedger}. */
export class ReleaseLedger {
  /** By the number of the entry. */
  private readonly places = new Map<number, Place>();
  /** By the journal of the run. */
  private readonly subjects = new Map<string, readonly DeidSubject[]>();

  constructor(
    private readonly crosswalk: Crosswalk,
    private readonly opened: Opened,
  ) {}

  /**
   * Finds whose the files are. Of a release that is ended in the middle it is known which folder may hold files of a study.
   * @throws QuarantineError `study-superseded` for the first that is not as it was; nothing is written
   */
  begin(entries: readonly QuarantineEntry[]): void {
    const { reason } = this.opened.access;
    this.crosswalk.write((writer) => {
      const itemOf = heldItems(writer, this.opened.trial, this.opened.store.state.path);
      for (const entry of entries) {
        const place = this.placeOf(writer, entry);
        const item = itemOf(place.study.studyUID, entry.code);
        this.places.set(entry.number, { ...place, ...(item !== undefined && { item }) });
      }
      const studies = new Map([...this.places.values()].map((place) => [place.study.row, place]));
      for (const [row, { delivery }] of studies) {
        const release = { delivery, folder: this.folder, files: [] };
        addRelease(writer, row, release, { name: 'quarantine-release-begun', reason });
      }
    });
  }

  /** Asked just before the output gets its name. @throws QuarantineError `study-superseded` */
  assertCurrent(entry: QuarantineEntry): void {
    this.placeOf(this.crosswalk, entry);
  }

  /**
   * Writes down a file that stands in the output, once; whatever became of its subject meanwhile, for it stands there.
   * @throws CrosswalkError; RangeError for an entry that was not begun
   */
  record({ number }: QuarantineEntry, output: JournalOutput): void {
    const place = this.places.get(number);
    if (!place) throw new RangeError('an entry whose release was not begun');
    const { study, subject, delivery, item } = place;
    const { store, access, trial } = this.opened;
    const { path, sha256 } = output;
    const { sopInstanceUID = '', studyUID: releasedUID = '' } = releasedFile(store.state.out, output);
    const { folder } = this;
    this.crosswalk.write((writer) => {
      // A release that was interrupted after this is ended by doing it again.
      const isKnown = releasesOf(writer, study.row).some(
        (one) =>
          one.folder === folder && one.files.some((file) => file.path === path && file.sha256 === sha256),
      );
      if (isKnown) return;
      const files = [{ path, sha256, sopInstanceUID }];
      const action = { name: 'quarantine-release', reason: access.reason };
      addRelease(writer, study.row, { delivery, folder, files }, action);
      recordEvent(writer, trial, {
        ...{ kind: 'released', at: new Date().toISOString(), ...actorOf(access.operator), command: BY_HAND },
        ...{ site: subject.site, subject: subject.row, studyUID: study.studyUID },
        ...(study.visit !== null && { visit: study.visit }),
        ...(item !== undefined && { item }),
        details: { files: 1, series: 1, releasedUID, folder, entry: number },
      });
    });
  }

  /** Lets runs work again. Never throws. */
  close(): void {
    this.opened.lock.release();
    this.crosswalk.close();
  }

  private get folder(): string {
    return pathToText(this.opened.store.state.out).path;
  }

  /** @throws QuarantineError `study-superseded` */
  private placeOf(reader: Reader, entry: QuarantineEntry): Place {
    const { trial } = this.opened;
    const wanted = this.wantedSubject(entry);
    const studies = studiesWithUid(reader, entry.wanted?.uids.studyUID ?? '');
    const found = studies
      .map((study) => ({ study, subject: subjectInRow(reader, study.subject) }))
      .find(({ subject }) => subject.trial === trial);
    if (!found) throw superseded(entry, 'the crosswalk does not know its study');
    const { study, subject } = found;
    if (subject.id !== wanted?.id) throw superseded(entry, 'its study is another subject’s now');
    if (subject.status !== 'active') throw superseded(entry, `its subject is ${subject.status}`);
    // UIDs are derived anew for each correction.
    if (study.generation !== wanted.generation) throw superseded(entry, 'its study was corrected since');
    const all = deliveriesOf(reader, study.row);
    const delivery = all.findLast(({ at }) => at <= entry.startedAt) ?? all.at(-1);
    if (!delivery) throw superseded(entry, 'the crosswalk knows no delivery of its study');
    return { study, subject, delivery: delivery.row };
  }

  /** The subject that the run released files for; undefined for a file that no copy was planned of. */
  private wantedSubject({ run, wanted }: QuarantineEntry): DeidSubject | undefined {
    const key = run.journalPath.toString('latin1');
    const subjects = this.subjects.get(key) ?? readQuarantineRecord(run.journalPath).subjects;
    this.subjects.set(key, subjects);
    const work = wanted?.work as { readonly subject?: number } | undefined;
    return subjects[work?.subject ?? -1];
  }
}

function superseded({ number }: QuarantineEntry, why: string): QuarantineError {
  const message = `entry ${number} cannot be released: ${why}, and its output would not be right`;
  return new QuarantineError('study-superseded', message);
}
