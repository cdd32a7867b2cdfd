import { string } from '@oclif/core/flags';
import type { Work, WorkContext } from './base-command.js';
import { UsageError } from './usage-error.js';

/** The flag of every quarantine command. */
export const QUARANTINE_FLAGS = {
  state: string({
    required: true,
    helpValue: 'DIR',
    description: 'the state folder of the run: beside its output as OUT.state, or what --state said',
  }),
};

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
