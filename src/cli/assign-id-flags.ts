import { boolean, string } from '@oclif/core/flags';
import type { InferredFlags } from '@oclif/core/interfaces';
import { CROSSWALK_FLAGS } from './crosswalk-flags.js';
import { UsageError } from './usage-error.js';

/** The flags of `assign-id`. */
export const ASSIGN_ID_FLAGS = {
  ...CROSSWALK_FLAGS,
  trial: string({ required: true, helpValue: 'FILE', description: 'the trial file (YAML)' }),
  site: string({
    helpValue: 'ID',
    description: 'the site that delivers; not needed when the trial has one',
  }),
  subject: string({ helpValue: 'ID', description: "the subject that the delivery's only patient is" }),
  list: string({
    helpValue: 'FILE',
    description: 'subject IDs (CSV): subject, and if wanted site, patientId, issuer, visit',
  }),
  visit: string({
    helpValue: 'ID',
    description: 'the visit, whatever the schedule says; needs --reason',
    dependsOn: ['reason'],
  }),
  reason: string({
    helpValue: 'TEXT',
    description: 'why the visit is stated; kept in the audit',
    dependsOn: ['visit'],
  }),
  out: string({ helpValue: 'DIR', description: 'write copies with the IDs and the trial in their headers' }),
  state: string({
    helpValue: 'DIR',
    description: 'where the run keeps its journal; DIR.state beside --out when left out',
    dependsOn: ['out'],
  }),
  resume: boolean({ description: 'complete a run that was interrupted', dependsOn: ['out'] }),
  append: boolean({ description: 'add to the output of an earlier run', dependsOn: ['out'] }),
  blinded: boolean({
    description: 'for blinded reading: a reading ID for each time point; copies without dates, with new UIDs',
  }),
  yes: boolean({ description: 'accept suggestions that are unambiguous' }),
  due: string({
    helpValue: 'DATE',
    description: 'list the visits that are due, overdue and missed on a day (YYYY-MM-DD)',
  }),
  export: string({
    helpValue: 'FORM=FILE',
    multiple: true,
    multipleNonGreedy: true,
    dependsOn: ['due'],
    description: 'write the list of --due to a file: csv=FILE or ics=FILE (iCalendar)',
  }),
  exclude: string({
    helpValue: 'GLOB',
    multiple: true,
    multipleNonGreedy: true,
    description: 'leave out what matches; may be given more than once',
  }),
};

/** {@link ASSIGN_ID_FLAGS} as oclif parses them. */
export type AssignIdFlags = InferredFlags<typeof ASSIGN_ID_FLAGS>;

/**
 * Refuses paths where there is nothing to do with them, and their absence where there is.
 * @throws UsageError
 */
export function checkPaths(paths: readonly string[], due: string | undefined): void {
  if (due === undefined && paths.length === 0) {
    throw new UsageError('give a PATH to work on, or --due DATE to list visits');
  }
  if (due !== undefined && paths.length > 0) throw new UsageError('--due lists visits, and takes no PATH');
}
