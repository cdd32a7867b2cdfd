import type { Course, Lengths } from '../course.js';
import type { Criteria } from '../criteria/criteria.js';
import type { Answer } from '../judgement.js';
import type { NonTargetAnswer } from '../words.js';
import { type NonTargetStatus, nonTargetLesions, nonTargetStatus } from './non-target-status.js';

interface Judged {
  readonly label: string;
  readonly status: NonTargetStatus;
}

type Marker = 'normal' | 'above' | 'not-evaluated' | undefined;

/**
 * What non-target lesions and the tumour marker say at a visit. Growth by numbers alone is never progression:
 * that it is unequivocal is for the reader to say. Source: Eisenhauer 2009, 4.3.3 and 4.3.4.
 */
export function nonTargetAnswer(
  course: Course,
  visit: number,
  how: { readonly criteria: Criteria; readonly lengths: Lengths },
): Answer<NonTargetAnswer> {
  const marker = markerAt(course, visit);
  const lesions = nonTargetLesions(course).map(
    (lesion): Judged => ({
      label: lesion.label,
      status: nonTargetStatus(lesion, { course, visit }, how),
    }),
  );
  if (lesions.length > 0) return ofLesions(lesions, marker);
  // A marker alone is no disease that could respond: it counts beside target lesions only.
  const hasTargets = course.lesions.some(({ role }) => role === 'target');
  if (marker === undefined || !hasTargets) {
    return answer('NONE', 'none', ['no non-target lesions', 'Eisenhauer 2009, 4.3.3']);
  }
  return withMarker(marker, 'no non-target lesions');
}

/** A marker that the trial follows and of which nothing is said at this visit is not evaluated. */
function markerAt({ visits }: Course, visit: number): Marker {
  const isFollowed = visits.some(({ marker }) => marker !== undefined);
  return visits[visit]?.marker ?? (isFollowed ? 'not-evaluated' : undefined);
}

function ofLesions(lesions: readonly Judged[], marker: Marker): Answer<NonTargetAnswer> {
  const labels = (is: NonTargetStatus['is']) =>
    lesions.filter(({ status }) => status.is === is).map(({ label }) => label);
  const progressed = labels('progressed');
  // Eisenhauer 2009, 4.3.4: unequivocal progression of one is enough, whatever the others lack.
  if (progressed.length > 0) {
    const text = `unequivocal progression of ${progressed.join(', ')}, as the reader judged`;
    return answer('PD', 'unequivocal-progression', [text, 'Eisenhauer 2009, 4.3.3 and 4.3.4']);
  }
  const lacking = lesions.flatMap(({ label, status }) =>
    status.is === 'not-evaluated' ? [`${label} (${status.why})`] : [],
  );
  if (lacking.length > 0) {
    const text = `not all evaluated: ${lacking.join(', ')}`;
    return answer('NE', 'not-all-evaluated', [text, 'Eisenhauer 2009, 4.4.2 and Table 1']);
  }
  const present = labels('present');
  if (present.length > 0) {
    const text = `still present: ${present.join(', ')}`;
    return answer('NON-CR/NON-PD', 'persistence', [text, 'Eisenhauer 2009, 4.3.3']);
  }
  const text = `all are gone, nodes below their pathological size: ${labels('gone').join(', ')}`;
  return withMarker(marker, text);
}

// Eisenhauer 2009, 4.3.3: a complete response asks for a normal tumour marker as well.
function withMarker(marker: Marker, text: string): Answer<NonTargetAnswer> {
  const source = 'Eisenhauer 2009, 4.3.3';
  switch (marker) {
    case 'above':
      return answer('NON-CR/NON-PD', 'marker-above', [`${text}; the tumour marker is above normal`, source]);
    case 'not-evaluated':
      return answer('NE', 'marker-not-evaluated', [`${text}; the tumour marker was not evaluated`, source]);
    case 'normal':
      return answer('CR', 'all-gone', [`${text}; the tumour marker is normal`, source]);
    default:
      return answer('CR', 'all-gone', [text, source]);
  }
}

function answer(
  is: NonTargetAnswer,
  rule: string,
  [text, source]: readonly [string, string],
): Answer<NonTargetAnswer> {
  return { answer: is, decision: { step: 'non-target', answer: is, rule, text, source } };
}
