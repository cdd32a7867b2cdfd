import type { VNode } from 'preact';
import type { LesionRow } from '../../../response-sections.js';
import { Scroll } from '../../scroll.js';
import { of } from '../../told.js';
import { Nothing, Num, Text } from '../../value.js';
import type { Course, CourseLesion, CourseVisit } from './courses.js';
import { LesionCell, LesionHead } from './lesion-cell.js';
import { ANSWER_ROWS, SUM_ROWS, type VisitRow } from './visit-rows.js';

const ROLE_WORDS: Readonly<Record<LesionRow['role'], string>> = {
  target: 'Target lesions, mm (they make the sum)',
  'non-target': 'Non-target lesions',
  new: 'New lesions',
};

/** Lesions by visits, and below them the sums and what they come to. */
export function CourseTable({ course }: { course: Course }): VNode {
  const { visits, lesions, subject, reader } = course;
  const caption = (
    <>
      Lesions and sums of <Text of={subject} />, reader <Text of={reader} />
    </>
  );
  const roles = (['target', 'non-target', 'new'] as const).filter((role) =>
    lesions.some((lesion) => lesion.role === role),
  );
  return (
    <Scroll label={`Lesions and sums of ${subject.value}, reader ${reader.value}`}>
      <table class="course">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Lesion</th>
            {visits.map((visit) => (
              <VisitHead visit={visit} />
            ))}
          </tr>
        </thead>
        {roles.map((role) => (
          <tbody>
            <GroupHead title={ROLE_WORDS[role]} columns={visits.length + 1} />
            {lesions
              .filter((lesion) => lesion.role === role)
              .map((lesion) => (
                <LesionLine lesion={lesion} visits={visits} />
              ))}
          </tbody>
        ))}
        <Figures title="Sums of target lesions" rows={SUM_ROWS} visits={visits} />
        <Figures title="Response" rows={ANSWER_ROWS} visits={visits} />
      </table>
    </Scroll>
  );
}

function VisitHead({ visit: { name, day, response } }: { visit: CourseVisit }): VNode {
  const kind = response && response.value.kind !== 'follow-up' ? of(response, 'kind') : undefined;
  return (
    <th scope="col">
      <Text of={name} />
      <span class="beside">
        day <Num of={day} why="the day is not known" />
        {kind && kind.value !== name.value.toLowerCase() && (
          <>
            {', '}
            <Text of={kind} />
          </>
        )}
        {response && response.value.date !== null && (
          <>
            {', '}
            <Text of={of(response, 'date')} />
          </>
        )}
      </span>
    </th>
  );
}

function GroupHead({ title, columns }: { title: string; columns: number }): VNode {
  return (
    <tr class="rows-of">
      <th scope="rowgroup" colSpan={columns}>
        {title}
      </th>
    </tr>
  );
}

function LesionLine({ lesion, visits }: { lesion: CourseLesion; visits: readonly CourseVisit[] }): VNode {
  return (
    <tr>
      <LesionHead lesion={lesion} />
      {visits.map(({ name }) => (
        <td>
          <LesionCell
            cells={lesion.cells.filter(({ value }) => value.visit === name.value)}
            lesion={lesion}
          />
        </td>
      ))}
    </tr>
  );
}

interface FiguresProps {
  readonly title: string;
  readonly rows: readonly VisitRow[];
  readonly visits: readonly CourseVisit[];
}

function Figures({ title, rows, visits }: FiguresProps): VNode {
  return (
    <tbody>
      <GroupHead title={title} columns={visits.length + 1} />
      {rows.map(({ title, cell, numeric }) => (
        <tr>
          <th scope="row">{title}</th>
          {visits.map(({ response }) => (
            <td class={numeric ? 'figure' : undefined}>
              {response ? cell(response) : <Nothing why="no response was made of this visit" />}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
