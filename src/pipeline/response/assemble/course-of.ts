import type { Course, Lesion } from '../../../rules/response/course.js';
import type { Criteria } from '../../../rules/response/criteria/criteria.js';
import type { ResponseProblem } from '../../../rules/response/problem.js';
import type { Observation } from '../observation.js';
import { courseVisits } from './course-visits.js';
import { lesionFacts } from './lesion-facts.js';
import { lesionGroups, type Statement } from './lesion-groups.js';
import { named } from './name-unnamed.js';
import { readingsOf } from './readings.js';
import { isOf, isReading, readerOf, type SubjectRows } from './subjects.js';
import { distinct, places, Telling } from './telling.js';
import type { Timeline } from './timeline.js';
import { saysVisit } from './visit-index.js';

/** A course with what it was made of. */
export interface MadeCourse {
  readonly course: Course;
  readonly problems: readonly ResponseProblem[];
  /** Rows, and facts that are readings, of lesions that stand in the course. */
  readonly used: readonly Observation[];
  /** Facts that are of a lesion and a visit of this reader, whether it stands in the course or not. */
  readonly matched: readonly Observation[];
}

/** What courses of a subject are made with. */
export interface CourseContext {
  readonly timeline: Timeline;
  readonly criteria: Criteria;
}

/** A subject as one reader followed it. A lesion that is not known for what it is stands in no course, and blocks it. */
export function courseOf(
  rows: SubjectRows,
  reader: string,
  { timeline, criteria }: CourseContext,
): MadeCourse {
  const { subject, site } = rows;
  const telling = new Telling({ subject, reader });
  const statements = named(placedRows(rows, reader, { timeline, telling }), telling);
  const groups = lesionGroups(statements, telling);
  const visitNames = timeline.visits.map(({ name }) => name);
  const context = { criteria, groups, visitNames, telling };
  const lesions: Lesion[] = [];
  const used: Observation[] = [];
  for (const group of groups) {
    const facts = group.isAmbiguous ? undefined : lesionFacts(group, context);
    if (!facts) continue;
    lesions.push({ ...facts, readings: readingsOf(group, facts, context) });
    used.push(...group.statements.map(({ said }) => said).filter(isReading));
  }
  const read = new Set(statements.flatMap(({ said, visit }) => (isReading(said) ? (visit ?? []) : [])));
  const visits = courseVisits(timeline.visits, { reader, read, telling });
  const { treatmentStartDay, deathDay } = timeline;
  const blockers = distinct([...rows.telling.blockers, ...telling.blockers]);
  return {
    course: { subject, site, reader, visits, lesions, treatmentStartDay, deathDay, blockers },
    problems: telling.problems,
    used,
    matched: groups
      .flatMap((group) => group.statements.map(({ said }) => said))
      .filter(({ isFact }) => isFact),
  };
}

/** Rows and facts of a reader with their visits. What lies before baseline is left out; what is of no visit is told. */
function placedRows(
  { readings, facts }: SubjectRows,
  reader: string,
  { timeline, telling }: { readonly timeline: Timeline; readonly telling: Telling },
): readonly Statement[] {
  const own = readings.filter((row) => (row.isFact ? isOf(reader, row) : readerOf(row) === reader));
  const at = own.map((said) => ({ said, visit: timeline.indexOf(said) }));
  const lost = at.filter(({ visit }) => visit === undefined).map(({ said }) => said);
  if (lost.length > 0) {
    // What they say may be a new lesion: nothing can be said without knowing when it was.
    const detail = `of no visit, or perhaps of several: ${places(lost)}`;
    telling.block({ code: 'visit-missing', detail, actual: `${lost.length}` });
  }
  const of = facts.filter((fact) => isOf(reader, fact));
  const factsAt = of.map((said) => ({ said, visit: saysVisit(said) ? timeline.indexOf(said) : null }));
  return [...at, ...factsAt].flatMap(({ said, visit }) =>
    visit === undefined || visit === 'early' ? [] : [{ said, visit, keys: said.keys }],
  );
}
