import type { VNode } from 'preact';
import type { CheckProtocolSections } from '../../../check-protocol-sections.js';
import { MOST_ROWS } from '../../data-table.js';
import type { SectionMaker } from '../../page-section.js';
import { type PageSource, toldReport } from '../../page-source.js';
import { isTold, of } from '../../told.js';
import { Count } from '../../value.js';
import { Deviations } from './check-tables.js';
import { ComparedVisits } from './compared-visits.js';
import { Manual } from './manual.js';
import { OtherChecks } from './other-checks.js';
import { Overview, ProtocolFacts } from './overview.js';
import { StudyBlock } from './study-block.js';
import { reportView, type StudyView } from './study-view.js';

/** Studies that stand open; further ones are folded, or nobody would find the end of the page. */
const MOST_OPEN = 20;

/** What passes whole is folded, and what comes behind many that do not. */
function isFolded({ row: { value } }: StudyView, place: number): boolean {
  return value.outcome === 'pass' || value.outcome === 'not-applicable' || place >= MOST_OPEN;
}

function Studies({ source }: { source: PageSource }): VNode {
  const { studies, strays } = reportView(source);
  const shown = studies.slice(0, MOST_ROWS);
  return (
    <>
      <Overview studies={studies} />
      {studies.length > 0 && (
        <p class="protocol-hint">
          In the tables below a row is a series, a column a check of the protocol in its order. Press a letter
          for what was asked for, what is there, and why it is asked. An empty place: not asked of that
          series. A letter struck through: what it was before a person decided.
        </p>
      )}
      {shown.map((study, place) => (
        <StudyBlock of={study} source={source} folded={isFolded(study, place)} />
      ))}
      {studies.length > shown.length && (
        <p class="more">
          … and <Count n={studies.length - shown.length} what="studies not shown" /> more studies: they stand
          in the JSON report
        </p>
      )}
      {strays.length > 0 && (
        <>
          <h4>Checks of no study</h4>
          <Deviations checks={strays} source={source} />
          <OtherChecks checks={strays} where="of no study" />
        </>
      )}
    </>
  );
}

function Compared({ source }: { source: PageSource }): VNode | null {
  const visits = of(toldReport<CheckProtocolSections>(source), 'visits');
  return isTold(visits) ? <ComparedVisits of={visits} /> : null;
}

/** Reports of `check-protocol`: series against checks, study by study; the manual with `--explain`. */
export const protocolSections: SectionMaker = async (source) => {
  const report = toldReport<CheckProtocolSections>(source);
  const manual = isTold(of(report, 'manual'));
  return [
    {
      chapter: 'protocol',
      title: manual ? 'What the protocol asks for' : 'Series against the protocol',
      body: (
        <div class="protocol-report">
          <ProtocolFacts source={source} />
          {manual && <Manual source={source} />}
          {isTold(of(report, 'studies')) && <Studies source={source} />}
          <Compared source={source} />
        </div>
      ),
    },
  ];
};
