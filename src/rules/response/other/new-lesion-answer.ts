import type { Course, LesionReading } from '../course.js';
import type { Criteria } from '../criteria/criteria.js';
import type { Answer } from '../judgement.js';
import type { NewLesionAnswer } from '../words.js';
import { type NewStatus, newLesionStatus, newLesions } from './new-lesion-status.js';
import { originOf, readingAt } from './reading.js';

const SOURCE = 'Eisenhauer 2009, 4.3.5';
const NODE_SOURCE = `${SOURCE}; RECIST working group, recist.eortc.org FAQ`;

interface Listed {
  readonly label: string;
  readonly status: NewStatus;
}

/**
 * Whether there is a new lesion at a visit, by what is listed and by what is stated of the visit as a whole. A new
 * lesion stays one while it is seen. An equivocal one is none, unless a later visit confirms it: then it dates from
 * the first scan. Source: Eisenhauer 2009, 4.3.5.
 */
export function newLesionAnswer(course: Course, visit: number, criteria: Criteria): Answer<NewLesionAnswer> {
  const stated = course.visits[visit]?.newLesions;
  const listed = newLesions(course).map(
    (lesion): Listed => ({ label: lesion.label, status: newLesionStatus(lesion, visit, criteria) }),
  );
  const all = [...listed, ...strayFragments(course, visit)];
  return yes(all, stated, course) ?? unknown(all, stated) ?? no(all, stated);
}

/** A fragment lies in the organ of its lesion: what is seen in another one after baseline may be a new lesion. */
function strayFragments(course: Course, visit: number): readonly Listed[] {
  return course.lesions.flatMap((lesion): Listed[] => {
    const origin = originOf(lesion, course);
    const isElsewhere =
      origin.organ !== undefined && lesion.organ !== undefined && origin.organ !== lesion.organ;
    const isSeen = ({ state }: LesionReading) => state !== 'absent' && state !== 'not-evaluated';
    const first = lesion.readings.find(isSeen)?.visit ?? 0;
    if (!isElsewhere || first === 0 || first > visit || readingAt(lesion, visit)?.state === 'absent')
      return [];
    const why = `a fragment of ${origin.label}, but in ${lesion.organ} and not in ${origin.organ}`;
    return [{ label: lesion.label, status: { is: 'unknown', why } }];
  });
}

type Stated = Course['visits'][number]['newLesions'];

function yes(listed: readonly Listed[], stated: Stated, course: Course): Answer<NewLesionAnswer> | undefined {
  const seen = labels(listed, 'present');
  const confirmed = listed.flatMap(({ label, status }) =>
    status.is === 'confirmed'
      ? [`${label} (equivocal here, unequivocal at ${course.visits[status.at]?.name ?? 'a later visit'})`]
      : [],
  );
  const found = [...seen, ...confirmed];
  if (found.length === 0) {
    if (stated !== 'present') return undefined;
    return answer('YES', 'stated', ['a new lesion is stated for the visit; none is listed as seen', SOURCE]);
  }
  // Two statements that contradict each other: the one that a lesion is there stands.
  const isContradicted = stated === 'none' && seen.length > 0;
  const but = isContradicted ? '; contradicts the statement that there is none at this visit' : '';
  const rule = seen.length > 0 ? 'unequivocal' : 'confirmed-later';
  return answer('YES', rule, [`new: ${found.join(', ')}${but}`, SOURCE]);
}

function unknown(listed: readonly Listed[], stated: Stated): Answer<NewLesionAnswer> | undefined {
  const reasons = listed.flatMap(({ label, status }) =>
    status.is === 'unknown' ? [`${label} (${status.why})`] : [],
  );
  if (stated === 'not-evaluated') reasons.push('whether there are new lesions was not evaluated');
  if (reasons.length === 0) return undefined;
  return answer('NE', 'not-evaluated', [reasons.join(', '), 'Eisenhauer 2009, 4.4.2']);
}

function no(listed: readonly Listed[], stated: Stated): Answer<NewLesionAnswer> {
  const equivocal = labels(listed, 'equivocal');
  const small = listed.flatMap(({ label, status }) =>
    status.is === 'small-node' ? [`${label} (${status.why})`] : [],
  );
  const texts = [
    ...(equivocal.length > 0 ? [`equivocal, and no progression while it is: ${equivocal.join(', ')}`] : []),
    ...(stated === 'equivocal' ? ['an equivocal new lesion is stated for the visit'] : []),
    ...(small.length > 0 ? [`lymph nodes that are not pathological: ${small.join(', ')}`] : []),
  ];
  if (equivocal.length > 0 || stated === 'equivocal') {
    return answer('NO', 'equivocal', [texts.join('; '), small.length > 0 ? NODE_SOURCE : SOURCE]);
  }
  if (small.length > 0) return answer('NO', 'small-node', [texts.join('; '), NODE_SOURCE]);
  const gone = labels(listed, 'absent');
  if (gone.length > 0) return answer('NO', 'gone', [`no longer there: ${gone.join(', ')}`, SOURCE]);
  const text = stated === 'none' ? 'no new lesion, as stated for the visit' : 'no new lesion is recorded';
  return answer('NO', stated === 'none' ? 'stated' : 'none-recorded', [text, SOURCE]);
}

function labels(listed: readonly Listed[], is: NewStatus['is']): string[] {
  return listed.filter(({ status }) => status.is === is).map(({ label }) => label);
}

function answer(
  is: NewLesionAnswer,
  rule: string,
  [text, source]: readonly [string, string],
): Answer<NewLesionAnswer> {
  return { answer: is, decision: { step: 'new', answer: is, rule, text, source } };
}
