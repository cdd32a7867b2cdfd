import { type AssignmentOf, assignmentKeys } from '../../identity/assignment-key.js';
import type { Reader } from '../../identity/crosswalk/contract.js';
import type { KnownPerson } from '../../identity/person/evidence.js';
import { deriveKey } from '../../identity/project-key.js';
import { knownPerson } from '../../identity/registry/people.js';
import { excusesOf } from '../../identity/registry/progress.js';
import type { Subject } from '../../identity/registry/subjects.js';
import { releasedUid } from '../../identity/released-uid.js';
import type {
  AssignedPatientRow,
  AssignIdSummary,
  AssignmentRow,
  MissedVisitRow,
  PatientSide,
  VisitRow,
} from '../../report/assign-id-sections.js';
import type { AssignContext } from './context.js';
import { statedVisit } from './listed.js';
import type { Settled } from './settle.js';

/** Everything that the sections of a report are made from. */
export interface RowInput {
  readonly settled: readonly Settled[];
  readonly context: AssignContext;
  readonly projectKey: Uint8Array;
  /** How many files of each patient there are, by index. */
  readonly fileCounts: readonly number[];
  readonly identifiers: boolean;
  /** False where copies are written: for blinded readers, a reading ID beside the subject would un-blind. */
  readonly showsReadingIds: boolean;
}

/** What stands in place of an identifying value. */
const MASKED = '***';

/**
 * An assignment for each study and each way that its headers name the patient; where copies were written, for the way
 * that theirs do, too, so that `deid` finds whose they are.
 */
export function assignmentRows(input: RowInput): AssignmentRow[] {
  const { settled, context, projectKey, showsReadingIds } = input;
  const keyOf = assignmentKeys(projectKey);
  const rows: AssignmentRow[] = [];
  const copyOf = namesOfCopies(input);
  for (const { patient, outcome, subject, visits, studies } of settled) {
    for (const [i, { studyUID, rawNumbers }] of patient.studies.entries()) {
      const study = studies.get(studyUID);
      const assigned = {
        subject: subject?.id ?? null,
        site: context.site.id,
        visit: visits?.planned[i]?.visit ?? null,
        readingId: (showsReadingIds ? study?.readingId : undefined) ?? null,
        shiftDays: subject?.shiftDays ?? null,
        uidGeneration: study?.generation ?? null,
        outcome,
      };
      const keys = rawNumbers.map((number) => keyOf({ ...number, studyUID }));
      rows.push(...keys.map((key) => ({ key, ...assigned })));
      const copy = subject && study && copyOf?.(subject, { studyUID, generation: study.generation });
      const key = copy && keyOf(copy);
      // The UIDs of a copy are those of its generation already: they are not to be mapped for it once more.
      if (key && !keys.includes(key)) rows.push({ key, ...assigned, uidGeneration: 0 });
    }
  }
  return rows;
}

type CopiedStudy = Pick<AssignmentOf, 'studyUID'> & { readonly generation: number };

/**
 * How copies name the patient and the study: see `planInsertion`. Undefined where none were written, and for blinded
 * ones, whose rows would lead from the reading ID to the subject.
 */
function namesOfCopies({
  context: { trial, readings },
  projectKey,
  showsReadingIds,
}: RowInput): ((subject: Subject, study: CopiedStudy) => AssignmentOf) | undefined {
  if (showsReadingIds || readings) return undefined;
  const uidKey = deriveKey(projectKey, 'uid');
  return ({ id, kind }, { studyUID, generation }) => ({
    issuer: (kind === 'phantom' ? undefined : trial.subjectIds.issuer) ?? '',
    patientId: id,
    studyUID: generation === 0 ? studyUID : releasedUid(uidKey, studyUID, generation),
  });
}

/** The patients of the delivery. */
export function patientRows(reader: Reader, input: RowInput): AssignedPatientRow[] {
  const { context, fileCounts } = input;
  return input.settled.map((settled): AssignedPatientRow => {
    const { patient, outcome, subject, reasons } = settled;
    const attributes = [...new Set(reasons.flatMap((reason) => reason.attributes ?? []))];
    const sides = subject ? [] : sidesOf(reader, settled, input);
    return {
      patient: patient.index + 1,
      outcome,
      subject: subject?.id ?? null,
      site: context.site.id,
      studies: patient.studies.map(({ studyUID }) => studyUID),
      files: fileCounts[patient.index] ?? 0,
      reasons: reasons.map(({ code }) => code),
      ...(attributes.length > 0 && { attributes }),
      ...(sides.length > 0 && { sides }),
    };
  });
}

/** Both sides of a conflict or of an open question: the delivery, and whom the crosswalk knows. */
export function sidesOf(
  reader: Reader,
  { patient, persons, reasons }: Pick<Settled, 'patient' | 'persons' | 'reasons'>,
  { identifiers, context }: Pick<RowInput, 'identifiers' | 'context'>,
): PatientSide[] {
  const contradictsItself = reasons.some(({ code }) => code === 'delivery-contradicts-itself');
  if (persons.length === 0 && !contradictsItself) return [];
  const { evidence } = patient;
  const delivered = namings({ ...evidence, numbers: [evidence.number] }, identifiers);
  const known = persons.flatMap((row) => {
    const person = knownPerson(reader, row);
    const enrolment = person.enrolments.find(({ protocol }) => protocol === context.trial.protocol.id);
    return namings(person, identifiers).map((naming) => ({
      from: 'crosswalk' as const,
      ...naming,
      ...(enrolment && { subject: enrolment.subject }),
    }));
  });
  return [...delivered.map((naming) => ({ from: 'delivery' as const, ...naming })), ...known];
}

type Naming = Omit<PatientSide, 'from' | 'subject'>;

/** One for each name, number or birth date that a person has; those of which there are fewer stand beside each. */
function namings(
  { numbers, names, birthDates, sexes }: Pick<KnownPerson, 'numbers' | 'names' | 'birthDates' | 'sexes'>,
  identifiers: boolean,
): Naming[] {
  const shown = (values: readonly string[], i: number): string | null => {
    const value = values[Math.min(i, values.length - 1)];
    return value ? (identifiers ? value : MASKED) : null;
  };
  const ids = numbers.map(({ id }) => id);
  const issuers = numbers.map(({ issuer }) => issuer);
  const count = Math.max(1, ids.length, names.length, birthDates.length, sexes.length);
  return Array.from({ length: count }, (_, i) => ({
    patientId: shown(ids, i),
    issuer: shown(issuers, i),
    name: shown(names, i),
    birthDate: shown(birthDates, i),
    sex: shown(sexes, i),
  }));
}

/** The studies that were assigned, with their visits; phantoms have none. */
export function visitRows({ settled, context }: RowInput): VisitRow[] {
  return settled.flatMap(({ patient, subject, visits }) =>
    (subject && visits ? visits.planned : []).map((planned) => ({
      ...planned,
      subject: subject?.id ?? '',
      reason: planned.isStated ? (statedVisit(patient, context)?.reason ?? null) : null,
    })),
  );
}

/** The visits that assigned subjects have missed. */
export function missedVisitRows(reader: Reader, { settled, context }: RowInput): MissedVisitRow[] {
  return settled.flatMap(({ subject, visits }) => {
    if (!subject || !visits) return [];
    const excused = excusesOf(reader, subject);
    return visits.missed.map((visit) => ({
      subject: subject.id,
      site: context.site.id,
      visit,
      reason: excused[visit] ?? null,
    }));
  });
}

/** Counts by outcome. */
export function outcomeCounts(
  settled: readonly Settled[],
): Pick<
  AssignIdSummary,
  'patients' | 'recalled' | 'allocated' | 'listed' | 'phantoms' | 'conflicts' | 'unassigned' | 'withdrawn'
> {
  const count = (wanted: Settled['outcome']): number =>
    settled.filter(({ outcome }) => outcome === wanted).length;
  return {
    patients: settled.length,
    recalled: count('recalled'),
    allocated: count('allocated'),
    listed: count('listed'),
    phantoms: count('phantom'),
    conflicts: count('conflict'),
    unassigned: count('unassigned'),
    withdrawn: count('withdrawn'),
  };
}
