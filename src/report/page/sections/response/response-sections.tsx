import type { VNode } from 'preact';
import type { ResponseSections } from '../../../response-sections.js';
import { counted } from '../../counted.js';
import type { SectionMaker } from '../../page-section.js';
import { type PageSource, toldReport } from '../../page-source.js';
import { isTold, of, type Told } from '../../told.js';
import { Count, Num } from '../../value.js';
import { BestTable } from './best-table.js';
import { CoursePart } from './course-part.js';
import { type Course, coursesOf } from './courses.js';
import { Criteria } from './criteria.js';
import { responsePlots } from './plots.js';
import { Discordances, Stated } from './readers-differ.js';

/** As many courses have their lesions on the page; of the others the best responses stand there. */
const MOST_COURSES = 200;
/** As many stand open from the start; of more only those that need a person. */
const MOST_OPEN = 4;

/** What is counted of responses; a report of `measure-export` has some by other names, beside its own counts. */
const COUNTS: readonly (readonly [key: string, words: string])[] = [
  ['rowsIn', 'rows in'],
  ['diameters', 'diameters'],
  ['rowsUsed', 'of them used'],
  ['subjects', 'subjects'],
  ['readers', 'readers'],
  ['courses', 'courses (a subject by a reader)'],
  ['lesions', 'lesions'],
  ['timePoints', 'visits after baseline'],
  ['evaluable', 'evaluable'],
  ['evaluableTimePoints', 'evaluable'],
  ['notEvaluable', 'not evaluable'],
  ['notEvaluableTimePoints', 'not evaluable'],
  ['flips', 'flip by the other lengths'],
  ['discordances', 'where readers differ'],
  ['adjudicated', 'adjudicated'],
];

/** Counts of a report of `measure-export` that are of measurements, not of responses. */
const OF_MEASUREMENTS: ReadonlySet<string> = new Set(['evaluable', 'notEvaluable']);

/**
 * Responses of a report of `response`, and of `measure-export --criteria`: criteria, plots, best responses, lesions with
 * their sums and every decision.
 */
export const responseSections: SectionMaker = async (source) => {
  const report = toldReport<Partial<ResponseSections>>(source);
  if (!isTold(of(report, 'criteria'))) return [];
  const told = report as Told<typeof report.value & ResponseSections>;
  const prefix = `r${source.number}-`;
  const plots = told.value.responses.length > 0 ? await responsePlots(told.value, prefix) : null;
  return [
    {
      chapter: 'response',
      title: 'Response of the lesions by the criteria',
      body: <Body source={source} told={told} plots={plots} />,
    },
  ];
};

interface BodyProps {
  readonly source: PageSource;
  readonly told: Told<ResponseSections>;
  readonly plots: VNode | null;
}

function Body({ source, told, plots }: BodyProps): VNode {
  const courses = coursesOf(told);
  const shown = courses.slice(0, MOST_COURSES);
  const idOf = ({ number }: Course): string | undefined =>
    number < MOST_COURSES ? `r${source.number}-course-${number}` : undefined;
  const areOpen = courses.length <= MOST_OPEN;
  return (
    <>
      <Criteria of={of(told, 'criteria')} />
      <Counts source={source} />
      {plots ?? <p class="empty">No row says anything of a lesion at a visit: there is no response.</p>}
      <h4>Best responses</h4>
      <BestTable courses={courses} idOf={idOf} />
      <h4>Readers and sources against each other</h4>
      <Discordances of={of(told, 'discordances')} />
      <Stated of={of(told, 'stated')} />
      <h4>Lesions and sums</h4>
      <p class="soft">
        Lengths are exact decimals. – says that there is nothing, never that it is zero. The colour of a
        response is that of the plots, no verdict.
      </p>
      {shown.map((course) => (
        <CoursePart course={course} id={idOf(course) ?? ''} open={areOpen || course.isOpen} />
      ))}
      <NotShown n={courses.length - shown.length} />
    </>
  );
}

function NotShown({ n }: { n: number }): VNode | null {
  if (n <= 0) return null;
  return (
    <p class="more">
      … and <Count n={n} what="courses whose lesions are not shown" /> more courses, whose lesions and sums
      stand in the JSON report
    </p>
  );
}

function Counts({ source }: { source: PageSource }): VNode {
  const summary = of(toldReport(source), 'summary');
  const isOwn = source.report.command === 'response';
  const shown = COUNTS.filter(([key]) => key in summary.value && (isOwn || !OF_MEASUREMENTS.has(key)));
  return (
    <ul class="counts">
      {shown.map(([key, words]) => (
        <li>
          <Num of={of(summary, key)} /> {counted(summary.value[key], words)}
        </li>
      ))}
    </ul>
  );
}
