import { Big } from 'big.js';
import { bestResponse } from '../../../../src/rules/response/best/best-response.js';
import type { Criteria } from '../../../../src/rules/response/criteria/criteria.js';
import type { Best, TargetMeasure, TimePoint } from '../../../../src/rules/response/judgement.js';
import type { Adjudication, JudgedCourse } from '../../../../src/rules/response/readers/readers.js';
import { course } from '../courses.js';
import { RECIST } from '../recist.js';

const NOTHING: TargetMeasure = {
  values: [],
  sum: null,
  evaluatedSum: new Big(0),
  missing: [],
  isGone: null,
};

/** A visit as one reader answers it: name, day, overall response; null: not assessed. */
export type Answered = readonly [name: string, day: number | null, overall: string | null];

/** A target answer that has the overall response for a subject without other lesions. */
function targetOf(overall: string): TimePoint['target'] {
  return overall === 'CR' || overall === 'PR' || overall === 'SD' || overall === 'PD' ? overall : 'NE';
}

/** A judged course by its answers, baseline `BL` on day 0 before them. */
export function readBy(
  reader: string,
  answers: readonly Answered[],
  more: {
    readonly deathDay?: number | null;
    readonly criteria?: Criteria;
    readonly best?: Partial<Best>;
  } = {},
): JudgedCourse {
  const { deathDay = null, criteria = RECIST, best } = more;
  const visits = Object.fromEntries(
    answers.map(([name, , overall], i) => [i + 1, { name, isAssessed: overall !== null }]),
  );
  const days = [0, ...answers.map(([, day]) => day)];
  const own = course([], { reader, deathDay, days, visits });
  const timePoints = answers.map(([, , overall], i) => pointOf(i + 1, overall ?? 'NE'));
  const timed = answers.map(([name, day], i) => ({
    ...{ visit: i + 1, name, day },
    overall: timePoints[i]?.overall ?? 'NE',
  }));
  const judged = { ...bestResponse(timed, own, criteria), ...best };
  return { course: own, judgement: { baseline: NOTHING, hasTargets: true, timePoints, best: judged } };
}

function pointOf(visit: number, overall: string): TimePoint {
  return {
    ...{ visit, overall, baselineSum: null, nadir: null },
    measure: NOTHING,
    ...{ target: targetOf(overall), nonTarget: 'NONE', newLesion: 'NO' },
    ...{ decisions: [], margins: [], alternatives: [], reappeared: [], isAfterProgression: false },
  };
}

/** A line that chooses a reader. */
export function line(number: number, reader: string, visit: string | null = null): Adjudication {
  return { line: number, reader, visit, reason: `reason ${number}` };
}
