import type { Reader } from '../../identity/crosswalk/contract.js';
import type { Decision } from '../../identity/person/decision.js';
import { knownPerson, numberRow, personWith } from '../../identity/registry/people.js';
import { studiesWithUid } from '../../identity/registry/studies.js';
import type { Subject } from '../../identity/registry/subjects.js';
import type { DeliveredPatient } from './delivered.js';
import type { Verdict } from './verdict.js';

/**
 * What `crosswalk correct --study` settled, the headers still say otherwise: the study comes again under the record number
 * and the name that led to the mistake. Whoever names the subject that has it now is taken at their word, so that the
 * corrected copy can be made; nothing else that speaks against the statement is passed over.
 * @returns undefined where no correction answers for the statement
 */
export function asCorrected(
  reader: Reader,
  patient: DeliveredPatient,
  subject: Subject,
  decision: Decision,
): Verdict | undefined {
  if (!isOpenToCorrection(decision)) return undefined;
  const { reasons } = decision;
  if (hasNothingToCheck(reader, patient, subject)) {
    return { kind: 'recall', subject, person: subject.person, isNamed: true, reasons };
  }
  if (!wereGiven(reader, patient, subject)) return undefined;
  // The record number and the name are somebody else's, or may be: nothing is learnt of the subject from them.
  return { kind: 'recall', subject, person: undefined, isNamed: false, reasons };
}

/** Contradictions, merged records and withdrawals stay; that somebody else fits, too, is what was corrected. */
function isOpenToCorrection(decision: Decision): boolean {
  return decision.kind !== 'refuse' || decision.reasons.every(({ code }) => code === 'several-candidates');
}

/** The record number went along with a correction; the name and the birth date, the first delivery after it tells. */
function hasNothingToCheck(reader: Reader, { evidence }: DeliveredPatient, { person }: Subject): boolean {
  if (person === undefined || personWith(reader, evidence.number) !== person) return false;
  const { names, birthDates } = knownPerson(reader, person);
  return names.length === 0 && birthDates.length === 0;
}

/** Whether corrections gave the subject every study, each of which comes under the record number that it came under. */
function wereGiven(reader: Reader, { evidence, studies }: DeliveredPatient, subject: Subject): boolean {
  const number = numberRow(reader, evidence.number)?.id;
  return studies.every(({ studyUID }) =>
    studiesWithUid(reader, studyUID).some(
      (study) => study.subject === subject.row && study.generation > 0 && study.number === number,
    ),
  );
}
