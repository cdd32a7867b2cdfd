import type { Finding } from '../../../findings/finding.js';
import type { AssignmentOutcome } from '../../../identity/ledger/event-words.js';
import type { AssignedPatientRow } from '../../../report/assign-id-sections.js';
import type { Report } from '../../../report/envelope.js';
import { sectionOf } from './step-report.js';

/** A study of the delivery, and what became of whoever it is of. */
export interface StudyAssignment {
  /** Empty where the header names none. */
  readonly studyUID: string;
  /** Of several patients where none of them was assigned. */
  readonly outcome: AssignmentOutcome;
  /** Null where nothing was assigned. */
  readonly subjectId: string | null;
  readonly reasons: readonly string[];
}

/** The studies of an `assign-id` report, and whom its findings name. */
interface Assignments {
  readonly studies: readonly StudyAssignment[];
  /** Studies of the patient, or of the subject, that a finding names. */
  readonly studiesNamed: (finding: Finding) => readonly string[];
}

/** Worst first, of those of patients that were not assigned. */
const NOT_ASSIGNED: readonly AssignmentOutcome[] = ['conflict', 'withdrawn', 'unassigned'];

/**
 * Studies by patient, each once. A study that several patients share is none's, and is told once with the reasons of
 * all; should one of them have been assigned nonetheless, the study counts as not assigned.
 */
export function assignmentsOf(report: Report): Assignments {
  const studies = new Map<string, StudyAssignment>();
  const named = new Map<string, readonly string[]>();
  const ofSubjects = new Map<string, string>();
  for (const patient of sectionOf<AssignedPatientRow>(report, 'patients')) {
    named.set(`patient ${patient.patient}`, patient.studies);
    for (const studyUID of patient.studies) {
      const { outcome, subject: subjectId, reasons } = patient;
      const own = { studyUID, outcome, subjectId, reasons };
      const other = studies.get(studyUID);
      studies.set(studyUID, other ? shared(other, own) : own);
      if (subjectId !== null && !ofSubjects.has(subjectId)) ofSubjects.set(subjectId, studyUID);
    }
  }
  return {
    studies: [...studies.values()],
    studiesNamed: ({ code, subject: { name = '' } = {} }) => {
      // It is of a subject, and of no study that came: it stands once, where the subject is.
      if (code === 'visit-missed') return [ofSubjects.get(name)].filter((uid) => uid !== undefined);
      return named.get(name) ?? [];
    },
  };
}

function shared(one: StudyAssignment, other: StudyAssignment): StudyAssignment {
  const both = [one, other];
  const outcome = NOT_ASSIGNED.find((wanted) => both.some((each) => each.outcome === wanted));
  const isSame = one.subjectId === other.subjectId;
  return {
    studyUID: one.studyUID,
    outcome: outcome ?? (isSame ? one.outcome : 'conflict'),
    subjectId: isSame ? one.subjectId : null,
    reasons: [...new Set(both.flatMap(({ reasons }) => reasons))],
  };
}

/** How many DICOM files there are of each study, by Study Instance UID; `''` for those without one. */
export function filesByStudy({ files }: Report): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, studyUID = '' } of files) {
    if (kind === 'dicom') counts.set(studyUID, (counts.get(studyUID) ?? 0) + 1);
  }
  return counts;
}
