import type { Finding } from '../../findings/finding.js';
import type { ResponseSections, ResponseSummary } from '../../report/response-sections.js';
import { conformanceProblems } from '../../rules/response/conformance/baseline-problems.js';
import type { Course, Lengths } from '../../rules/response/course.js';
import type { Criteria } from '../../rules/response/criteria/criteria.js';
import { type JudgedBy, judgeCourse } from '../../rules/response/judge-course.js';
import type { ResponseProblem } from '../../rules/response/problem.js';
import { assemble } from './assemble/assemble.js';
import { bestRows } from './best-rows.js';
import { criteriaCell } from './cells.js';
import { responseFindings } from './findings.js';
import type { Given } from './given.js';
import type { Judged } from './judged.js';
import { lesionRows } from './lesion-rows.js';
import { readersOf } from './readers-of.js';
import { responseRows } from './response-rows.js';
import { statedRows } from './stated-rows.js';

/** What criteria make of rows. */
export interface Responded {
  readonly sections: ResponseSections;
  readonly findings: readonly Finding[];
  readonly summary: ResponseSummary;
}

/** How rows are judged. */
export interface RespondOptions {
  readonly criteria: Criteria;
  readonly lengths: Lengths;
  /** Subjects may have further visits; false when absent. */
  readonly isOngoing?: boolean;
  /** Dates may stand in the report. */
  readonly showsDates: boolean;
}

/** Judges all subjects and readers. Pure: the order of the rows changes nothing. */
export function respond(given: Given, options: RespondOptions): Responded {
  const { criteria, isOngoing = false } = options;
  const assembled = assemble(given.observations, given.visits, criteria);
  const judged = assembled.courses.map((course) => judge(course, options));
  const dates = options.showsDates ? assembled.dates : new Map<string, string>();
  const readers = readersOf(judged, given.adjudications, { criteria, dates });
  const responses = [
    ...judged.flatMap((one) => responseRows(one, dates)),
    ...readers.flatMap(({ rows }) => rows),
  ];
  const sections: ResponseSections = {
    criteria: criteriaCell(criteria),
    responses,
    best: [...judged.map((one) => bestRows(one)), ...readers.flatMap(({ best }) => best)],
    lesions: judged.flatMap(lesionRows),
    discordances: readers.flatMap(({ discordances }) => discordances),
    stated: statedRows(given.stated, judged, assembled.dates),
  };
  return {
    sections,
    findings: responseFindings({ given, assembled, judged, readers, sections, criteria, isOngoing }),
    summary: summaryOf(given, assembled.used, { judged, sections }),
  };
}

function judge(course: Course, { criteria, lengths }: RespondOptions): Judged {
  const other: Lengths = lengths === 'stored' ? 'recomputed' : 'stored';
  return {
    course,
    lengths,
    judgement: judgeCourse(course, { criteria, lengths }),
    otherwise: judgeCourse(course, { criteria, lengths: other }),
    conformance: conformanceOf(course, { criteria, lengths }),
    conformanceOtherwise: conformanceOf(course, { criteria, lengths: other }),
    kindOf: (response) => criteria.responses.find(({ code }) => code === response)?.kind ?? 'not-evaluable',
  };
}

/** A course that cannot be evaluated lacks lesions: what they are judged by would be told of the wrong ones. */
function conformanceOf(course: Course, by: JudgedBy): readonly ResponseProblem[] {
  return course.blockers.length > 0 ? [] : conformanceProblems(course, by);
}

function summaryOf(
  { observations }: Given,
  rowsUsed: number,
  { judged, sections }: { readonly judged: readonly Judged[]; readonly sections: ResponseSections },
): ResponseSummary {
  const points = judged.flatMap((one) => one.judgement.timePoints.map(({ overall }) => one.kindOf(overall)));
  const { responses, best, discordances } = sections;
  const courses = judged.map(({ course }) => course);
  return {
    rowsIn: observations.filter(({ isFact }) => !isFact).length,
    rowsUsed,
    subjects: new Set(courses.map(({ subject }) => subject)).size,
    readers: new Set(courses.map(({ reader }) => reader)).size,
    courses: courses.length,
    lesions: courses.reduce((sum, { lesions }) => sum + lesions.length, 0),
    timePoints: points.length,
    evaluable: points.filter((kind) => kind !== 'not-evaluable').length,
    notEvaluable: points.filter((kind) => kind === 'not-evaluable').length,
    flips: responses.filter(({ otherwise, reader }) => otherwise?.flips && reader !== 'adjudicated').length,
    discordances: discordances.length,
    adjudicated: best.filter(({ reader }) => reader === 'adjudicated').length,
  };
}
