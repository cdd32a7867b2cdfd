import type { ReconciliationRow } from '../../report/ledger-sections.js';
import { type ListedStudy, type ReceivedStudy, reconcile } from '../reconcile/reconcile.js';
import type { StatusFacts } from './facts.js';
import { UNSCHEDULED } from './places.js';

/** What stands in place of a cell that is no ID of the trial's: it may be a name. */
const MASKED = '***';

/**
 * What differs between a site's list and what came, of what is asked for. A subject or visit that the trial does not
 * know is not told: the line says where it stands.
 * @param isSubjectId whether a text is, or could be, an ID of the trial
 */
export function differencesOf(
  facts: StatusFacts,
  listed: readonly ListedStudy[],
  isSubjectId: (id: string) => boolean,
): ReconciliationRow[] {
  const subjects = new Map(facts.subjects.map((subject) => [subject.id, subject]));
  const lines = new Map(listed.map((study) => [study.line, study]));
  const visits = new Set([...facts.schedule.map(({ id }) => id), ...recordedVisits(facts)]);
  const { filter } = facts;
  const isWanted = (row: ReconciliationRow): boolean => {
    const { line, subject } = row;
    const sites = [subjects.get(subject)?.site, line === null ? undefined : lines.get(line)?.site];
    const known = sites.filter((site) => site !== undefined);
    return (
      (filter.site === undefined || known.length === 0 || known.includes(filter.site)) &&
      (filter.subject === undefined || subject === filter.subject) &&
      (filter.visit === undefined || visitsOf(row).includes(filter.visit))
    );
  };
  return reconcile(listed, receivedStudies(facts))
    .filter(isWanted)
    .map((row) => ({
      ...row,
      subject: subjects.has(row.subject) || isSubjectId(row.subject) ? row.subject : MASKED,
      visit: row.visit === null || visits.has(row.visit) ? row.visit : MASKED,
    }));
}

function receivedStudies({ subjects }: StatusFacts): ReceivedStudy[] {
  return subjects.flatMap(({ id, site, studies }) =>
    studies.map(({ visit, day, seriesByModality = {} }) => ({
      ...{ site, subject: id, visit, day, seriesByModality },
    })),
  );
}

function recordedVisits({ subjects }: StatusFacts): string[] {
  return subjects.flatMap(({ studies }) => studies.flatMap(({ visit }) => visit ?? []));
}

/** The visits that a difference is about: the listed one, and the one that came. */
function visitsOf({ line, kind, visit, received }: ReconciliationRow): (string | null)[] {
  if (kind === 'other-visit') return [visit, received];
  return [line === null ? (visit ?? UNSCHEDULED) : visit];
}
