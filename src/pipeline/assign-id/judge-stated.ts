import type { Reader } from '../../identity/crosswalk/contract.js';
import { compare, contradictions, selfContradictions } from '../../identity/person/compare.js';
import type { Decision } from '../../identity/person/decision.js';
import { knownPerson } from '../../identity/registry/people.js';
import { findSubject, type Subject } from '../../identity/registry/subjects.js';
import { findTrial } from '../../identity/registry/trials.js';
import { asCorrected } from './as-corrected.js';
import type { AssignContext } from './context.js';
import type { DeliveredPatient } from './delivered.js';
import { bindingOf, isKeptForAnother, isListedAt } from './listed.js';
import { refusal, type Verdict } from './verdict.js';

/** The subject that a patient is said to be, by `--subject` or by the list. */
export interface Statement {
  readonly id: string;
  readonly isListed: boolean;
}

/** What {@link judgeStated} weighs. */
export interface StatedCase {
  readonly patient: DeliveredPatient;
  readonly context: AssignContext;
  /** What would be done without the statement. */
  readonly decision: Decision;
  readonly statement: Statement;
}

/**
 * A statement settles what is open about the subject, and overrules nothing that is known: a patient who is known as
 * another subject, or a subject who is somebody else, stays a conflict.
 */
export function judgeStated(reader: Reader, given: StatedCase): Verdict {
  const { context, decision, statement } = given;
  if (!isValidId(context, statement.id)) return refusal('conflict', 'subject-not-valid');
  const trial = findTrial(reader, context.trial.protocol.id);
  const subject = trial === undefined ? undefined : findSubject(reader, trial, statement.id);
  const barred = subject && notToBeGiven(subject, context);
  if (barred) return barred;
  const corrected =
    subject && context.subject === subject.id && asCorrected(reader, given.patient, subject, decision);
  if (corrected) return corrected;
  if (decision.kind !== 'refuse') {
    const settled = isAnsweredNo(decision, subject) ? SOMEBODY_ELSE : decision;
    return weigh(reader, { ...given, decision: settled, subject });
  }
  const isNameless = decision.reasons.some(({ code }) => code === 'placeholder-id');
  return isNameless ? judgeNameless(reader, { ...given, subject }) : decision;
}

/** A new person, whoever is like them. */
const SOMEBODY_ELSE: Decision & { kind: 'enrol' } = { kind: 'enrol', person: undefined, reasons: [] };

/**
 * Whether the statement says that the patient is not the known person whom they are like: two people may have one name
 * and birth date. Only where the record number is new: a number that is somebody's stays theirs.
 */
function isAnsweredNo(decision: Decision, subject: Subject | undefined): boolean {
  if (decision.kind !== 'ask' || decision.subjectRow === undefined) return false;
  const isNewNumber = decision.reasons.some(({ code }) => code === 'same-person-other-number');
  return isNewNumber && decision.subjectRow !== subject?.row;
}

/** Why an ID that was given out before cannot be this patient's, whoever they are. */
function notToBeGiven({ status, kind, site }: Subject, context: AssignContext): Verdict | undefined {
  if (status === 'withdrawn') return refusal('withdrawn', 'withdrawn');
  if (status === 'retired') return refusal('conflict', 'subject-taken');
  if (kind !== 'subject') return refusal('conflict', 'subject-not-valid');
  return site === context.site.id ? undefined : refusal('conflict', 'at-another-site');
}

interface NamelessCase extends StatedCase {
  /** Who has the stated ID already. */
  readonly subject: Subject | undefined;
}

/** The record number names nobody: the statement alone says who it is, and nothing is learnt of anybody. */
function judgeNameless(reader: Reader, { patient, decision, statement, subject }: NamelessCase): Verdict {
  // Nothing in the headers holds such studies together: they may be of several people.
  if (patient.studies.length > 1) return refusal('unassigned', 'placeholder-over-several-studies');
  const attributes = selfContradictions(patient.evidence);
  if (attributes.length > 0) {
    const reasons = [{ code: 'delivery-contradicts-itself', attributes } as const];
    return { kind: 'refuse', outcome: 'conflict', persons: [], reasons };
  }
  const { reasons } = decision;
  const common = { person: undefined, isNamed: false, reasons };
  if (!subject) return { kind: 'enrol', newId: { kind: 'stated', ...statement }, ...common };
  return contradicted(reader, patient, subject) ?? { kind: 'recall', subject, ...common };
}

interface NamedCase extends NamelessCase {
  readonly decision: Exclude<Decision, { kind: 'refuse' }>;
}

/** The statement against what the record number, the list and the crosswalk say. */
function weigh(reader: Reader, given: NamedCase): Verdict {
  const { patient, context, decision, statement, subject } = given;
  const { number } = patient.evidence;
  const { person, reasons } = decision;
  const known = decision.kind === 'enrol' ? undefined : decision.subjectRow;
  const bound = bindingOf(context.list, number, context.site);
  if ((known !== undefined && known !== subject?.row) || (bound && bound.subject !== statement.id)) {
    return refusal('conflict', 'other-subject-known', personsOf(person, subject?.person));
  }
  const holder = subject?.person;
  if (holder === undefined && isKeptForAnother(context.list, statement.id, number)) {
    return refusal('conflict', 'stated-subject-contradicted');
  }
  if (holder !== undefined && person !== undefined && person !== holder) {
    return refusal('conflict', 'stated-subject-contradicted', personsOf(person, holder));
  }
  const other = subject && contradicted(reader, patient, subject);
  if (other) return other;
  const newId = { kind: 'stated', ...statement } as const;
  // The statement names a subject; whether somebody of another trial or hospital is that person, it does not say.
  if (decision.kind === 'ask' && known === undefined) {
    return {
      kind: 'ask',
      person: decision.person,
      subject,
      newId,
      isUnambiguous: decision.isUnambiguous,
      reasons,
    };
  }
  if (!subject) return { kind: 'enrol', newId, person, isNamed: true, reasons };
  return { kind: 'recall', subject, person: person ?? holder, isNamed: true, reasons };
}

/** A refusal when the patient cannot be the subject's person, as far as headers tell. */
function contradicted(
  reader: Reader,
  { evidence }: DeliveredPatient,
  { person }: Subject,
): Verdict | undefined {
  if (person === undefined) return undefined;
  const attributes = contradictions(compare(evidence, knownPerson(reader, person)));
  if (attributes.length === 0) return undefined;
  const reasons = [{ code: 'stated-subject-contradicted', attributes } as const];
  return { kind: 'refuse', outcome: 'conflict', persons: [person], reasons };
}

function personsOf(...persons: readonly (number | undefined)[]): number[] {
  return [...new Set(persons.filter((person) => person !== undefined))];
}

function isValidId({ pattern, list, site }: AssignContext, id: string): boolean {
  if (list) return isListedAt(list, id, site);
  const read = pattern?.parse(id);
  return read?.kind === 'id' && (read.site ?? site.id) === site.id;
}
