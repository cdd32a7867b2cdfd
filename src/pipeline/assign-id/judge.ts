import type { Reader } from '../../identity/crosswalk/contract.js';
import { decide } from '../../identity/person/decide.js';
import type { Decision } from '../../identity/person/decision.js';
import { candidatesOf, personWith } from '../../identity/registry/people.js';
import { studiesWithUid } from '../../identity/registry/studies.js';
import { type Subject, subjectInRow, subjectsOfPerson } from '../../identity/registry/subjects.js';
import { findTrial } from '../../identity/registry/trials.js';
import type { AssignContext } from './context.js';
import type { DeliveredPatient } from './delivered.js';
import { judgeStated, type Statement } from './judge-stated.js';
import { bindingOf, isClosed, isListedAt } from './listed.js';
import type { AssignReason } from './reasons.js';
import { refusal, type Verdict } from './verdict.js';

/** Problems that leave a patient unassigned without anybody contradicting anybody. */
const INCOMPLETE: ReadonlySet<AssignReason> = new Set(['study-date-absent', 'study-uid-absent']);

/** What is to be done with a patient, as the crosswalk stands now. Reads only. */
export function judge(reader: Reader, patient: DeliveredPatient, context: AssignContext): Verdict {
  const verdict = judgePatient(reader, patient, context);
  if (verdict.kind === 'refuse') return verdict;
  const subject = verdict.kind === 'enrol' ? undefined : verdict.subject;
  const owners = otherOwners(reader, patient, { context, subject });
  if (owners.length === 0) return verdict;
  const persons = [verdict.person, ...owners.map(({ person }) => person)];
  const known = new Set(persons.filter((person) => person !== undefined));
  return refusal('conflict', 'study-of-another-subject', [...known]);
}

function judgePatient(reader: Reader, patient: DeliveredPatient, context: AssignContext): Verdict {
  const { problems, evidence } = patient;
  if (problems.length > 0) {
    const isIncomplete = problems.every(({ code }) => INCOMPLETE.has(code));
    const outcome = isIncomplete ? 'unassigned' : 'conflict';
    return { kind: 'refuse', outcome, persons: [], reasons: problems };
  }
  if (patient.isPhantom) return judgePhantom(reader, patient, context);
  const { trial, site } = context;
  const decision = decide(evidence, candidatesOf(reader, evidence), {
    protocol: trial.protocol.id,
    site: site.id,
    coEnrolmentWith: trial.coEnrolmentWith ?? [],
  });
  const statement = statementFor(patient, context);
  return statement
    ? judgeStated(reader, { patient, context, decision, statement })
    : unstated(reader, decision, context);
}

/** What follows from a decision that nobody says more about. */
function unstated(reader: Reader, decision: Decision, { list, site }: AssignContext): Verdict {
  switch (decision.kind) {
    case 'recall': {
      const { person, subjectRow, reasons } = decision;
      return { kind: 'recall', subject: subjectInRow(reader, subjectRow), person, isNamed: true, reasons };
    }
    case 'ask': {
      const { subjectRow, ...rest } = decision;
      const subject = subjectRow === undefined ? undefined : subjectInRow(reader, subjectRow);
      return { ...rest, subject, newId: { kind: 'next' } };
    }
    case 'enrol': {
      if (isClosed(list, site)) return refusal('unassigned', 'not-on-list');
      const { person, reasons } = decision;
      return { kind: 'enrol', newId: { kind: 'next' }, person, isNamed: true, reasons };
    }
    case 'refuse':
      return decision;
  }
}

/** Which subject the operator or the list says that the patient is. */
function statementFor(
  { evidence }: DeliveredPatient,
  { subject, list, site }: AssignContext,
): Statement | undefined {
  if (subject !== undefined) return { id: subject, isListed: isListedAt(list, subject, site) };
  const bound = bindingOf(list, evidence.number, site);
  return bound && { id: bound.subject, isListed: true };
}

/** A phantom is known by the scanner that it lay in: that is what it qualifies. No subject is a phantom. */
function judgePhantom(
  reader: Reader,
  { evidence }: DeliveredPatient,
  { trial, subject: stated }: AssignContext,
): Verdict {
  const person = personWith(reader, evidence.number);
  const trialRow = findTrial(reader, trial.protocol.id);
  const ofTrial = (person === undefined ? [] : subjectsOfPerson(reader, person)).filter(
    (subject) => subject.trial === trialRow && subject.kind === 'phantom',
  );
  if (ofTrial.some(({ status }) => status === 'withdrawn')) return refusal('withdrawn', 'withdrawn');
  const known = ofTrial.find(({ status }) => status === 'active');
  if (stated !== undefined && stated !== known?.id) return refusal('conflict', 'subject-not-valid');
  if (known) return { kind: 'recall', subject: known, person, isNamed: true, reasons: [] };
  return { kind: 'enrol', newId: { kind: 'next' }, person, isNamed: true, reasons: [] };
}

/** The others for whom a study was recorded in this trial. */
function otherOwners(
  reader: Reader,
  { studies }: DeliveredPatient,
  { context, subject }: { readonly context: AssignContext; readonly subject: Subject | undefined },
): Subject[] {
  const trial = findTrial(reader, context.trial.protocol.id);
  if (trial === undefined) return [];
  return studies
    .flatMap(({ studyUID }) => studiesWithUid(reader, studyUID))
    .filter((study) => study.subject !== subject?.row)
    .map((study) => subjectInRow(reader, study.subject))
    .filter((owner) => owner.trial === trial);
}
