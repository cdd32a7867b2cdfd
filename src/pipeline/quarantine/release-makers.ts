import { fingerprint, loadProjectKey } from '../../identity/project-key.js';
import { refuseOtherKey } from '../deid/assignments.js';
import { type LoadedProfile, loadProfile } from '../deid/load-profile.js';
import { readQuarantineRecord } from '../deid/quarantine-record.js';
import { OneFileRelease } from '../deid/release-one.js';
import type { QuarantineEntry } from './entries.js';
import { QuarantineError } from './quarantine-error.js';

/** With what runs are to be done again. */
export interface RunKeys {
  /** Path of the project key. */
  readonly keyFile?: string;
  /** Name of a profile that ships, or the path of one; that of the run when not given. */
  readonly profile?: string;
}

/** What makes the outputs of entries, as their runs would have. */
export interface ReleaseMakers {
  of(entry: QuarantineEntry): OneFileRelease;
  /** For the report. */
  readonly config: Readonly<Record<string, unknown>>;
}

/**
 * Reads what the runs of the entries were done with, and holds key and profile against it.
 * @throws QuarantineError `key-needed`, `other-profile`; DeidError `other-key`, `quarantine-record-damaged`
 * @throws KeyError, ConfigError
 */
export async function releaseMakers(
  entries: readonly QuarantineEntry[],
  { keyFile, profile }: RunKeys,
): Promise<ReleaseMakers> {
  if (keyFile === undefined) {
    const message = 'a release needs the project key of the run: --key-file FILE';
    throw new QuarantineError('key-needed', message);
  }
  const projectKey = await loadProjectKey(keyFile);
  const keyFingerprint = fingerprint(projectKey);
  const makers = new Map<string, OneFileRelease>();
  const profiles = new Map<string, { readonly name: string; readonly sha256: string }>();
  for (const { number, run } of entries) {
    const path = run.journalPath.toString('latin1');
    if (makers.has(path)) continue;
    const record = readQuarantineRecord(run.journalPath);
    refuseOtherKey(record.keyFingerprint, `the run of entry ${number}`, keyFingerprint);
    const given = profile ?? record.profile.source;
    const loaded = await loadProfile(given);
    refuseOtherProfile(loaded, record.profile, { number, given });
    makers.set(path, new OneFileRelease(loaded, record, projectKey));
    profiles.set(loaded.sha256, { name: loaded.profile.name, sha256: loaded.sha256 });
  }
  return {
    of: ({ run }) => {
      const maker = makers.get(run.journalPath.toString('latin1'));
      if (!maker) throw new RangeError('an entry of a run that was not prepared');
      return maker;
    },
    config: { keyFingerprint, profiles: [...profiles.values()] },
  };
}

function refuseOtherProfile(
  loaded: LoadedProfile,
  profile: { readonly name: string; readonly sha256: string },
  { number, given }: { readonly number: number; readonly given: string },
): void {
  if (loaded.sha256 === profile.sha256) return;
  const message =
    `the run of entry ${number} was done with another profile than ${given} is now: ` +
    `give that of the run with --profile (${profile.name}, SHA-256 ${profile.sha256.slice(0, 16)}…)`;
  throw new QuarantineError('other-profile', message);
}
