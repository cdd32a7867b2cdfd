import { boolean, string } from '@oclif/core/flags';
import type { InferredFlags } from '@oclif/core/interfaces';
import { present } from './present.js';
import { TRIAL_STORE_FLAGS } from './trial-flags.js';
import { UsageError } from './usage-error.js';

/** The flags of `decide`. */
export const DECIDE_FLAGS = {
  ...TRIAL_STORE_FLAGS,
  accept: boolean({ description: 'it is as it should be, as a repeat that counts; what is held stays held' }),
  waive: boolean({ description: 'it deviates, and the trial takes it all the same' }),
  reject: boolean({ description: 'the trial does not take it' }),
  query: string({ helpValue: 'TEXT', description: 'ask the site: the text that it gets' }),
  answer: string({ helpValue: 'TEXT', description: 'what the site has answered' }),
  exported: string({ helpValue: 'REPORT', description: 'what this report tells of has left, see --to' }),
  to: string({ helpValue: 'TEXT', description: 'to whom, with --exported', dependsOn: ['exported'] }),
  reason: string({
    required: true,
    helpValue: 'TEXT',
    description: 'why: for the ledger, in words that name nobody',
  }),
};

/** {@link DECIDE_FLAGS} as oclif parses them. */
export type DecideFlags = InferredFlags<typeof DECIDE_FLAGS>;

/** What was decided, on what, and why. */
interface Decided {
  readonly items: readonly string[];
  readonly decision: 'accepted' | 'waived' | 'rejected' | 'queried' | 'answered' | 'exported';
  readonly reason: string;
  /** Of a query or an answer. */
  readonly text?: string;
  /** Path of what was exported. */
  readonly report?: string;
  readonly to?: string;
}

/** Types what was decided: one thing, on items or on a report. @throws UsageError */
export function decidedOf(items: readonly string[], flags: DecideFlags): Decided {
  const { query, answer, exported, to, reason } = flags;
  const said: Decided['decision'][] = [
    ...(flags.accept ? (['accepted'] as const) : []),
    ...(flags.waive ? (['waived'] as const) : []),
    ...(flags.reject ? (['rejected'] as const) : []),
    ...(query === undefined ? [] : (['queried'] as const)),
    ...(answer === undefined ? [] : (['answered'] as const)),
    ...(exported === undefined ? [] : (['exported'] as const)),
  ];
  const [decision] = said;
  if (decision === undefined || said.length > 1)
    throw new UsageError('give one of --accept, --waive, --reject, --query, --answer and --exported');
  if (decision === 'exported' && items.length > 0)
    throw new UsageError('--exported is of a report, and takes no ITEM');
  if (decision === 'exported' && to === undefined) throw new UsageError('--exported needs --to TEXT');
  if (decision !== 'exported' && items.length === 0)
    throw new UsageError("give an ITEM of 'corelab status TRIAL --worklist'");
  return { items, decision, reason, ...present({ text: query ?? answer, report: exported, to }) };
}
