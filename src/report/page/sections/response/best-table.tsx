import type { VNode } from 'preact';
import type { BestRow } from '../../../response-sections.js';
import { type DataColumn, DataTable } from '../../data-table.js';
import { Mark } from '../../mark.js';
import { of, type Told } from '../../told.js';
import { Nothing, Num, Text } from '../../value.js';
import { Answer } from './answer.js';
import { type Course, conformanceOf } from './courses.js';
import { YesNo } from './yes-no.js';

/** A course with the best response that is said of it. */
interface BestCourse {
  readonly course: Course;
  readonly best: Told<BestRow>;
}

function columns(idOf: (course: Course) => string | undefined): readonly DataColumn<BestCourse>[] {
  return [
    {
      title: 'Subject',
      head: true,
      cell: ({ course }) => {
        const id = idOf(course);
        return id ? (
          <a href={`#${id}`}>
            <Text of={course.subject} />
          </a>
        ) : (
          <Text of={course.subject} />
        );
      },
    },
    { title: 'Site', cell: ({ best }) => <Text of={of(best, 'site')} why="the rows name no site" /> },
    { title: 'Reader', cell: ({ best }) => <Text of={of(best, 'reader')} /> },
    { title: 'Best response', cell: ({ best }) => <Answer of={of(best, 'response')} /> },
    { title: 'Conformance', cell: ({ course }) => <Mark of={conformanceOf(course)} /> },
    {
      title: 'Confirmed',
      cell: ({ best }) => <YesNo of={of(best, 'isConfirmed')} why="confirmation is not asked for" />,
    },
    { title: 'First at', cell: ({ best }) => <Text of={of(best, 'visit')} why="of no one visit" /> },
    {
      title: 'Best change %',
      numeric: true,
      cell: ({ best }) => (
        <Num of={of(best, 'bestChangePercent')} digits={1} why="no change from baseline is known" />
      ),
    },
    { title: 'Progression', cell: Progression },
    { title: 'Lasted, days', cell: Durations },
    {
      title: 'Death, day',
      numeric: true,
      cell: ({ best }) => <Num of={of(best, 'deathDay')} why="no death is stated" />,
    },
    {
      title: 'By the other lengths',
      cell: ({ best }) => <Answer of={of(best, 'otherwise')} why="the same, or there are none" />,
    },
  ];
}

function Progression({ best }: BestCourse): VNode {
  if (best.value.progressionVisit === null) return <Nothing why="no progression was seen" />;
  return (
    <>
      <Text of={of(best, 'progressionVisit')} />, day{' '}
      <Num of={of(best, 'progressionDay')} why="the day is not known" />
    </>
  );
}

const DURATIONS = [
  ['durationOfResponseDays', 'response'],
  ['durationOfStableDays', 'stable disease'],
] as const;

/** How long a response or a stable disease lasted; an open one at least that long. */
function Durations({ best }: BestCourse): VNode {
  const known = DURATIONS.filter(([key]) => best.value[key] !== null);
  if (known.length === 0) return <Nothing why="the best response has no duration" />;
  return (
    <>
      {known.map(([key, words]) => (
        <div>
          {words} {best.value.isOpen === true && '≥ '}
          <Num of={of(best, key)} />
        </div>
      ))}
    </>
  );
}

/** Best responses, a row a subject and reader, in the order of the courses. */
export function BestTable(props: {
  courses: readonly Course[];
  idOf: (course: Course) => string | undefined;
}): VNode | null {
  const rows = props.courses.flatMap((course) => (course.best ? [{ course, best: course.best }] : []));
  return (
    <DataTable
      caption="A row a subject and reader. ≥: neither progression nor death was seen, so it lasted at least that long"
      columns={columns(props.idOf)}
      rows={rows}
      empty="No best response is told."
    />
  );
}
