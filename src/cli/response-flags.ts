import { boolean, string } from '@oclif/core/flags';
import type { InferredFlags } from '@oclif/core/interfaces';
import { present } from './present.js';
import { UsageError } from './usage-error.js';

/** What goes with `--criteria`, in `response` and in `measure-export`. */
export const FACT_FLAGS = {
  lesions: string({
    helpValue: 'FILE.csv',
    description: 'what the rows do not say of lesions: target, non-target or new, organ, node, state',
  }),
  visits: string({
    helpValue: 'FILE.csv',
    description:
      'visits of the subjects: order, dates, missed ones, new lesions, markers; treatment start and death',
  }),
  adjudication: string({
    helpValue: 'FILE.csv',
    description: 'whose reading stands where readers differ',
  }),
  lengths: string({
    options: ['stored', 'recomputed'],
    default: 'stored',
    description: 'the lengths that responses are made of; the others tell whether they would change it',
  }),
  ongoing: boolean({
    description: 'subjects may have further visits: a best response that is not there yet is no finding',
  }),
};

/** The flags of `response`. */
export const RESPONSE_FLAGS = {
  criteria: string({
    helpValue: 'NAME|FILE',
    required: true,
    description: 'the response criteria: some that ship, as recist-1.1, or a file (YAML)',
  }),
  ...FACT_FLAGS,
  export: string({
    helpValue: 'FORMAT=FILE',
    multiple: true,
    multipleNonGreedy: true,
    description: 'write to a file, too: responses, best, sums (CSV), waterfall, spider (SVG)',
  }),
};

/** {@link FACT_FLAGS} as oclif parses them. */
type FactFlags = InferredFlags<typeof FACT_FLAGS>;

/** Types the flags that go with criteria. */
export function criteriaOptions(criteria: string, flags: FactFlags) {
  const { lesions, visits, adjudication, lengths, ongoing } = flags;
  return {
    criteria,
    ...present({ lesions, visits, adjudication }),
    lengths: lengths === 'recomputed' ? ('recomputed' as const) : ('stored' as const),
    isOngoing: ongoing,
  };
}

/**
 * Refuses what only goes with `--criteria`.
 * @throws UsageError
 */
export function assertCriteria(flags: Partial<FactFlags> & { readonly criteria?: string | undefined }): void {
  if (flags.criteria !== undefined) return;
  const names = ['lesions', 'visits', 'adjudication', 'ongoing'] as const;
  const alone = names.find((name) => flags[name] !== undefined && flags[name] !== false);
  if (alone) throw new UsageError(`--${alone} goes with --criteria`);
}
