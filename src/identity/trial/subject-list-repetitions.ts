import { folded } from '../schemes/check-character.js';
import type { ListProblem } from './subject-list-error.js';
import type { ListRow } from './subject-list-table.js';
import type { Trial } from './trial.js';

/** Subjects and patients that a list names twice. */
export function repetitions(rows: readonly ListRow[], trial: Trial): ListProblem[] {
  return [...sameSubjects(rows, trial), ...samePatients(rows, trial)];
}

/**
 * IDs that differ only in case are one and the same on many file systems; where IDs have check characters, those that
 * differ only in separators as well, which a check character does not see.
 */
function sameSubjects(rows: readonly ListRow[], { subjectIds }: Trial): ListProblem[] {
  const hasCheck = (subjectIds.check ?? 'none') !== 'none';
  const lines = new Map<string, number>();
  const problems: ListProblem[] = [];
  for (const { line, cells } of rows) {
    if (cells.subject === undefined) continue;
    const upper = cells.subject.toUpperCase();
    const key = hasCheck ? folded(upper) : upper;
    const first = lines.get(key);
    if (first === undefined) lines.set(key, line);
    else {
      const message = `'subject' stands in line ${first} already${hasCheck ? ', case and separators aside' : ', case aside'}`;
      problems.push({ code: 'bad-value', line, column: 'subject', message });
    }
  }
  return problems;
}

/** A patient of two subjects: the same ID of the same issuer, or of an issuer that one of the two does not tell. */
function samePatients(rows: readonly ListRow[], trial: Trial): ListProblem[] {
  const seen = new Map<string, Map<string, number>>();
  const problems: ListProblem[] = [];
  for (const { line, cells } of rows) {
    if (cells.patientId === undefined) continue;
    const issuer = issuerOf(cells, trial);
    const lines = seen.get(cells.patientId) ?? new Map<string, number>();
    const [anyLine] = lines.values();
    const first = issuer === '' ? anyLine : (lines.get(issuer) ?? lines.get(''));
    if (first !== undefined) {
      const message = `the patient of 'patientId' and 'issuer' stands in line ${first} already`;
      problems.push({ code: 'bad-value', line, column: 'patientId', message });
    }
    if (!lines.has(issuer)) lines.set(issuer, line);
    seen.set(cells.patientId, lines);
  }
  return problems;
}

/** Who issued a record number: the row's issuer, else its site's, else the site itself; empty when it is not known. */
function issuerOf({ issuer, site }: ListRow['cells'], { sites }: Trial): string {
  if (issuer !== undefined) return `issuer ${issuer}`;
  if (site === undefined) return '';
  const own = sites.find((candidate) => candidate.id === site)?.issuerOfPatientId;
  return own === undefined ? `site ${site}` : `issuer ${own}`;
}
