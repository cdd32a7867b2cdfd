import type { Finding } from '../../../findings/finding.js';

/** Of which subject of the trial, by its row, and visit something is; neither where nobody of the trial is named. */
export interface ResponsePlace {
  readonly subject?: number;
  readonly visit?: string;
}

/** A subject of the trial. */
export interface NamedSubject {
  readonly row: number;
  readonly id: string;
  /** Visits that it has, or has had: those of the schedule, and those of its studies. */
  readonly visits: readonly string[];
}

/**
 * Whom the findings of a `response` report are of. Visits that the trial does not have are not invented.
 *
 * A finding of a whole subject, as that a lesion has no role, has the subject and no visit: it waits for a person where the
 * subject stands, and holds up none of the visits. What the visits brought may be all that was asked for, and what is to be
 * decided is the course, or a fact that no visit will bring. Where it takes the response from a visit, there is a finding
 * of that visit as well.
 */
export function responsePlaces(subjects: readonly NamedSubject[]): (finding: Finding) => ResponsePlace {
  const byId = new Map(subjects.map((subject) => [subject.id, subject]));
  return ({ subject: about }) => {
    const subject = byId.get(about?.trialSubject ?? '');
    if (!subject) return {};
    const visit = subject.visits.find((name) => name === about?.visit);
    return { subject: subject.row, ...(visit !== undefined && { visit }) };
  };
}
