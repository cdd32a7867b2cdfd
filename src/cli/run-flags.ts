import { boolean, integer, string } from '@oclif/core/flags';
import type { InferredFlags } from '@oclif/core/interfaces';
import { TRIAL_STORE_FLAGS } from './trial-flags.js';

/** The flags of `run`. */
export const RUN_FLAGS = {
  ...TRIAL_STORE_FLAGS,
  out: string({ required: true, helpValue: 'DIR', description: 'where the de-identified files are written' }),
  state: string({
    helpValue: 'DIR',
    description: 'where reports, journals and quarantine are; DIR.state beside --out when left out',
  }),
  site: string({
    helpValue: 'ID',
    description: 'the site of every delivery that does not say its own; not needed when the trial has one',
  }),
  each: boolean({ description: 'every folder in PATH is a delivery, as in a folder of CDs' }),
  resume: boolean({ description: 'complete a run that was interrupted' }),
  'give-up': integer({
    helpValue: 'N',
    min: 1,
    multiple: true,
    multipleNonGreedy: true,
    dependsOn: ['resume'],
    description: 'leave delivery N, which cannot be completed; may be given more than once',
  }),
  yes: boolean({ description: 'accept suggestions of assign-id that are unambiguous' }),
  exclude: string({
    helpValue: 'GLOB',
    multiple: true,
    multipleNonGreedy: true,
    description: 'leave out what matches; may be given more than once',
  }),
};

/** {@link RUN_FLAGS} as oclif parses them. */
export type RunFlags = InferredFlags<typeof RUN_FLAGS>;
