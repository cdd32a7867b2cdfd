import type { StatedRow } from '../../report/response-sections.js';
import type { TimePoint } from '../../rules/response/judgement.js';
import type { Judged } from './judged.js';
import type { StatedResponse } from './observation.js';
import { type Dates, visitKey } from './response-rows.js';

/** Words of SDTM for an answer, in the engine's words. CDISC controlled terminology, Oncology Response Assessment Result. */
const SAME: Readonly<Record<string, string>> = {
  NAE: 'NE',
  'NOT EVALUABLE': 'NE',
  'NON-CR/NON-PD': 'NON-CR/NON-PD',
  NCRNPD: 'NON-CR/NON-PD',
  'NOT APPLICABLE': 'NONE',
  NA: 'NONE',
  Y: 'YES',
  UNEQUIVOCAL: 'YES',
  N: 'NO',
  NONE: 'NONE',
};

/** What sources state, beside what the criteria give; `found` is null where no course has such a visit or reader. */
export function statedRows(
  stated: readonly StatedResponse[],
  judged: readonly Judged[],
  dates: Dates,
): StatedRow[] {
  return stated.map((one) => {
    const course = courseOf(one, judged);
    const found = course ? answerOf(one, course, dates) : null;
    return {
      subject: one.subject ?? '',
      reader: one.reader ?? course?.course.reader ?? '',
      visit: one.visit,
      of: one.of,
      stated: one.answer,
      found,
      agrees: found === null ? null : sameAnswer(one, found),
    };
  });
}

function sameAnswer({ answer, of }: StatedResponse, found: string): boolean {
  const upper = answer.trim().toUpperCase();
  const word = of === 'new' && upper === 'NONE' ? 'NO' : (SAME[upper] ?? upper);
  return word === found;
}

/** The reader's course; where the source names no reader, the only one. */
function courseOf({ subject, reader }: StatedResponse, judged: readonly Judged[]): Judged | undefined {
  const own = judged.filter(({ course }) => course.subject === subject);
  if (reader !== null) return own.find(({ course }) => course.reader === reader);
  return own.length === 1 ? own[0] : undefined;
}

function answerOf(stated: StatedResponse, { course, judgement }: Judged, dates: Dates): string | null {
  if (stated.of === 'best') return judgement.best.response;
  const visit = course.visits.findIndex(({ name }) => {
    if (stated.visit !== null) return name === stated.visit;
    return stated.date !== null && dates.get(visitKey(course.subject, name)) === stated.date;
  });
  const point = judgement.timePoints.find((one) => one.visit === visit);
  return point ? READ[stated.of](point) : null;
}

const READ: Readonly<Record<Exclude<StatedResponse['of'], 'best'>, (point: TimePoint) => string>> = {
  target: ({ target }) => target,
  'non-target': ({ nonTarget }) => nonTarget,
  new: ({ newLesion }) => newLesion,
  overall: ({ overall }) => overall,
};
