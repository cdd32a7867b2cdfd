import type { VNode } from 'preact';
import { type Outcome, worst } from '../../findings/outcome.js';
import { mostConfidential } from '../confidentiality.js';
import type { Confidentiality } from '../envelope.js';
import { doubtsOf } from './doubts.js';
import { OUTCOME_WORDS } from './mark.js';
import type { Need } from './needs.js';
import { NeedsPerson } from './needs-person.js';
import { CHAPTERS, type ChapterId, type PageSection } from './page-section.js';
import type { PageSource } from './page-source.js';
import { Sources } from './sources.js';
import { STYLE } from './style.js';
import { Verdict } from './verdict.js';

/** Nothing is fetched, run or sent: https://www.w3.org/TR/CSP3/. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const CONFIDENTIALITY_WORDS: Readonly<Record<Confidentiality, string>> = {
  identified: 'Identified: this page names patients and must not leave the site.',
  linked:
    "Linked: this page leads back to patients through paths and UIDs; it leaves under the site's rules.",
  releasable: 'Releasable: nothing on this page leads back to a patient.',
};

/** What a page shows. */
export interface PageContent {
  readonly sources: readonly PageSource[];
  readonly needs: readonly Need[];
  /** What findings say that asks for nobody. */
  readonly notes?: readonly Need[];
  readonly sections: readonly PageSection[];
  /** Of the person who made the page. */
  readonly title?: string | undefined;
}

function Chapter({ id, sections }: { id: ChapterId; sections: readonly PageSection[] }): VNode {
  return (
    <section id={id} class="chapter" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{CHAPTERS[id]}</h2>
      {sections.map(({ title, body }) => (
        <section class="part">
          <h3>{title}</h3>
          {body}
        </section>
      ))}
    </section>
  );
}

/** A page of reports, the verdict first. */
export function Page({ sources, needs, notes = [], sections, title }: PageContent): VNode {
  const verdict: Outcome = worst(sources.map(({ report }) => report.verdict));
  const doubts = doubtsOf(sources);
  const isDoubted = doubts.length > 0;
  const level = mostConfidential(sources.map(({ report }) => report.confidentiality));
  const chapters = (Object.keys(CHAPTERS) as ChapterId[])
    .map((id) => ({ id, own: sections.filter(({ chapter }) => chapter === id) }))
    .filter(({ own }) => own.length > 0);
  const commands = [...new Set(sources.map(({ report }) => report.command))].join(', ');
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="corelab" />
        <title>{`${title === undefined ? '' : `${title} – `}${OUTCOME_WORDS[verdict]}${isDoubted ? ', contradicted' : ''}: ${commands}`}</title>
        {/* A constant of this program: a style sheet is no text to be escaped. */}
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <a class="skip" href="#needs">
          To what needs a person
        </a>
        <aside class={`level ${level}`} aria-label="Confidentiality">
          {CONFIDENTIALITY_WORDS[level]}
        </aside>
        {title !== undefined && <p class="page-title">{title}</p>}
        <Verdict sources={sources} needs={needs} doubts={doubts} />
        <nav aria-label="Contents">
          <ol>
            <li>
              <a href="#needs">What needs a person</a>
            </li>
            {chapters.map(({ id }) => (
              <li>
                <a href={`#${id}`}>{CHAPTERS[id]}</a>
              </li>
            ))}
            <li>
              <a href="#reports">The reports</a>
            </li>
          </ol>
        </nav>
        <main>
          <NeedsPerson needs={needs} notes={notes} verdict={verdict} isDoubted={isDoubted} />
          {chapters.map(({ id, own }) => (
            <Chapter id={id} sections={own} />
          ))}
          <Sources sources={sources} />
        </main>
        <footer>
          <p>
            F fail · N not evaluable · W warning · P pass · – not applicable. What could not be judged never
            passes.
          </p>
          <p>Made by corelab from the reports named above. No medical device, no diagnostic tool.</p>
        </footer>
      </body>
    </html>
  );
}
