import type { VNode } from 'preact';
import { DataTable } from './data-table.js';
import { Fold } from './fold.js';
import { Mark, SeverityWord } from './mark.js';
import type { Need } from './needs.js';
import { Count, Text } from './value.js';

/** Needs of one code of one report: said once, with all that it concerns. */
interface NeedGroup {
  readonly first: Need;
  readonly all: readonly Need[];
}

/** Needs in their order, those of one report and code together where the first of them stands. */
export function groupNeeds(needs: readonly Need[]): NeedGroup[] {
  const groups = new Map<string, Need[]>();
  for (const need of needs) {
    const { source, code, outcome, severity } = need;
    const key = [source.number, severity.value, outcome.value, code.value].join(' ');
    const known = groups.get(key);
    if (known) known.push(need);
    else groups.set(key, [need]);
  }
  return [...groups.values()].flatMap((all) => (all[0] ? [{ first: all[0], all }] : []));
}

function About({ of: { about } }: { of: Need }): VNode {
  return (
    <>
      {about.map((part, i) => (
        <>
          {i > 0 && ' · '}
          <Text of={part} code={/[./]/.test(part.value)} />
        </>
      ))}
    </>
  );
}

function NeedItem({ group: { first, all } }: { group: NeedGroup }): VNode {
  const { source, code } = first;
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
        <a href={`#report-${source.number}`}>{source.report.command}</a> · <Text of={code} code />
        {first.because && (
          <>
            {' '}
            · <Text of={first.because} />
          </>
        )}
      </p>
      {all.length === 1 ? <OneNeed of={first} /> : <ManyNeeds all={all} />}
    </li>
  );
}

function OneNeed({ of: need }: { of: Need }): VNode | null {
  const { expected, actual, unit, about, item } = need;
  if (!expected && !actual && !item && about.length === 0) return null;
  return (
    <dl class="facts">
      {about.length > 0 && <dt>what</dt>}
      {about.length > 0 && (
        <dd>
          <About of={need} />
        </dd>
      )}
      {actual && <dt>seen</dt>}
      {actual && (
        <dd>
          <Text of={actual} /> {unit && <Text of={unit} />}
        </dd>
      )}
      {expected && <dt>expected</dt>}
      {expected && (
        <dd>
          <Text of={expected} /> {unit && <Text of={unit} />}
        </dd>
      )}
      {item && <dt>decide</dt>}
      {item && (
        <dd>
          <Text of={item} code />
        </dd>
      )}
    </dl>
  );
}

function ManyNeeds({ all }: { all: readonly Need[] }): VNode {
  const some = (key: 'expected' | 'actual' | 'unit' | 'item'): boolean => all.some((need) => need[key]);
  const column = (key: 'expected' | 'actual' | 'unit' | 'item', title: string) =>
    some(key) ? [{ title, cell: (need: Need) => <Text of={need[key]} /> }] : [];
  return (
    <Fold
      summary={
        <>
          All <Count n={all.length} what="of this code" />
        </>
      }
    >
      <DataTable
        caption={`Each ${all[0]?.code.value ?? ''}`}
        rows={all}
        columns={[
          { title: 'What', head: true, wide: true, cell: (need) => <About of={need} /> },
          { title: 'Why', cell: (need) => <Text of={need.message} /> },
          ...column('actual', 'Seen'),
          ...column('expected', 'Expected'),
          ...column('unit', 'Unit'),
          ...column('item', 'Decide'),
        ]}
      />
    </Fold>
  );
}

/** What needs a person, in order of severity; what only warns stands folded below. */
export function NeedsPerson({ needs }: { needs: readonly Need[] }): VNode {
  const groups = groupNeeds(needs);
  const now = groups.filter(({ first }) => first.outcome.value !== 'warn');
  const later = groups.filter(({ first }) => first.outcome.value === 'warn');
  return (
    <section id="needs" aria-labelledby="needs-title">
      <h2 id="needs-title">What needs a person</h2>
      {now.length === 0 ? (
        <p class="empty">Nothing failed, and nothing was left unjudged.</p>
      ) : (
        <ol class="needs">
          {now.map((group) => (
            <NeedItem group={group} />
          ))}
        </ol>
      )}
      {later.length > 0 && (
        <Fold
          summary={
            <>
              Warnings: <Count n={later.reduce((sum, { all }) => sum + all.length, 0)} what="warnings" />
            </>
          }
        >
          <ol class="needs">
            {later.map((group) => (
              <NeedItem group={group} />
            ))}
          </ol>
        </Fold>
      )}
    </section>
  );
}
