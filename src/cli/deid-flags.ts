import { boolean, string } from '@oclif/core/flags';
import type { InferredFlags } from '@oclif/core/interfaces';
import type { CrosswalkSecret } from '../identity/crosswalk/secret.js';
import { UsageError } from './usage-error.js';

/** The flags of `deid`. */
export const DEID_FLAGS = {
  profile: string({
    helpValue: 'NAME|FILE',
    description:
      'what becomes of each attribute: a profile that ships (ps315-basic, trial, tcia, site-qualification), or a file',
  }),
  out: string({ helpValue: 'DIR', description: 'where the de-identified files are written' }),
  assignments: string({
    helpValue: 'REPORT',
    description:
      'the report of assign-id that says whose the studies are; without it everybody gets a pseudonym of the key',
  }),
  state: string({
    helpValue: 'DIR',
    description: 'where the journal and the quarantine are; DIR.state beside --out when left out',
    dependsOn: ['out'],
  }),
  'dry-run': boolean({ description: 'write nothing; tell what would be done to each attribute, and why' }),
  resume: boolean({ description: 'complete a run that was interrupted', dependsOn: ['out'] }),
  append: boolean({ description: 'add to the output of an earlier run', dependsOn: ['out'] }),
  'uid-map': string({
    helpValue: 'F.csv',
    description: 'write id_old,id_new of every UID (identifies: mode 0600, never below --out)',
    dependsOn: ['out'],
  }),
  'patient-map': string({
    helpValue: 'F.csv',
    description: 'the same of Patient IDs',
    dependsOn: ['out'],
  }),
  crosswalk: string({
    helpValue: 'FILE',
    description: 'the crosswalk, which is told what was released',
    dependsOn: ['out'],
  }),
  'crosswalk-key': string({
    helpValue: 'FILE',
    description: "its key file ('corelab key new'); without it the passphrase is asked for on the terminal",
    dependsOn: ['crosswalk'],
  }),
  'verify-only': boolean({ description: 'search a folder for what identifies, and change nothing' }),
  known: string({
    helpValue: 'FILE',
    description: 'values that must not stand there (YAML)',
    dependsOn: ['verify-only'],
  }),
  exclude: string({
    helpValue: 'GLOB',
    multiple: true,
    multipleNonGreedy: true,
    description: 'leave out what matches; may be given more than once',
  }),
};

/** {@link DEID_FLAGS} as oclif parses them. */
export type DeidFlags = InferredFlags<typeof DEID_FLAGS>;

/** What the flags ask for. */
export type DeidMode = { readonly kind: 'release'; readonly profile: string } | { readonly kind: 'verify' };

/** Flags that `--verify-only` has no use for. */
const RELEASE_ONLY = ['profile', 'out', 'assignments', 'crosswalk', 'dry-run'] as const;

/**
 * Tells what is asked for, and refuses what does not go together.
 * @throws UsageError
 */
export function deidMode(flags: DeidFlags): DeidMode {
  if (flags['verify-only']) {
    const extra = RELEASE_ONLY.find((flag) => flags[flag]);
    if (extra !== undefined) throw new UsageError(`--verify-only releases nothing, and takes no --${extra}`);
    return { kind: 'verify' };
  }
  const { profile, out } = flags;
  if (profile === undefined)
    throw new UsageError('give --profile NAME or FILE (ps315-basic, trial, tcia, site-qualification)');
  if (!flags['dry-run'] && out === undefined)
    throw new UsageError('give --out DIR for what is released, or --dry-run to see what would be done');
  return { kind: 'release', profile };
}

/** The crosswalk that is told what was released, and what opens it; undefined without `--crosswalk`. */
export async function deidCrosswalk(
  { crosswalk, 'crosswalk-key': keyFile }: DeidFlags,
  signal: AbortSignal,
): Promise<{ readonly crosswalk: string; readonly secret: CrosswalkSecret } | undefined> {
  if (crosswalk === undefined) return undefined;
  const { crosswalkSecret } = await import('./crosswalk-flags.js');
  return { crosswalk, secret: await crosswalkSecret({ path: crosswalk, keyFile, isNew: false, signal }) };
}
