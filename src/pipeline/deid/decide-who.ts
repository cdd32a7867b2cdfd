import type { AssignmentRow } from '../../report/assign-id-sections.js';
import type { Profile } from '../../rules/deid/profile/profile.js';
import type { DeidSubject } from '../../rules/deid/subject.js';
import type { InstanceTable } from '../../study/instance-table.js';
import type { SeriesHeader } from '../../study/series-header.js';
import type { Assigned, Assignments } from './assignments.js';
import { contradictedPersons, personsByStudy, personText, type StudyPersons } from './persons.js';
import { keyedShifts, pseudonyms, type RawPerson } from './pseudonym.js';

/** Why it is not certain whose a file is. */
export type WhoseCode =
  | 'study-of-several-patients'
  | 'patient-contradicted'
  | 'no-patient-id'
  | 'unassigned'
  | 'assignment-conflict'
  | 'withdrawn'
  | 'no-date-shift';

/** Whose a file is: an index among the subjects, or the reason why nobody can say. */
export type Whose = { readonly subject: number } | { readonly code: WhoseCode };

/** The subjects of a delivery, and whose each instance is. */
export interface Subjects {
  readonly subjects: readonly DeidSubject[];
  whose(instance: number): Whose;
}

/** What tells who somebody is. */
export interface WhoInput {
  readonly profile: Profile;
  readonly projectKey: Uint8Array;
  readonly assignments: Assignments | undefined;
}

/** Where a profile that shifts dates names no range: one to ten years, as the crosswalk draws them. */
const SHIFT_WEEKS = { least: 53, most: 521 };

type Decided = DeidSubject | WhoseCode;

/**
 * Decides whose each file is: what was assigned, or without assignments a pseudonym of the key and the person. Whatever
 * is not certain has a reason to be quarantined instead.
 */
export function decideWho(table: InstanceTable, input: WhoInput): Subjects {
  const studies = personsByStudy(table.headers);
  const decide = input.assignments ? byAssignment(input.assignments, input.profile) : byKey(studies, input);
  const subjects = new SubjectList();
  const whose = new Map<SeriesHeader, Whose>();
  for (const study of studies.values()) {
    const decided = decide(study);
    const answer = typeof decided === 'string' ? { code: decided } : { subject: subjects.indexOf(decided) };
    for (const header of study.headers) whose.set(header, answer);
  }
  const byHeader = table.headers.map((header): Whose => whose.get(header) ?? { code: 'unassigned' });
  return {
    subjects: subjects.all,
    whose: (instance) => byHeader[table.headerNumber(instance)] ?? { code: 'unassigned' },
  };
}

/** Each subject once. */
class SubjectList {
  readonly all: DeidSubject[] = [];
  private readonly numbers = new Map<string, number>();

  indexOf(subject: DeidSubject): number {
    const key = JSON.stringify([subject.id, subject.shiftDays, subject.generation]);
    const number = this.numbers.get(key) ?? this.all.push(subject) - 1;
    this.numbers.set(key, number);
    return number;
  }
}

function byKey(
  studies: ReadonlyMap<string, StudyPersons>,
  { profile, projectKey }: WhoInput,
): (study: StudyPersons) => Decided {
  const contradicted = contradictedPersons(studies.values());
  const pseudonymOf = pseudonyms(projectKey);
  const shiftOf = keyedShifts(projectKey, profile.dates?.shiftWeeks ?? SHIFT_WEEKS);
  const known = new Map<string, DeidSubject>();
  const subjectOf = (person: RawPerson, text: string): DeidSubject => {
    const before = known.get(text);
    if (before) return before;
    const shiftDays = shiftsDates(profile) ? shiftOf(person) : undefined;
    const subject: DeidSubject = { id: pseudonymOf(person), shiftDays, generation: 0 };
    known.set(text, subject);
    return subject;
  };
  return ({ person }) => {
    if (!person) return 'study-of-several-patients';
    if (person.patientId === '') return 'no-patient-id';
    const text = personText(person);
    return contradicted.has(text) ? 'patient-contradicted' : subjectOf(person, text);
  };
}

function byAssignment(assignments: Assignments, profile: Profile): (study: StudyPersons) => Decided {
  return ({ headers }) => {
    const rows = new Map<string, Assigned>();
    for (const { studyUID, patient } of headers) {
      const row = assignments({ issuer: patient.issuer, patientId: patient.id, studyUID });
      rows.set(identityOf(row, patient), row);
    }
    // Two ways to name one patient have one subject; whoever else is in the study makes it two patients'.
    if (rows.size > 1) return 'study-of-several-patients';
    const [row] = rows.values();
    return assigned(row, profile);
  };
}

function identityOf(row: Assigned, { issuer, id }: SeriesHeader['patient']): string {
  if (row === undefined) return JSON.stringify(['nobody', issuer, id]);
  return JSON.stringify(row === 'conflicting' ? ['conflict'] : [row.outcome, row.subject]);
}

const REFUSED: Readonly<Partial<Record<AssignmentRow['outcome'], WhoseCode>>> = {
  conflict: 'assignment-conflict',
  unassigned: 'unassigned',
  withdrawn: 'withdrawn',
};

function assigned(row: Assigned, profile: Profile): Decided {
  if (row === undefined) return 'unassigned';
  if (row === 'conflicting') return 'assignment-conflict';
  const refused = REFUSED[row.outcome];
  if (refused) return refused;
  if (row.subject === null) return 'unassigned';
  const generation = row.uidGeneration ?? 0;
  if (!shiftsDates(profile)) return { id: row.subject, shiftDays: undefined, generation };
  // A shift of nothing releases the dates as they are: only a phantom's may be.
  if (row.shiftDays === null || (row.shiftDays === 0 && row.outcome !== 'phantom')) return 'no-date-shift';
  return { id: row.subject, shiftDays: row.shiftDays, generation };
}

/** PS3.15 E.3.6: Retain Longitudinal Temporal Information With Modified Dates Option. */
function shiftsDates({ options }: Profile): boolean {
  return options.retainModifiedDates === true;
}
