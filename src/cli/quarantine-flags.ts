import { string } from '@oclif/core/flags';
import type { Work, WorkContext } from './base-command.js';
import { TRIAL_STORE_FLAGS, type TrialStoreFlags } from './trial-flags.js';
import { UsageError } from './usage-error.js';

/** The flag of every quarantine command. */
export const QUARANTINE_FLAGS = {
  state: string({
    required: true,
    helpValue: 'DIR',
    description: 'the state folder of the run: beside its output as OUT.state, or what --state said',
  }),
};

/** The trial in whose ledger a release is written down. */
export const RELEASE_TRIAL_FLAGS = {
  trial: string({
    helpValue: 'FILE',
    description:
      "the trial file (YAML), whose ledger has the release then; needed for what 'corelab run' quarantined",
  }),
  ...TRIAL_STORE_FLAGS,
};

/** The trial of a release; undefined where none is named. @throws UsageError for a store of no trial */
export function trialOfRelease({
  trial,
  ...store
}: TrialStoreFlags & { readonly trial?: string | undefined }): string | undefined {
  if (trial === undefined && (store.crosswalk ?? store['crosswalk-key']) !== undefined)
    throw new UsageError(
      '--crosswalk and --crosswalk-key are the store of a trial: give --trial FILE as well',
    );
  return trial;
}

/** The number of an entry, as it is typed. @throws UsageError */
export function entryNumber(text: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`${text} is no number of an entry: see 'corelab quarantine list'`);
}

/** What every quarantine command hands to its pipeline. */
export function quarantineCall({ state }: { readonly state: string }, context: WorkContext) {
  const { operator, identifiers } = context.options;
  const { startedAt, arguments: args } = context;
  return { state, identifiers, startedAt, arguments: args, ...(operator !== undefined && { operator }) };
}

/** How reports of quarantine commands are shown. */
export const QUARANTINE_TABLES: Pick<Work, 'csv' | 'terminal'> = {
  csv: async (report) => (await import('../report/tables/quarantine.js')).quarantineTable(report),
  terminal: async (report) => (await import('./tables/quarantine.js')).quarantineTerminalTable(report),
};
