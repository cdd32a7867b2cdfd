import { dirname, join } from 'node:path';
import { deriveKey, fingerprint, loadProjectKey } from '../../identity/project-key.js';
import type { Site, Trial } from '../../identity/trial/trial.js';
import { type LoadedTrial, loadSubjectList, loadTrial } from '../trial/load-trial.js';
import type { AssignContext } from './context.js';
import type { AssignIdOptions } from './options.js';

/** What was asked for and cannot be done: the text says which option to give. */
export class AssignIdError extends Error {
  override readonly name = 'AssignIdError';

  constructor(
    readonly code:
      | 'site-needed'
      | 'site-unknown'
      | 'several-patients'
      | 'several-days'
      | 'visit-unknown'
      | 'reason-needed'
      | 'no-reading-ids'
      | 'flags-exclude'
      | 'date-wrong'
      | 'upstream-other-key',
    message: string,
  ) {
    super(message);
  }
}

/** Everything that is read before the first file. */
export interface Prepared {
  readonly loaded: LoadedTrial;
  readonly context: AssignContext;
  readonly projectKey: Buffer;
  /** What stands in the report's `config`. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** The name of a project key that is looked for beside the trial file. */
const DEFAULT_KEY = 'corelab.key';

/**
 * Reads the trial, the list and the project key, and holds the options against them.
 * @throws AssignIdError, ConfigError, KeyError
 */
export async function prepare(options: AssignIdOptions): Promise<Prepared> {
  const loaded = await loadTrial(options.trial);
  const { trial, patterns } = loaded;
  refuseContradictions(options, trial);
  const given = options.list === undefined ? loaded.list : await loadSubjectList(options.list, trial);
  const projectKey = await loadProjectKey(projectKeyPath(options));
  const keyFingerprint = fingerprint(projectKey);
  const site = siteOf(trial, options.site);
  const context: AssignContext = {
    trial,
    site,
    keyFingerprint,
    pattern: patterns.subject,
    phantomPattern: patterns.phantom,
    list: given?.entries,
    readings: options.blinded ? readingsOf(loaded, projectKey) : undefined,
    subject: options.subject,
    stated: options.visit === undefined ? undefined : { visit: options.visit, reason: options.reason ?? '' },
  };
  const config = {
    trial: { protocol: trial.protocol.id, sha256: loaded.sha256 },
    site: site.id,
    ...(given && { list: { sha256: given.sha256 } }),
    keyFingerprint,
    blinded: options.blinded,
  };
  return { loaded, context, projectKey, config };
}

/** `--key-file`, else the key beside the trial file. */
export function projectKeyPath({ keyFile, trial }: Pick<AssignIdOptions, 'keyFile' | 'trial'>): string {
  return keyFile ?? join(dirname(trial), DEFAULT_KEY);
}

function refuseContradictions({ subject, list, visit, reason }: AssignIdOptions, trial: Trial): void {
  if (subject !== undefined && list !== undefined) {
    throw new AssignIdError('flags-exclude', '--subject and --list exclude each other');
  }
  if (visit === undefined) return;
  if (!trial.visits.some(({ id }) => id === visit)) {
    const known = trial.visits.map(({ id }) => id).join(', ');
    throw new AssignIdError(
      'visit-unknown',
      `--visit ${visit}: the trial has no such visit; it has ${known}`,
    );
  }
  if (reason === undefined || reason.trim() === '') {
    throw new AssignIdError('reason-needed', '--visit overrides the schedule: say why with --reason TEXT');
  }
}

/** The site that delivers: the only one of the trial, or the one that is named. */
export function siteOf(trial: Trial, id: string | undefined): Site {
  const ids = trial.sites.map((site) => site.id).join(', ');
  if (id === undefined) {
    const [only, another] = trial.sites;
    if (only && !another) return only;
    throw new AssignIdError('site-needed', `the trial has several sites: give --site, one of ${ids}`);
  }
  const site = trial.sites.find((one) => one.id === id);
  if (site) return site;
  throw new AssignIdError('site-unknown', `--site ${id}: the trial has no such site; it has ${ids}`);
}

function readingsOf({ trial, patterns }: LoadedTrial, projectKey: Buffer): AssignContext['readings'] {
  if (!patterns.reading) {
    throw new AssignIdError('no-reading-ids', '--blinded needs readingIds in the trial file');
  }
  return { pattern: patterns.reading, key: deriveKey(projectKey, 'reading', trial.protocol.id) };
}
