import type { VNode } from 'preact';
import { Fold } from '../../fold.js';
import { Mark } from '../../mark.js';
import { of } from '../../told.js';
import { Count, Text } from '../../value.js';
import { Answer } from './answer.js';
import { CourseTable } from './course-table.js';
import { type Course, conformanceOf } from './courses.js';
import { Decisions, decisionsOf } from './decisions.js';

/** A course on the page: its lesions and sums, and the decisions on demand. */
export function CoursePart({ course, id, open }: { course: Course; id: string; open: boolean }): VNode {
  const { subject, reader, best } = course;
  const decisions = decisionsOf(course);
  return (
    <section class="course-part">
      <Fold
        open={open}
        summary={
          <>
            <strong>
              <Text of={subject} />
            </strong>
            , reader <Text of={reader} />: best response{' '}
            <Answer of={best && of(best, 'response')} why="no best response is told" /> · conformance{' '}
            <Mark of={conformanceOf(course)} word />
          </>
        }
      >
        {/* A link to what lies in a closed fold opens it. */}
        <div id={id}>
          <CourseTable course={course} />
        </div>
        {decisions.length > 0 && (
          <Fold
            summary={
              <>
                Why: <Count n={decisions.length} what="decisions of the course" /> decisions with rule and
                source
              </>
            }
          >
            <Decisions of={decisions} />
          </Fold>
        )}
      </Fold>
    </section>
  );
}
