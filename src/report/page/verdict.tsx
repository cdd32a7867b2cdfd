import type { VNode } from 'preact';
import { worst } from '../../findings/outcome.js';
import { Doubted } from './doubted.js';
import type { Doubt } from './doubts.js';
import { LETTERS, Mark, OUTCOME_WORDS } from './mark.js';
import type { Need } from './needs.js';
import { groupNeeds, nothingOpen } from './needs-person.js';
import { type PageSource, toldReport } from './page-source.js';
import { of } from './told.js';
import { Count } from './value.js';

/** The verdict, the worst of all reports, and of each report its own. */
export function Verdict({
  sources,
  needs,
  doubts,
}: {
  sources: readonly PageSource[];
  needs: readonly Need[];
  /** Where the reports contradict themselves. */
  doubts: readonly Doubt[];
}): VNode {
  const verdict = worst(sources.map(({ report }) => report.verdict));
  const open = groupNeeds(needs.filter(({ outcome }) => outcome.value !== 'warn'));
  return (
    // Never greener than its parts.
    <header class={`verdict ${worst([verdict, ...doubts.map(({ outcome }) => outcome)])}`}>
      <span class="letter" aria-hidden="true">
        {LETTERS[verdict]}
      </span>
      <div>
        <h1>Verdict: {OUTCOME_WORDS[verdict]}</h1>
        <Doubted doubts={doubts} />
        <p>
          {open.length === 0 ? (
            nothingOpen(verdict, doubts.length > 0)
          ) : (
            <>
              <Count n={open.length} what="things that need a person" />{' '}
              {open.length === 1 ? 'thing needs' : 'things need'} a person.
            </>
          )}
        </p>
        <ol class="steps">
          {sources.map((source) => (
            <li>
              <a href={`#report-${source.number}`}>{source.report.command}</a>{' '}
              <Mark of={of(toldReport(source), 'verdict')} word />
            </li>
          ))}
        </ol>
      </div>
    </header>
  );
}
