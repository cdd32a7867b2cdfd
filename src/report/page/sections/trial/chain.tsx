import type { VNode } from 'preact';
import type { LedgerSections } from '../../../ledger-sections.js';
import { Mark } from '../../mark.js';
import { each, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';

/** Whether the ledger is what was written: says so at once. */
export function Chain({ of: chain }: { of: Told<LedgerSections['chain']> }): VNode {
  const verified = of(chain, 'verified');
  const head = of(chain, 'head');
  const problems = each(of(chain, 'problems'));
  return (
    <div class={`chain${verified.value ? '' : ' broken'}`}>
      <Mark of={{ value: verified.value ? 'pass' : 'fail', at: verified.at }} />
      <div>
        <p>
          <strong>
            {verified.value
              ? 'The chain is verified: every record is what was written, and none is missing.'
              : 'The chain is broken: the ledger is not what was written.'}
          </strong>
        </p>
        {problems.length > 0 && (
          <ul>
            {problems.map((problem) => (
              <li>
                <Text of={problem} />
              </li>
            ))}
          </ul>
        )}
        <p class="small">
          Records of the whole store: <Num of={of(chain, 'records')} />. The last is number{' '}
          <Num of={of(head, 'seq')} />, sealed as <Text of={of(head, 'mac')} code />: note it, and nobody can
          take records away unseen.
        </p>
      </div>
    </div>
  );
}
