import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import { deriveKey, fingerprint, loadProjectKey } from '../../identity/project-key.js';
import { subjectInRow } from '../../identity/registry/subjects.js';
import { refuseOtherKey } from '../../identity/registry/trials.js';
import type { Report } from '../../report/envelope.js';
import { type LoadedTrial, loadTrial } from '../trial/load-trial.js';
import { affectedCounts, affectedRows } from './affected.js';
import { type CrosswalkCall, type Done, withCrosswalk } from './call.js';
import { recordCorrected } from './correct-events.js';
import { type Corrected, correctRegistry, rejectedStudies } from './correct-registry.js';
import { CrosswalkCommandError, givenReason } from './crosswalk-command-error.js';
import { placementFindings, recountedFindings, unrejectedFindings } from './moved-findings.js';
import {
  type Copies,
  type NotesWritten,
  type PlannedNote,
  planNotes,
  writeNotes,
} from './rejection-notes.js';
import { subjectRow } from './rows.js';

/** What `crosswalk correct` is asked for. */
export interface CorrectOptions extends CrosswalkCall {
  /** Path of the trial file. */
  readonly trial: string;
  /** The subject whose ID is wrong, or that has studies of another. */
  readonly subject: string;
  /** The right ID. */
  readonly to: string;
  /** Study Instance UIDs as they were delivered; empty when the whole subject had a wrong ID. */
  readonly studies: readonly string[];
  readonly reason: string;
  /** Folder for rejection notes; none are written without. */
  readonly notes?: string;
  /** Writes notes for a correction that was made before, those that are not there yet. */
  readonly notesOnly: boolean;
  readonly copies: Copies;
  /** Path of the project key, where the UIDs of the copies were derived. */
  readonly keyFile?: string;
}

/**
 * Puts a wrong ID right: the crosswalk first, as a whole or not at all, then a rejection note for each study. A note that
 * cannot be written is a finding; the correction stays, and `notesOnly` writes it later.
 * @throws CrosswalkCommandError, CrosswalkError, ConfigError, KeyError, RegistryError: nothing was changed
 */
export async function runCorrect(options: CorrectOptions): Promise<Report> {
  const reason = givenReason(options.reason);
  if (options.notesOnly && options.notes === undefined)
    throw new CrosswalkCommandError('flags-exclude', '--notes-only needs --notes DIR');
  const loaded = await loadTrial(options.trial);
  const projectKey = options.keyFile === undefined ? undefined : await loadProjectKey(options.keyFile);
  return withCrosswalk(options, async (crosswalk) => {
    if (projectKey) {
      const { id } = loaded.trial.protocol;
      const keyFingerprint = fingerprint(projectKey);
      refuseOtherKey(crosswalk, { protocol: id, sponsor: loaded.trial.sponsor, keyFingerprint });
    }
    const uidKey = projectKey && deriveKey(projectKey, 'uid');
    const corrected = recorded(crosswalk, { options, loaded, uidKey, reason });
    const written = await noted(crosswalk, loaded, corrected, reason);
    return done(crosswalk, { options, loaded, reason, corrected, written });
  });
}

interface Order {
  readonly options: CorrectOptions;
  readonly loaded: LoadedTrial;
  readonly uidKey: Uint8Array | undefined;
  readonly reason: string;
}

/** A correction that is in the crosswalk, and the notes that are still to be written. */
interface Recorded extends Corrected {
  readonly planned: readonly PlannedNote[];
}

/** One transaction: where the notes could not be written as asked for, nothing is corrected either. */
function recorded(crosswalk: Crosswalk, { options, loaded, uidKey, reason }: Order): Recorded {
  if (options.notesOnly) {
    const corrected = rejectedStudies(crosswalk, loaded, options);
    return { ...corrected, planned: plannedNotes(corrected, options, uidKey).open };
  }
  return crosswalk.write((writer) => {
    const corrected = correctRegistry(writer, loaded, { ...options, reason });
    const { open, written } = plannedNotes(corrected, options, uidKey);
    if (written.length > 0) {
      const message =
        `${written.length} of the rejection notes exist in the folder of --notes: name another; ` +
        'nothing was changed';
      throw new CrosswalkCommandError('note-exists', message);
    }
    recordCorrected(writer, options, { ...corrected, reason });
    return { ...corrected, planned: open };
  });
}

function plannedNotes(
  { moved }: Corrected,
  { notes: folder, copies }: CorrectOptions,
  uidKey: Uint8Array | undefined,
): ReturnType<typeof planNotes> {
  return folder === undefined ? { open: [], written: [] } : planNotes(moved, { folder, copies, uidKey });
}

async function noted(
  crosswalk: Crosswalk,
  { trial }: LoadedTrial,
  { planned, from }: Recorded,
  reason: string,
): Promise<NotesWritten> {
  const written = await writeNotes(crosswalk, planned, { subject: from, trial });
  const studies = written.notes.map(({ studyUID }) => studyUID);
  if (studies.length > 0) {
    crosswalk.write((writer) => writer.note({ name: 'reject', reason }, { subject: from.id, studies }));
  }
  return written;
}

interface Ended {
  readonly options: CorrectOptions;
  readonly loaded: LoadedTrial;
  readonly reason: string;
  readonly corrected: Recorded;
  readonly written: NotesWritten;
}

function done(crosswalk: Crosswalk, { options, loaded, reason, corrected, written }: Ended): Done {
  const { moved, from, to, recounted } = corrected;
  const affected = affectedRows(crosswalk, moved);
  const { notes } = written;
  return {
    action: 'correct',
    protocol: loaded.trial.protocol.id,
    reason,
    summary: { subjects: 2, studies: moved.length, ...affectedCounts(affected), notes: notes.length },
    findings: [
      ...placementFindings(crosswalk, moved),
      ...recountedFindings(recounted),
      ...(options.notes === undefined ? unrejectedFindings(moved) : []),
      ...written.findings,
    ],
    sections: {
      subjects: [to, from].map(({ row }) => subjectRow(crosswalk, subjectInRow(crosswalk, row))),
      affected,
      notes,
    },
  };
}
