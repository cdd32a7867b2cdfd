import type { Course, Lengths } from '../../../../src/rules/response/course.js';
import type { Criteria } from '../../../../src/rules/response/criteria/criteria.js';
import type { TimePoint } from '../../../../src/rules/response/judgement.js';
import { measureTargets } from '../../../../src/rules/response/target/measure-targets.js';
import { targetAnswer } from '../../../../src/rules/response/target/target-answer.js';
import { RECIST } from '../recist.js';

/** What of a time point the target lesions are asked about. */
export function point(visit: number, more: Partial<TimePoint> = {}): TimePoint {
  return {
    ...{
      visit,
      baselineSum: null,
      nadir: null,
      target: 'SD',
      nonTarget: 'NONE',
      newLesion: 'NO',
      overall: 'SD',
    },
    measure: { values: [], sum: null, evaluatedSum: RECIST.tooSmall.mm.times(0), missing: [], isGone: null },
    ...{ decisions: [], margins: [], alternatives: [], reappeared: [], isAfterProgression: false },
    ...more,
  };
}

/** The target answers of a course, visit by visit after baseline, with nothing but target lesions looked at. */
export function answersOf(course: Course, criteria: Criteria = RECIST, lengths: Lengths = 'stored') {
  const by = { criteria, lengths };
  const baseline = measureTargets(course, 0, by);
  const earlier: TimePoint[] = [];
  let nadir = baseline.sum && { sum: baseline.sum, visit: 0 };
  return course.visits.slice(1).map((_, i) => {
    const visit = i + 1;
    const measure = measureTargets(course, visit, by);
    const visitNames = course.visits.map(({ name }) => name);
    const references = { baselineSum: baseline.sum, nadir, visitNames, earlier: [...earlier] };
    const answer = targetAnswer(measure, references, criteria);
    earlier.push(point(visit, { measure, target: answer.answer, overall: answer.answer }));
    if (measure.sum && (!nadir || measure.sum.lt(nadir.sum))) nadir = { sum: measure.sum, visit };
    return { ...answer, measure };
  });
}
