import { parsePersonName } from '../../dicom/values/person-name.js';
import { dateOf } from '../../study/days.js';
import type { AssignContext } from './context.js';
import type { Settled } from './settle.js';

/**
 * What a reader of a blinded copy must find nowhere in it: who the subject is, in the trial and at the hospital, and
 * which time point it is; the site where that is concealed, too.
 * @param study index among the patient's studies
 */
export function concealedOf(
  { patient, subject, visits }: Settled,
  study: number,
  context: AssignContext,
): string[] {
  const { trial, site } = context;
  const delivered = patient.studies[study];
  const planned = visits?.planned[study];
  const visit = trial.visits.find(({ id }) => id === planned?.visit);
  const { number, names, birthDates, otherNumbers } = patient.evidence;
  const concealed = [
    subject?.id,
    visit?.id,
    visit?.name,
    delivered?.studyUID,
    ...(delivered?.series.map(({ seriesUID }) => seriesUID) ?? []),
    ...(delivered?.rawNumbers.map(({ patientId }) => patientId) ?? []),
    number.id,
    ...otherNumbers.map(({ id }) => id),
    ...names.flatMap(wordsOf),
    ...birthDates,
    ...(delivered?.day === undefined ? [] : [dateOf(delivered.day).replaceAll('-', '')]),
    // Concealed unless the trial file says otherwise.
    ...((trial.blinding?.conceal.includes('site') ?? true) ? [site.id, site.name] : []),
  ];
  return [...new Set(concealed.filter((word): word is string => word !== undefined && word !== ''))];
}

function wordsOf(name: string): string[] {
  const { alphabetic, ideographic, phonetic } = parsePersonName(name);
  return [alphabetic, ideographic, phonetic].flatMap((group) => Object.values(group ?? {}));
}
