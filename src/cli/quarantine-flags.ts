import { string } from '@oclif/core/flags';
import type { Work, WorkContext } from './base-command.js';

/** The flag of every quarantine command. */
export const QUARANTINE_FLAGS = {
  state: string({
    required: true,
    helpValue: 'DIR',
    description: 'the state folder of the run: beside its output as OUT.state, or what --state said',
  }),
};

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
