import { stat } from 'node:fs/promises';
import { string } from '@oclif/core/flags';
import { anchorPath } from '../identity/crosswalk/anchor.js';
import { CrosswalkError } from '../identity/crosswalk/crosswalk-error.js';
import type { CrosswalkSecret } from '../identity/crosswalk/secret.js';
import type { Work, WorkContext } from './base-command.js';
import { UsageError } from './usage-error.js';

const KEY_FLAG = string({
  helpValue: 'FILE',
  description: "its key file ('corelab key new'); without it the passphrase is asked for on the terminal",
});

/** The flags of every command that opens a crosswalk. The secret is never a flag's value, nor in the environment. */
export const CROSSWALK_FLAGS = {
  crosswalk: string({
    required: true,
    helpValue: 'FILE',
    description: "the crosswalk ('corelab crosswalk new')",
  }),
  'crosswalk-key': KEY_FLAG,
};

/** The flag of {@link CROSSWALK_FLAGS} for a command that makes a crosswalk. */
export const NEW_CROSSWALK_FLAGS = { 'crosswalk-key': KEY_FLAG };

/** How the secret of a crosswalk is come by. */
export interface SecretRequest {
  /** Of the crosswalk. */
  readonly path: string;
  /** The key file; undefined asks for the passphrase on the terminal. */
  readonly keyFile: string | undefined;
  /** Whether the crosswalk is yet to be made: then a passphrase is asked for twice. */
  readonly isNew: boolean;
  readonly signal: AbortSignal;
}

/**
 * The secret that opens a crosswalk. Nobody is asked for a passphrase that could not be used: an existing crosswalk must
 * be there, and a new one must not.
 * @throws CrosswalkError `crosswalk-missing`
 * @throws UsageError for a new crosswalk whose file exists
 * @throws KeyError, SecretError, Interrupted
 */
export async function crosswalkSecret(request: SecretRequest): Promise<CrosswalkSecret> {
  const { path, isNew } = request;
  const size = await sizeOf(path);
  if (isNew && size !== undefined && size > 0)
    throw new UsageError(`${path} exists: a crosswalk is never replaced`);
  if (!isNew && size === undefined) throw await missing(path);
  return secretFrom(request);
}

/**
 * A secret to lock a crosswalk with from now on.
 * @throws KeyError, SecretError, Interrupted
 */
export function newSecret(request: Omit<SecretRequest, 'isNew'>): Promise<CrosswalkSecret> {
  return secretFrom({ ...request, isNew: true });
}

async function secretFrom({ path, keyFile, isNew, signal }: SecretRequest): Promise<CrosswalkSecret> {
  if (keyFile !== undefined) {
    const { loadProjectKey } = await import('../identity/project-key.js');
    return { kind: 'key-file', bytes: await loadProjectKey(keyFile) };
  }
  const { askPassphrase } = await import('./secret.js');
  return { kind: 'passphrase', text: await askPassphrase({ confirm: isNew, path, signal }) };
}

/** Undefined when there is nothing by that name; what cannot be looked at, opening it will tell of. */
async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : 0;
  }
}

async function missing(path: string): Promise<CrosswalkError> {
  const isGone = (await sizeOf(anchorPath(path))) !== undefined;
  const message = isGone
    ? `the crosswalk ${path} is gone, its anchor is not: restore it from a backup`
    : `there is no crosswalk ${path}: check the name, or make one with 'corelab crosswalk new'`;
  return new CrosswalkError('crosswalk-missing', message);
}

/** The flags that {@link crosswalkCall} reads. */
export interface CrosswalkFlags {
  readonly crosswalk: string;
  readonly 'crosswalk-key'?: string | undefined;
}

/** What every crosswalk command hands to its pipeline. */
export interface CrosswalkCall {
  readonly crosswalk: string;
  readonly secret: CrosswalkSecret;
  readonly operator?: string;
  readonly signal: AbortSignal;
  readonly startedAt: Date;
  readonly arguments: readonly string[];
}

/** Who calls, and what opens the crosswalk. @throws as {@link crosswalkSecret} */
export async function crosswalkCall(
  flags: CrosswalkFlags,
  context: WorkContext,
  isNew = false,
): Promise<CrosswalkCall> {
  const { signal, startedAt, options } = context;
  const { crosswalk: path, 'crosswalk-key': keyFile } = flags;
  const secret = await crosswalkSecret({ path, keyFile, isNew, signal });
  const { operator } = options;
  const call = { crosswalk: path, secret, signal, startedAt, arguments: [...context.arguments] };
  return operator === undefined ? call : { ...call, operator };
}

/** How reports of crosswalk commands are shown. */
export const CROSSWALK_TABLES: Pick<Work, 'csv' | 'terminal'> = {
  csv: async (report) => (await import('../report/tables/crosswalk.js')).crosswalkTable(report),
  terminal: async (report) => (await import('./tables/crosswalk.js')).crosswalkTerminalTable(report),
};

/** The trial whose subjects are meant. */
export const TRIAL_FLAG = {
  trial: string({ required: true, helpValue: 'FILE', description: 'the trial file' }),
};

/** Why: for the audit trail. */
export const REASON_FLAG = {
  reason: string({
    required: true,
    helpValue: 'TEXT',
    description: 'why: for the audit trail, in words that name nobody',
  }),
};
