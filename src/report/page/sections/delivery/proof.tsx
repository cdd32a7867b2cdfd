import type { VNode } from 'preact';
import type { PageSource } from '../../page-source.js';
import { toldReport } from '../../page-source.js';
import { inWords } from '../../sources.js';
import { SumLine } from '../../sum-line.js';
import { each, entries, isTold, of, type Told } from '../../told.js';
import { Num, Text } from '../../value.js';
import { ProofList } from './proof-list.js';
import {
  type AgainstSection,
  type BagSection,
  type ProofSections,
  VERIFY_LISTS,
  type VerifySection,
} from './proof-sections.js';
import { Texts } from './series-columns.js';

/** What a proof is made from. */
interface ProofProps<S> {
  readonly source: PageSource;
  readonly of: Told<S>;
}

/** Counts that are no fault whatever they are. */
const CALM: ReadonlySet<string> = new Set(['identical', 'new']);

const VERIFY_CAPTIONS: Readonly<Record<(typeof VERIFY_LISTS)[number], string>> = {
  missing: 'Listed, and not here',
  changed: 'Other content than listed',
  extra: 'Here, and not listed',
  unreadable: 'Listed, and cannot be read',
  noChecksum: 'Listed without a checksum: not proven',
  invalid: 'What breaks the rules of the bag',
  notes: 'Remarks that change no outcome',
};

function NeedsLink(): VNode {
  return (
    <p class="hint">
      Whatever differs is a finding: see <a href="#needs">what needs a person</a>.
    </p>
  );
}

function Counts({ of: counts, what }: { of: Told<Readonly<Record<string, number>>>; what: string }): VNode {
  return (
    <ul class="counts">
      <li>{what}:</li>
      {entries(counts).map(([name, count]) => (
        <li>
          <span class={count.value > 0 && !CALM.has(name) ? 'odd' : undefined}>
            {inWords(name)} <Num of={count} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Against({ source, of: against }: ProofProps<AgainstSection>): VNode {
  const earlier = of(against, 'earlier');
  const kinds = [
    [of(against, 'instances'), 'Instances', 'instances'],
    [of(against, 'otherFiles'), 'Other files', 'other files'],
  ] as const;
  return (
    <>
      <h4>Against the earlier report</h4>
      <p class="read">
        Earlier report of <Text of={of(earlier, 'command')} />, SHA-256{' '}
        <Text of={of(earlier, 'sha256')} code />
      </p>
      {kinds.map(([compared, title, word]) => (
        <>
          <Counts of={of(compared, 'counts')} what={title} />
          <ProofList source={source} of={of(compared, 'changed')} caption={`Changed ${word}`} />
          <ProofList source={source} of={of(compared, 'missing')} caption={`Missing ${word}`} />
          <ProofList source={source} of={of(compared, 'new')} caption={`New ${word}`} />
        </>
      ))}
      <NeedsLink />
    </>
  );
}

function Verify({ source, of: verify }: ProofProps<VerifySection>): VNode {
  const counts = of(verify, 'counts');
  const term = (key: string, word: string) => ({ count: of(counts, key), word });
  const fault = (key: string, word: string) => ({ ...term(key, word), tone: 'bad' as const });
  const extra = of(counts, 'extra');
  return (
    <>
      <h4>Proof of the delivery</h4>
      <p class="read">
        By <Text of={of(verify, 'by')} /> <Text of={of(verify, 'path')} code />
        {isTold(of(verify, 'bagItVersion')) && (
          <>
            {' '}
            of BagIt <Text of={of(verify, 'bagItVersion')} />
          </>
        )}
        {isTold(of(verify, 'sha256')) && (
          <>
            , SHA-256 <Text of={of(verify, 'sha256')} code />
          </>
        )}
        ; digests: <Texts of={each(of(verify, 'algorithms'))} why="the list has none" />
      </p>
      <SumLine
        total={term('listed', 'listed')}
        parts={[
          { ...term('verified', 'here with the listed content'), tone: 'good' },
          fault('missing', 'missing'),
          fault('changed', 'changed'),
          fault('noChecksum', 'without a checksum'),
          fault('unreadable', 'cannot be read'),
        ]}
      />
      <p>
        Here and not listed:{' '}
        <span class={(extra.value ?? 0) > 0 ? 'odd' : undefined}>
          <Num of={extra} />
        </span>
      </p>
      {VERIFY_LISTS.map((key) => (
        <ProofList source={source} of={of(verify, key)} caption={VERIFY_CAPTIONS[key]} />
      ))}
      <NeedsLink />
    </>
  );
}

function Bag({ source, of: bag }: ProofProps<BagSection>): VNode {
  return (
    <>
      <h4>Bag that was written</h4>
      <p class="read">
        <Text of={of(bag, 'path')} code />: <Num of={of(bag, 'files')} /> files, <Num of={of(bag, 'bytes')} />{' '}
        bytes; SHA-256 of its manifest <Text of={of(bag, 'manifestSha256')} code />; payload in{' '}
        <Texts of={each(of(bag, 'roots')).map((root) => of(root, 'path'))} why="no folder" />
      </p>
      <ProofList source={source} of={of(bag, 'leftOut')} caption="Not in the bag: cannot be read" />
      <ProofList source={source} of={of(bag, 'changed')} caption="Changed between reading and copying" />
      <ProofList source={source} of={of(bag, 'renamed')} caption="Called otherwise in the bag" />
    </>
  );
}

/** What `--against`, `--verify` and `--bag` found; nothing without them. */
export function Proofs({ source }: { source: PageSource }): VNode {
  const report = toldReport<ProofSections>(source);
  const [against, verify, bag] = [of(report, 'against'), of(report, 'verify'), of(report, 'bag')];
  return (
    <>
      {isTold(verify) && <Verify source={source} of={verify} />}
      {isTold(against) && <Against source={source} of={against} />}
      {isTold(bag) && <Bag source={source} of={bag} />}
    </>
  );
}
