import { isValid } from '../schemes/check-character.js';
import type { IdReading } from '../schemes/id-pattern.js';
import { longStringFault } from './long-string.js';
import { type ListProblem, SubjectListError } from './subject-list-error.js';
import { repetitions } from './subject-list-repetitions.js';
import { LIST_COLUMNS, type ListColumn, type ListRow, listTable } from './subject-list-table.js';
import type { Trial } from './trial.js';
import { patternsOf, type TrialPatterns } from './trial-patterns.js';

/** A subject ID of a list. With a patient ID it is that patient's; without, it is free for whoever comes. */
export interface SubjectListEntry {
  /** Line of the file, counted from 1. */
  readonly line: number;
  readonly subject: string;
  /** ID of the only site that may use it. */
  readonly site?: string;
  readonly patientId?: string;
  /** Issuer of the patient ID; never without one. */
  readonly issuer?: string;
  /** ID of the visit that the patient's delivery is. */
  readonly visit?: string;
}

/** The most problems of one list that are told. */
const MAX_PROBLEMS = 50;

/**
 * Reads a list of subject IDs from the trial management system.
 * @param text CSV; see {@link listTable}
 * @param trial a trial that `checkTrial` found right: its sites, visits, and the form and check characters of its IDs
 * @returns the entries in the order of the list, at least one
 * @throws SubjectListError with every fault of the list: nothing of a list with a fault is used
 */
export function parseSubjectList(text: string, trial: Trial): readonly SubjectListEntry[] {
  const { width, rows } = listTable(text);
  const rules = rulesOf(trial);
  const problems: ListProblem[] = [];
  if (rows.length === 0)
    problems.push({ code: 'bad-value', line: 1, column: '', message: 'names columns, but no subject' });
  for (const row of rows) problems.push(...rowFaults(row, width, rules));
  problems.push(...repetitions(rows, trial));
  problems.sort((a, b) => a.line - b.line);
  if (problems.length > 0) throw new SubjectListError(problems.slice(0, MAX_PROBLEMS));
  return rows.map(({ line, cells }) => ({ line, subject: cells.subject ?? '', ...cells }));
}

interface Rules {
  readonly sites: ReadonlySet<string>;
  readonly visits: ReadonlySet<string>;
  readonly trial: Trial;
  readonly patterns: TrialPatterns;
}

function rulesOf(trial: Trial): Rules {
  return {
    sites: new Set(trial.sites.map((site) => site.id)),
    visits: new Set(trial.visits.map((visit) => visit.id)),
    trial,
    patterns: patternsOf(trial),
  };
}

function rowFaults({ line, width, cells }: ListRow, wanted: number, rules: Rules): ListProblem[] {
  if (width !== wanted) {
    const message = `has ${width} cells, but the first line names ${wanted} columns`;
    return [{ code: 'bad-value', line, column: '', message }];
  }
  const problems: ListProblem[] = [];
  const tell = (column: ListColumn, fault: string): void => {
    problems.push({ code: 'bad-value', line, column, message: `'${column}' ${fault}` });
  };
  for (const column of LIST_COLUMNS) {
    const fault = longStringFault(cells[column] ?? '');
    if (fault !== undefined) tell(column, fault);
  }
  const { subject, site, patientId, issuer, visit } = cells;
  if (subject === undefined) tell('subject', 'is empty');
  else if (problems.length === 0) {
    const fault = subjectFault(subject, site, rules);
    if (fault !== undefined) tell('subject', fault);
  }
  if (site !== undefined && !rules.sites.has(site)) tell('site', 'is no site of the trial');
  if (visit !== undefined && !rules.visits.has(visit)) tell('visit', 'is no visit of the trial');
  if (issuer !== undefined && patientId === undefined) tell('issuer', "stands without a 'patientId'");
  return problems;
}

const READING_FAULTS: Readonly<Record<Exclude<IdReading['kind'], 'id'>, string>> = {
  'wrong-form': "does not have the form of the trial's 'subjectIds.pattern'",
  'wrong-check': 'has a check character that does not fit the rest: it is mistyped somewhere',
  'unknown-site': 'holds a site that is not of the trial',
};

/** Why an ID cannot be a subject's. */
function subjectFault(subject: string, site: string | undefined, rules: Rules): string | undefined {
  const { patterns, trial } = rules;
  if (patterns.phantom?.parse(subject).kind === 'id') return 'is the scanner-qualification ID of a phantom';
  if (patterns.reading?.parse(subject).kind === 'id') return 'is a reading ID of blinded copies';
  if (patterns.subject) {
    const reading = patterns.subject.parse(subject);
    if (reading.kind !== 'id') return READING_FAULTS[reading.kind];
    if (site !== undefined && reading.site !== undefined && reading.site !== site)
      return "is an ID of another site than 'site' says";
    return undefined;
  }
  const { check = 'none' } = trial.subjectIds;
  return check === 'none' || isValid(check, subject) ? undefined : READING_FAULTS['wrong-check'];
}
