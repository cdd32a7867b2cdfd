import type { Action, Writer } from '../../identity/crosswalk/contract.js';
import { nextOfList, nextOfPattern, type Place, statedId } from '../../identity/registry/allocate.js';
import { addPerson, learn } from '../../identity/registry/people.js';
import { RegistryError } from '../../identity/registry/registry-error.js';
import { type AllocatedId, addSubject, type Subject } from '../../identity/registry/subjects.js';
import type { SubjectVisits } from '../../identity/visits/visit-plan.js';
import type { AssignmentOutcome } from '../../report/assign-id-sections.js';
import type { AssignContext } from './context.js';
import type { DeliveredPatient } from './delivered.js';
import { judge } from './judge.js';
import { freeIds } from './listed.js';
import type { AssignmentReason, AssignReason } from './reasons.js';
import { type Recording, recordStudies, type SettledStudy } from './record-studies.js';
import type { Verdict } from './verdict.js';

/** What became of a patient. */
export interface Settled {
  readonly patient: DeliveredPatient;
  readonly outcome: AssignmentOutcome;
  /** Undefined where nothing was assigned. */
  readonly subject: Subject | undefined;
  readonly reasons: readonly AssignmentReason[];
  /** Whether the reasons were put to somebody, or accepted with `--yes`, and taken for true. */
  readonly isConfirmed: boolean;
  /** Persons on the other side of a conflict or a question. */
  readonly persons: readonly number[];
  /** For subjects that were assigned. */
  readonly visits: SubjectVisits | undefined;
  readonly studies: ReadonlyMap<string, SettledStudy>;
}

/** A suggestion that somebody accepted: it holds while the crosswalk still suggests the same for the same reasons. */
export type Accepted = Extract<Verdict, { kind: 'ask' }>;

/** What a patient is settled with. */
export interface SettleInput extends Recording {
  readonly accepted: Accepted | undefined;
}

/** Registry codes that a patient is refused for, where others may still be assigned. */
const REFUSALS: ReadonlySet<string> = new Set<AssignReason>([
  'ids-exhausted',
  'list-used-up',
  'subject-taken',
]);

/** Judges a patient again, inside the transaction, and writes what follows: all of it or, on a refusal, nothing. */
export function settle(writer: Writer, patient: DeliveredPatient, input: SettleInput): Settled {
  const judged = judge(writer, patient, input.context);
  const verdict = confirmed(judged, input.accepted);
  const isConfirmed = judged.kind === 'ask' && verdict.kind !== 'ask';
  if (verdict.kind === 'refuse') {
    return unassigned(patient, verdict.outcome, verdict);
  }
  if (verdict.kind === 'ask') {
    return unassigned(patient, 'unassigned', { reasons: verdict.reasons, persons: [verdict.person] });
  }
  try {
    return writer.attempt(() => ({ ...assign(writer, { patient, verdict }, input), isConfirmed }));
  } catch (error) {
    if (!(error instanceof RegistryError) || !REFUSALS.has(error.code)) throw error;
    const code = error.code as AssignReason;
    return unassigned(patient, 'unassigned', { reasons: [{ code }], persons: [] });
  }
}

function unassigned(
  patient: DeliveredPatient,
  outcome: AssignmentOutcome,
  { reasons, persons }: Pick<Settled, 'reasons' | 'persons'>,
): Settled {
  const nothing = { subject: undefined, isConfirmed: false, visits: undefined, studies: new Map() };
  return { patient, outcome, reasons, persons, ...nothing };
}

/** An accepted suggestion becomes a recall, or an enrolment of the known person. */
function confirmed(verdict: Verdict, accepted: Accepted | undefined): Verdict {
  if (verdict.kind !== 'ask' || !accepted || !isSame(verdict, accepted)) return verdict;
  const { person, subject, newId, reasons } = verdict;
  const common = { person, isNamed: true, reasons };
  return subject ? { kind: 'recall', subject, ...common } : { kind: 'enrol', newId, ...common };
}

function isSame(now: Accepted, before: Accepted): boolean {
  const essence = ({ person, subject, isUnambiguous, reasons }: Accepted): string =>
    JSON.stringify([person, subject?.row, isUnambiguous, reasons]);
  return essence(now) === essence(before);
}

type Assigning = Extract<Verdict, { kind: 'recall' | 'enrol' }>;

interface Assignment {
  readonly patient: DeliveredPatient;
  readonly verdict: Assigning;
}

function assign(
  writer: Writer,
  { patient, verdict }: Assignment,
  input: SettleInput,
): Omit<Settled, 'isConfirmed'> {
  const action: Action = { name: verdict.kind };
  const person = personOf(writer, { patient, verdict }, action);
  const subject =
    verdict.kind === 'enrol'
      ? enrol(writer, { patient, verdict, person }, input)
      : named(writer, { subject: verdict.subject, person }, action);
  const { visits, studies } = recordStudies(writer, { patient, subject }, input);
  const outcome = outcomeOf(patient, verdict, input.context);
  const persons = person === undefined ? [] : [person];
  return { patient, outcome, subject, reasons: verdict.reasons, persons, visits, studies };
}

function outcomeOf(
  { isPhantom }: DeliveredPatient,
  verdict: Assigning,
  { list }: AssignContext,
): AssignmentOutcome {
  if (isPhantom) return 'phantom';
  if (verdict.kind === 'recall') return 'recalled';
  const isListed = verdict.newId.kind === 'stated' ? verdict.newId.isListed : list !== undefined;
  return isListed ? 'listed' : 'allocated';
}

/** The person of a patient, with what the delivery says of them; undefined when it names nobody. */
function personOf(writer: Writer, { patient, verdict }: Assignment, action: Action): number | undefined {
  const { person, isNamed } = verdict;
  if (!isNamed) return undefined;
  if (person === undefined) return addPerson(writer, patient.evidence, action);
  learn(writer, person, patient.evidence, action);
  return person;
}

/** A subject whose studies came without a record number until now gets the person whose it is. */
function named(
  writer: Writer,
  { subject, person }: { readonly subject: Subject; readonly person: number | undefined },
  action: Action,
): Subject {
  if (subject.person !== undefined || person === undefined) return subject;
  writer.update('subjects', subject.row, { person }, action);
  return { ...subject, person };
}

interface Enrolling {
  readonly patient: DeliveredPatient;
  readonly verdict: Extract<Verdict, { kind: 'enrol' }>;
  readonly person: number | undefined;
}

function enrol(
  writer: Writer,
  { patient, verdict, person }: Enrolling,
  { context, rows }: SettleInput,
): Subject {
  const place: Place = {
    trial: rows().trial,
    site: context.site.id,
    kind: patient.isPhantom ? 'phantom' : 'subject',
  };
  const given = newId(writer, place, { verdict, context });
  return addSubject(writer, { ...place, person }, given, { name: 'enrol' });
}

function newId(
  writer: Writer,
  place: Place,
  { verdict, context }: { readonly verdict: Enrolling['verdict']; readonly context: AssignContext },
): AllocatedId {
  const { trial, site, list, pattern, phantomPattern } = context;
  if (place.kind === 'phantom') {
    if (phantomPattern) return nextOfPattern(writer, place, phantomPattern, 'sequential');
    throw new TypeError('phantoms are recognised by what also gives their IDs');
  }
  if (verdict.newId.kind === 'stated') return statedId(verdict.newId.id, place, pattern);
  if (list) return nextOfList(writer, place, freeIds(list, site));
  if (pattern) return nextOfPattern(writer, place, pattern, trial.subjectIds.allocation ?? 'sequential');
  throw new TypeError('a trial has a list of subject IDs or a pattern');
}
