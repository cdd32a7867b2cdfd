import { CATALOGUE } from '../../findings/catalogue.js';
import { type Finding, finding } from '../../findings/finding.js';
import type { Crosswalk } from '../../identity/crosswalk/crosswalk.js';
import type { VerifyProblem } from '../../identity/crosswalk/verify.js';
import type { LedgerSections } from '../../report/ledger-sections.js';

/** Whether the store is what was written, as reports tell it. */
export interface VerifiedChain {
  readonly chain: LedgerSections['chain'];
  /** One where it is not. */
  readonly findings: readonly Finding[];
}

/** Goes over the whole store: every row, every audit record, the anchor. Other writers wait meanwhile. */
export function verifiedChain(crosswalk: Crosswalk): VerifiedChain {
  const { records, head, problems, problemCount } = crosswalk.verify();
  const more = problemCount - problems.length;
  const words = [...problems.map(inWords), ...(more > 0 ? [`and ${more} more`] : [])];
  const chain = { verified: problemCount === 0, records, head, problems: words };
  const [first] = words;
  if (first === undefined) return { chain, findings: [] };
  const why = problemCount === 1 ? first : `${first}, and ${problemCount - 1} more`;
  return { chain, findings: [finding('ledger-chain-broken', { params: { why } })] };
}

function inWords(problem: VerifyProblem): string {
  const { text } = CATALOGUE[`crosswalk-${problem.code}`];
  if ('table' in problem) return `${problem.table} ${problem.id}: ${text}`;
  return 'seq' in problem ? `audit record ${problem.seq}: ${text}` : text;
}
