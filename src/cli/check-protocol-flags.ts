import { boolean, string } from '@oclif/core/flags';
import type { InferredFlags } from '@oclif/core/interfaces';
import { UsageError } from './usage-error.js';

/** The flags of `check-protocol`. */
export const CHECK_PROTOCOL_FLAGS = {
  protocol: string({
    helpValue: 'NAME|FILE',
    required: true,
    description: 'the scanning protocol: one that ships, or a file (YAML)',
  }),
  site: string({
    helpValue: 'ID',
    description: 'the site; Clinical Trial Site ID (0012,0030) when left out',
  }),
  visit: string({
    helpValue: 'ID',
    description: 'the visit; Clinical Trial Time Point ID (0012,0050) when left out',
  }),
  against: string({
    helpValue: 'REPORT',
    description: 'an earlier report of check-protocol, whose visits come before these',
  }),
  dispositions: string({
    helpValue: 'FILE',
    description: 'decisions of people: deviations that are waived, repeats that are accepted (YAML)',
  }),
  explain: boolean({ description: 'print the protocol in words, as the table of a manual' }),
  lint: boolean({
    description: 'look for what is probably not meant in the protocol, and run its own tests',
  }),
  exclude: string({
    helpValue: 'GLOB',
    multiple: true,
    multipleNonGreedy: true,
    description: 'leave out what matches; may be given more than once',
  }),
};

/** {@link CHECK_PROTOCOL_FLAGS} as oclif parses them. */
export type CheckProtocolFlags = InferredFlags<typeof CHECK_PROTOCOL_FLAGS>;

/** What the flags ask for. */
export type CheckProtocolMode = 'check' | 'explain' | 'lint';

/** Flags that only checking has a use for. */
const CHECK_ONLY = ['site', 'visit', 'against', 'dispositions', 'exclude'] as const;

/**
 * Tells what is asked for, and refuses what does not go together.
 * @throws UsageError
 */
export function checkProtocolMode(flags: CheckProtocolFlags, paths: readonly string[]): CheckProtocolMode {
  if (flags.explain && flags.lint) throw new UsageError('--explain and --lint exclude each other');
  if (!flags.explain && !flags.lint) {
    if (paths.length === 0)
      throw new UsageError("give a folder or file to check, or '-' for a report on standard input");
    return 'check';
  }
  const mode = flags.explain ? 'explain' : 'lint';
  if (paths.length > 0) throw new UsageError(`--${mode} reads the protocol alone, and takes no path`);
  const extra = CHECK_ONLY.find((flag) => flags[flag] !== undefined);
  if (extra !== undefined)
    throw new UsageError(`--${mode} reads the protocol alone, and takes no --${extra}`);
  return mode;
}
