import { dirname, join } from 'node:path';
import { string as arg } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import type { CrosswalkSecret } from '../identity/crosswalk/secret.js';
import type { Pipeline } from '../identity/trial/trial.js';
import type { WorkContext } from './base-command.js';
import { crosswalkSecret } from './crosswalk-flags.js';
import { refuseOwnFiles } from './own-files.js';
import { present } from './present.js';
import { UsageError } from './usage-error.js';

/** The trial file, as commands have it that work on a whole trial. */
export const TRIAL_ARG = {
  trial: arg({ required: true, ignoreStdin: true, description: 'the trial file (YAML)' }),
};

/** The store of a trial; what is not given stands in the trial's `pipeline`. */
export const TRIAL_STORE_FLAGS = {
  crosswalk: string({ helpValue: 'FILE', description: "the crosswalk; the trial's when left out" }),
  'crosswalk-key': string({
    helpValue: 'FILE',
    description: "its key file; the trial's when left out, and else the passphrase is asked for",
  }),
};

/** {@link TRIAL_STORE_FLAGS} as they are parsed. */
export interface TrialStoreFlags {
  readonly crosswalk?: string | undefined;
  readonly 'crosswalk-key'?: string | undefined;
}

/** Flags that files are written to, or read from. */
interface FileFlags {
  readonly report?: readonly string[] | undefined;
  readonly export?: readonly string[] | undefined;
  readonly reconcile?: string | undefined;
  readonly exported?: string | undefined;
  readonly 'key-file'?: string | undefined;
}

/** A trial file, and the store that its `pipeline` names. */
export interface DeclaredTrial {
  readonly path: string;
  readonly store: Pick<Pipeline, 'crosswalk' | 'crosswalkKey'>;
  /** Whatever else it names: absolute paths. */
  readonly files?: readonly string[];
}

/** What every command on a trial's store hands to its pipeline. */
export interface TrialCall {
  readonly trial: string;
  readonly crosswalk: string;
  readonly secret: CrosswalkSecret;
  readonly operator?: string;
  readonly signal: AbortSignal;
  readonly startedAt: Date;
  readonly arguments: readonly string[];
}

/**
 * Who calls, and what opens the store.
 * @throws UsageError where neither the flags nor the trial name a crosswalk, and where a report would be written over the
 *   trial, its store, a key, or what is read
 */
export async function trialCall(
  { path: trial, store: declared, files = [] }: DeclaredTrial,
  flags: TrialStoreFlags & FileFlags,
  { signal, startedAt, options, arguments: typed }: WorkContext,
): Promise<TrialCall> {
  const path = flags.crosswalk ?? declared.crosswalk;
  if (path === undefined)
    throw new UsageError(`give --crosswalk FILE, or name it in 'pipeline: crosswalk:' of ${trial}`);
  const keyFile = flags['crosswalk-key'] ?? declared.crosswalkKey;
  const { reconcile, exported, 'key-file': projectKey = join(dirname(trial), 'corelab.key') } = flags;
  const own = [trial, path, `${path}.anchor`, keyFile, projectKey, reconcile, exported, ...files];
  await refuseOwnFiles(
    targetsIn(flags),
    own.filter((file) => file !== undefined),
  );
  const secret = await crosswalkSecret({ path, keyFile, isNew: false, signal });
  const { operator } = options;
  return {
    trial,
    crosswalk: path,
    secret,
    signal,
    startedAt,
    arguments: [...typed],
    ...present({ operator }),
  };
}

/** Files that are written: reports, and exports as FORM=FILE. */
function targetsIn({ report = [], export: exports = [] }: FileFlags): string[] {
  return [...report, ...exports.map((text) => text.slice(text.indexOf('=') + 1))];
}
