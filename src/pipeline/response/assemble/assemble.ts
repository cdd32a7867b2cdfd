import type { Course } from '../../../rules/response/course.js';
import type { Criteria } from '../../../rules/response/criteria/criteria.js';
import type { ResponseProblem } from '../../../rules/response/problem.js';
import type { Observation, VisitFact } from '../observation.js';
import { courseOf } from './course-of.js';
import { bySubject } from './subjects.js';
import { inOrder, Telling } from './telling.js';
import { timelineOf } from './timeline.js';
import { tellUnused } from './unused-facts.js';

/** Courses of all subjects and readers, and what is wrong with what they were made of. */
export interface Assembled {
  /** By subject, then reader, both in byte order. */
  readonly courses: readonly Course[];
  /** Each cause once, by subject, reader, lesion and visit. */
  readonly problems: readonly ResponseProblem[];
  /** Observations that stand in a course: rows, and facts that are readings, of lesions that are known for what they are. */
  readonly used: number;
  /** YYYY-MM-DD of each visit by `JSON.stringify([subject, visit name])`, where known. */
  readonly dates: ReadonlyMap<string, string>;
}

/**
 * Makes courses of rows of measurements, facts of lesions and lines of `--visits`. Nothing is guessed: what contradicts
 * itself, or is not known for what it is, is told, and blocks the course where it could change a response. The order of
 * the rows changes nothing. Throws nothing: bad input is a problem of the answer.
 */
export function assemble(
  observations: readonly Observation[],
  visits: readonly VisitFact[],
  criteria: Criteria,
): Assembled {
  const telling = new Telling({});
  const courses: Course[] = [];
  const problems: ResponseProblem[] = [];
  const used = new Set<Observation>();
  const dates = new Map<string, string>();
  for (const rows of bySubject(observations, visits, telling)) {
    const timeline = timelineOf(rows);
    const made = rows.readers.map((reader) => courseOf(rows, reader, { timeline, criteria }));
    tellUnused(rows, new Set(made.flatMap(({ matched }) => matched)));
    for (const one of made) {
      courses.push(one.course);
      problems.push(...one.problems);
      for (const row of one.used) if (!row.isFact) used.add(row);
    }
    problems.push(...rows.telling.problems);
    for (const { name, date } of timeline.visits) {
      if (date !== null) dates.set(JSON.stringify([rows.subject, name]), date);
    }
  }
  return { courses, problems: inOrder([...telling.problems, ...problems]), used: used.size, dates };
}
