import { bestResponse } from './best/best-response.js';
import { seesDisease } from './best/sees-disease.js';
import type { Course, Lengths } from './course.js';
import type { Criteria } from './criteria/criteria.js';
import type { Decision, Judgement, TargetMeasure, TimePoint } from './judgement.js';
import { alternativesTo } from './other/alternatives.js';
import { newLesionAnswer } from './other/new-lesion-answer.js';
import { nonTargetAnswer } from './other/non-target-answer.js';
import { overallAnswer } from './other/overall-answer.js';
import { reappeared } from './other/reappeared.js';
import { measureTargets } from './target/measure-targets.js';
import { targetAnswer } from './target/target-answer.js';
import type { NewLesionAnswer, NonTargetAnswer, Response, TargetAnswer } from './words.js';

/** What a course is judged by. */
export interface JudgedBy {
  readonly criteria: Criteria;
  readonly lengths: Lengths;
}

/** Judges every visit after baseline in the order of time, and the best of them. Pure: the same course, the same judgement. */
export function judgeCourse(course: Course, by: JudgedBy): Judgement {
  const { criteria } = by;
  const hasTargets = course.lesions.some(({ role }) => role === 'target');
  const baseline = measureTargets(course, 0, by);
  const timePoints: TimePoint[] = [];
  for (let visit = 1; visit < course.visits.length; visit++) {
    timePoints.push(timePoint(course, visit, { ...by, baseline, hasTargets, earlier: timePoints }));
  }
  const points = timePoints.map((point) => {
    const { name = '', day = null } = course.visits[point.visit] ?? {};
    return { visit: point.visit, name, day, overall: point.overall, isDiseaseSeen: seesDisease(point) };
  });
  const best = bestResponse(points, { ...course, hasTargets }, criteria);
  return { baseline, hasTargets, timePoints, best };
}

interface PointContext extends JudgedBy {
  readonly baseline: TargetMeasure;
  readonly hasTargets: boolean;
  readonly earlier: readonly TimePoint[];
}

interface Answers {
  readonly target: TargetAnswer;
  readonly nonTarget: NonTargetAnswer;
  readonly newLesion: NewLesionAnswer;
  readonly overall: Response;
  readonly decisions: readonly Decision[];
  readonly margins: TimePoint['margins'];
  readonly alternatives: TimePoint['alternatives'];
  readonly reappeared: readonly string[];
}

function timePoint(course: Course, visit: number, context: PointContext): TimePoint {
  const { criteria, baseline, earlier } = context;
  const measure = measureTargets(course, visit, context);
  const nadir = nadirBefore(baseline, earlier);
  const references = {
    ...{ baselineSum: baseline.sum, nadir, earlier },
    visitNames: course.visits.map(({ name }) => name),
  };
  const refusal = refusalOf(course, visit);
  const answers = refusal
    ? refused(refusal, context)
    : answered(course, visit, { ...context, measure, references });
  const kinds = new Map(criteria.responses.map(({ code, kind }) => [code, kind]));
  return {
    ...{ visit, measure, nadir, baselineSum: baseline.sum },
    ...answers,
    isAfterProgression: earlier.some(({ overall }) => kinds.get(overall) === 'progression'),
  };
}

/** Why nothing can be said of a visit, whatever was measured. */
function refusalOf({ blockers, visits, deathDay }: Course, visit: number): string | undefined {
  const [blocker] = blockers;
  if (blocker !== undefined) return blocker;
  const { isAssessed = false, why, day } = visits[visit] ?? {};
  if (isAssessed && deathDay !== null && day != null && day > deathDay)
    return `day ${day} is after the death on day ${deathDay}`;
  if (isAssessed) return undefined;
  return why === undefined ? 'not assessed' : `not assessed: ${why}`;
}

// Eisenhauer 2009, 4.4.2: a visit without imaging or measurement is not evaluable.
function refused(why: string, { criteria, hasTargets }: PointContext): Answers {
  const overall = criteria.responses.find(({ kind }) => kind === 'not-evaluable')?.code ?? 'NE';
  return {
    target: hasTargets ? 'NE' : 'NONE',
    nonTarget: 'NE',
    newLesion: 'NE',
    overall,
    decisions: [
      { step: 'overall', answer: overall, rule: 'not-assessed', text: why, source: 'Eisenhauer 2009, 4.4.2' },
    ],
    ...{ margins: [], alternatives: [], reappeared: [] },
  };
}

function answered(
  course: Course,
  visit: number,
  context: PointContext & {
    readonly measure: TargetMeasure;
    readonly references: Parameters<typeof targetAnswer>[1];
  },
): Answers {
  const { criteria, measure, references, hasTargets, earlier } = context;
  const target = targetAnswer(measure, references, criteria);
  const nonTarget = nonTargetAnswer(course, visit, context);
  const newLesion = newLesionAnswer(course, visit, criteria);
  const back = reappeared(course, visit, { criteria, measure, earlier, lengths: context.lengths });
  const parts = { target: target.answer, nonTarget: nonTarget.answer, newLesion: newLesion.answer };
  const how = { criteria, hasTargets, reappeared: back };
  const overall = overallAnswer(parts, how);
  return {
    ...parts,
    overall: overall.answer,
    decisions: [target, nonTarget, newLesion, overall].map(({ decision }) => decision),
    margins: target.margins,
    alternatives: alternativesTo(parts, how),
    reappeared: back,
  };
}

/** The smallest complete sum so far. The baseline's is one of them: Eisenhauer 2009, 4.3.1. */
function nadirBefore(baseline: TargetMeasure, earlier: readonly TimePoint[]): TimePoint['nadir'] {
  let nadir = baseline.sum && { sum: baseline.sum, visit: 0 };
  for (const { measure, visit } of earlier) {
    if (measure.sum && (!nadir || measure.sum.lt(nadir.sum))) nadir = { sum: measure.sum, visit };
  }
  return nadir;
}
