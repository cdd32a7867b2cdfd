import type { StatusFacts, StatusFilter, StudyFacts, SubjectFacts } from './facts.js';

/** What a study that is at no visit of the schedule is shown as. */
export const UNSCHEDULED = 'unscheduled';

/** What of an event or an item says where it belongs. */
export interface Told {
  readonly site?: string | undefined;
  /** Row of a subject. */
  readonly subject?: number | undefined;
  /** As it was delivered. */
  readonly studyUID?: string | undefined;
  readonly visit?: string | undefined;
}

/** Whose an event or an item is: as the crosswalk has it now, for studies may have been corrected since. */
export interface Place {
  /** Of the subject; of the delivery where there is none. */
  readonly site: string | null;
  readonly subject: SubjectFacts | undefined;
  readonly visit: string | null;
  /** Where the crosswalk has it. */
  readonly study: StudyFacts | undefined;
}

/** Tells whose an event or an item is. */
export class Places {
  readonly #byRow: ReadonlyMap<number, SubjectFacts>;
  readonly #byStudy = new Map<string, { readonly subject: SubjectFacts; readonly study: StudyFacts }>();

  constructor({ subjects }: Pick<StatusFacts, 'subjects'>) {
    this.#byRow = new Map(subjects.map((subject) => [subject.row, subject]));
    for (const subject of subjects) {
      for (const study of subject.studies) this.#byStudy.set(study.studyUID, { subject, study });
    }
  }

  of({ site, subject: row, studyUID, visit }: Told): Place {
    const known = studyUID === undefined ? undefined : this.#byStudy.get(studyUID);
    if (known) {
      const { subject, study } = known;
      return { site: subject.site, subject, study, visit: visitOf(subject, study) };
    }
    const subject = row === undefined ? undefined : this.#current(row);
    return { site: subject?.site ?? site ?? null, subject, study: undefined, visit: visit ?? null };
  }

  /** The subject of a row, or the one that took its place, and that one's. */
  #current(row: number): SubjectFacts | undefined {
    const seen = new Set<number>();
    let subject = this.#byRow.get(row);
    while (subject?.replacedBy !== undefined && !seen.has(subject.row)) {
      seen.add(subject.row);
      subject = this.#byRow.get(subject.replacedBy) ?? subject;
    }
    return subject;
  }
}

/** The visit that a study is shown at; null for a phantom's, which is at none. */
function visitOf({ kind }: SubjectFacts, { visit }: StudyFacts): string | null {
  return kind === 'phantom' ? null : (visit ?? UNSCHEDULED);
}

/** Whether a place is asked for. What belongs to a whole delivery is no single subject's, and at no visit. */
export function isWanted(
  { site, subject, visit }: StatusFilter,
  place: Pick<Place, 'site' | 'subject' | 'visit'>,
): boolean {
  return (
    (site === undefined || place.site === site) &&
    (subject === undefined || place.subject?.id === subject) &&
    (visit === undefined || place.visit === visit)
  );
}
