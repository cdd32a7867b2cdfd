import type { VNode } from 'preact';
import { Fold } from '../../fold.js';
import { Mark } from '../../mark.js';
import type { PageSource } from '../../page-source.js';
import { isTold, of } from '../../told.js';
import { Num, Text } from '../../value.js';
import { Candidates } from './candidates.js';
import { Deviations } from './check-tables.js';
import { Matrix } from './matrix.js';
import { OtherChecks } from './other-checks.js';
import { OutcomeBar } from './outcome-bar.js';
import { StudyLevel } from './study-level.js';
import { idOf, type StudyView } from './study-view.js';

/** Who and when: what is not known is said with the facts. */
const NAMES = ['subject', 'visit', 'site'] as const;

/** How a count of a study's checks is told. */
export function whereOf({ row }: StudyView): string {
  return `study ${row.value.study} (${row.at})`;
}

function Title({ of: { row } }: { of: StudyView }): VNode {
  return (
    <h4>
      <Mark of={of(row, 'outcome')} /> Study <Num of={of(row, 'study')} />
      {NAMES.filter((name) => isTold(of(row, name))).map((name) => (
        <>
          {' '}
          · {name} <Text of={of(row, name)} />
        </>
      ))}
    </h4>
  );
}

function Facts({ of: { row } }: { of: StudyView }): VNode {
  const unknown = NAMES.filter((name) => !isTold(of(row, name)));
  return (
    <p class="protocol-study-facts">
      <Num of={of(row, 'matched')} /> of <Num of={of(row, 'series')} /> series taken for one of the protocol.{' '}
      {unknown.length > 0 && `Not known: ${unknown.join(', ')}. `}
      <Text of={of(row, 'studyUID')} code />
    </p>
  );
}

/** A study: its checks as a sum, as a matrix and as tables. */
export function StudyBlock(props: { of: StudyView; source: PageSource; folded: boolean }): VNode {
  const { of: study, source, folded } = props;
  const body = (
    <>
      <div id={idOf(study.row)} class="protocol-study-start">
        <Facts of={study} />
        <OutcomeBar checks={study.checks} where={whereOf(study)} />
      </div>
      <Matrix of={study} source={source} />
      <StudyLevel of={study} source={source} />
      <Deviations checks={study.checks} source={source} />
      <OtherChecks checks={study.checks} where={whereOf(study)} />
      <Candidates of={study.series} />
    </>
  );
  if (folded) return <Fold summary={<Title of={study} />}>{body}</Fold>;
  return (
    <section class="protocol-study">
      <Title of={study} />
      {body}
    </section>
  );
}
