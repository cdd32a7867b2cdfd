import type { VNode } from 'preact';
import type { Outcome } from '../../findings/outcome.js';
import { DataTable } from './data-table.js';
import { Fold } from './fold.js';
import { Mark, SeverityWord } from './mark.js';
import { About, OneNeed } from './need-facts.js';
import type { Need } from './needs.js';
import { type SameNeed, sameNeeds } from './same-need.js';
import { Count, Text } from './value.js';

/** Needs of one code of one report: said once, with all that it concerns. */
interface NeedGroup {
  readonly first: Need;
  readonly all: readonly SameNeed[];
}

/**
 * Needs in their order, those of one report and code together where the first of them stands; what several reports say
 * stands with the first.
 */
export function groupNeeds(needs: readonly Need[]): NeedGroup[] {
  const groups = new Map<string, SameNeed[]>();
  for (const one of sameNeeds(needs)) {
    const { source, code, outcome, severity } = one.need;
    const key = [source.number, severity.value, outcome.value, code.value].join(' ');
    const known = groups.get(key);
    if (known) known.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap((all) => (all[0] ? [{ first: all[0].need, all }] : []));
}

/** Other reports that say the same; where each says it stands in `data-also`. */
function AlsoSaid({ by }: { by: readonly Need[] }): VNode {
  return (
    <span class="also" data-also={by.map(({ message }) => message.at).join(' ')}>
      {' '}
      (also{' '}
      {by.map(({ source }, i) => (
        <>
          {i > 0 && ', '}
          <a href={`#report-${source.number}`}>{source.report.command}</a>
        </>
      ))}
      )
    </span>
  );
}

function NeedItem({ group: { first, all } }: { group: NeedGroup }): VNode {
  const { source, code } = first;
  const [only] = all.length === 1 ? all : [];
  return (
    <li class={`need ${first.outcome.value}`} data-need={first.outcome.at}>
      <p class="need-head">
        <Mark of={first.outcome} word /> <SeverityWord of={first.severity} />{' '}
        <span class="need-text">
          <Text of={first.message} />
        </span>
        {all.length > 1 && (
          <span class="times">
            {' '}
            and <Count n={all.length - 1} what="more of this code" /> more like it
          </span>
        )}
      </p>
      <p class="need-origin">
        <a href={`#report-${source.number}`}>{source.report.command}</a>
        {only && only.also.length > 0 && <AlsoSaid by={only.also} />} · <Text of={code} code />
        {first.because && (
          <>
            {' '}
            · <Text of={first.because} />
          </>
        )}
      </p>
      {only ? <OneNeed of={first} /> : <ManyNeeds all={all} />}
    </li>
  );
}

type Part = 'expected' | 'actual' | 'unit' | 'item' | 'because';

function ManyNeeds({ all }: { all: readonly SameNeed[] }): VNode {
  const some = (key: Part): boolean => all.some(({ need }) => need[key]);
  const column = (key: Part, title: string) =>
    some(key) ? [{ title, cell: ({ need }: SameNeed) => <Text of={need[key]} /> }] : [];
  return (
    <Fold
      summary={
        <>
          All <Count n={all.length} what="of this code" />
        </>
      }
    >
      <DataTable
        caption={`Each ${all[0]?.need.code.value ?? ''}`}
        rows={all}
        columns={[
          { title: 'What', head: true, wide: true, cell: ({ need }) => <About of={need} /> },
          {
            title: 'Why',
            cell: ({ need, also }) => (
              <>
                <Text of={need.message} />
                {also.length > 0 && <AlsoSaid by={also} />}
              </>
            ),
          },
          ...column('actual', 'Seen'),
          ...column('expected', 'Expected'),
          ...column('unit', 'Unit'),
          ...column('item', 'Decide'),
          // Said once at the head where all have one.
          ...(new Set(all.map(({ need }) => need.because?.value)).size > 1
            ? column('because', 'Source')
            : []),
        ]}
      />
    </Fold>
  );
}

/** A verdict may come from a command of the pipe whose own report is not on the page: then it is not for nothing. */
export function nothingOpen(verdict: Outcome, isDoubted = false): string {
  if (isDoubted) return 'No finding asks for a person, and yet the reports contradict their verdict.';
  return verdict === 'fail' || verdict === 'not-evaluable'
    ? 'No finding says why: look at what stands below, and at the reports of the commands before these.'
    : 'Nothing needs a person.';
}

interface NeedsPersonProps {
  readonly needs: readonly Need[];
  /** Of the page. */
  readonly verdict: Outcome;
  /** What asks for nobody: findings that pass or do not apply. */
  readonly notes?: readonly Need[];
  /** Whether the reports contradict their verdict. */
  readonly isDoubted?: boolean;
}

/** What needs a person, in order of severity; what only warns stands folded below. */
export function NeedsPerson(props: NeedsPersonProps): VNode {
  const { needs, verdict, notes = [], isDoubted = false } = props;
  const groups = groupNeeds(needs);
  const now = groups.filter(({ first }) => first.outcome.value !== 'warn');
  const later = groups.filter(({ first }) => first.outcome.value === 'warn');
  return (
    <section id="needs" aria-labelledby="needs-title">
      <h2 id="needs-title">What needs a person</h2>
      {now.length === 0 ? (
        <p class="empty">{nothingOpen(verdict, isDoubted)}</p>
      ) : (
        <ol class="needs">
          {now.map((group) => (
            <NeedItem group={group} />
          ))}
        </ol>
      )}
      <Later title="Warnings" what="warnings" groups={later} />
      <Later title="For the record, nothing to do" what="notes" groups={groupNeeds(notes)} />
    </section>
  );
}

interface LaterProps {
  readonly title: string;
  /** What is counted. */
  readonly what: string;
  readonly groups: readonly NeedGroup[];
}

/** What can wait, folded. */
function Later({ title, what, groups }: LaterProps): VNode | null {
  if (groups.length === 0) return null;
  return (
    <Fold
      summary={
        <>
          {title}: <Count n={groups.reduce((sum, { all }) => sum + all.length, 0)} what={what} />
        </>
      }
    >
      <ol class="needs">
        {groups.map((group) => (
          <NeedItem group={group} />
        ))}
      </ol>
    </Fold>
  );
}
