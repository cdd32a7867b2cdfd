import type { VNode } from 'preact';
import { worst } from '../../findings/outcome.js';
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
}: {
  sources: readonly PageSource[];
  needs: readonly Need[];
}): VNode {
  const verdict = worst(sources.map(({ report }) => report.verdict));
  const open = groupNeeds(needs.filter(({ outcome }) => outcome.value !== 'warn'));
  return (
    <header class={`verdict ${verdict}`}>
      <span class="letter" aria-hidden="true">
        {LETTERS[verdict]}
      </span>
      <div>
        <h1>Verdict: {OUTCOME_WORDS[verdict]}</h1>
        <p>
          {open.length === 0 ? (
            nothingOpen(verdict)
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
