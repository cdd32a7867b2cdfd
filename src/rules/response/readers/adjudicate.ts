import { bestResponse } from '../best/best-response.js';
import { codeOf } from '../best/code-of.js';
import type { DiseaseSeen } from '../best/counted.js';
import { seesDisease } from '../best/sees-disease.js';
import type { Criteria } from '../criteria/criteria.js';
import type { Decision } from '../judgement.js';
import type { Response } from '../words.js';
import { choicesOf } from './choices.js';
import type { Adjudicated, Adjudication, JudgedCourse } from './readers.js';
import { answerOf, type Reading, type SharedVisit, sharedVisits } from './shared-visits.js';

type Point = Adjudicated['timePoints'][number] & {
  readonly isDiseaseSeen: DiseaseSeen;
  readonly isResolved: boolean;
};

/**
 * The response of a subject after adjudication. At each visit stands the reading of the reader chosen for the visit,
 * else of the one chosen for the subject, else what all say; else it is not evaluable. The best response is that of the
 * sequence so made. Undefined without an adjudication of the subject.
 * @param courses of one subject, one a reader
 */
export function adjudicate(
  courses: readonly JudgedCourse[],
  adjudications: readonly Adjudication[],
  criteria: Criteria,
): Adjudicated | undefined {
  if (adjudications.length === 0) return undefined;
  const choices = choicesOf(courses, adjudications);
  const points = sharedVisits(courses).map((visit) => {
    const chosen = choices.of(visit.name);
    return chosen ? chosenPoint(visit, chosen, criteria) : commonPoint(visit, criteria);
  });
  const timed = points.map(({ visit, isResolved: _, from: __, decision: ___, ...point }, i) => ({
    ...{ visit: i + 1, name: visit },
    ...point,
  }));
  const best = bestResponse(timed, daysOf(courses), criteria);
  const open = points.filter(({ isResolved }) => !isResolved).map(({ decision }) => decision);
  return {
    timePoints: points.map(({ isDiseaseSeen: _, isResolved: __, ...point }) => point),
    best: { ...best, decisions: [...open, ...best.decisions] },
    unused: choices.unused,
  };
}

function daysOf(courses: readonly JudgedCourse[]) {
  const first = (of: 'treatmentStartDay' | 'deathDay') =>
    courses.map(({ course }) => course[of]).find((day) => day !== null) ?? null;
  const hasTargets = courses.some(({ judgement }) => judgement.hasTargets);
  return { treatmentStartDay: first('treatmentStartDay'), deathDay: first('deathDay'), hasTargets };
}

function chosenPoint({ name, readings }: SharedVisit, chosen: Adjudication, criteria: Criteria): Point {
  const reading = readings.find(({ reader }) => reader === chosen.reader);
  const { point } = reading ?? {};
  const overall = point?.overall ?? codeOf('not-evaluable', criteria);
  const why = chosen.reason ?? 'no reason is given';
  const missing = point ? '' : `; ${chosen.reader} did not assess ${name}`;
  return {
    visit: name,
    day: reading?.day ?? dayOf(readings),
    overall,
    from: chosen.reader,
    decision: {
      step: 'adjudication',
      answer: overall,
      rule: chosen.visit === null ? 'chosen-for-subject' : 'chosen-at-visit',
      text: `reading of ${chosen.reader} stands: ${why}${missing}`,
      source: `adjudication, line ${chosen.line}`,
    },
    isDiseaseSeen: point && seesDisease(point),
    isResolved: true,
  };
}

/** What all say; not evaluable where they differ. */
function commonPoint({ name, readings }: SharedVisit, criteria: Criteria): Point {
  const notEvaluable = codeOf('not-evaluable', criteria);
  const answers = new Set(readings.map(({ point }) => point?.overall ?? notEvaluable));
  const [answer = notEvaluable] = answers;
  const isResolved = answers.size === 1;
  const overall = isResolved ? answer : notEvaluable;
  const seen = readings.map(({ point }) => point && seesDisease(point));
  return {
    ...{ visit: name, day: dayOf(readings), overall, from: null, isResolved },
    decision: isResolved ? agreed(overall) : unresolved(name, readings, overall),
    // That no lesion is left must be what all say.
    isDiseaseSeen: [false, 'marker' as const].find((is) => seen.every((one) => one === is)),
  };
}

function agreed(answer: Response): Decision {
  return {
    step: 'adjudication',
    answer,
    rule: 'all-agree',
    text: 'readers agree, and no line chooses one',
    source: 'corelab: what all say stands',
  };
}

function unresolved(visit: string, readings: readonly Reading[], answer: Response): Decision {
  const said = readings.map((reading) => `${reading.reader} says ${answerOf(reading)}`).join(', ');
  return {
    step: 'adjudication',
    answer,
    rule: 'unresolved',
    text: `${visit} counts as ${answer}: ${said}, and no line decides`,
    source: 'corelab: fail closed',
  };
}

function dayOf(readings: readonly Reading[]): number | null {
  return readings.find(({ day }) => day !== null)?.day ?? null;
}
