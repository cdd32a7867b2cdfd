import type { ConfigProblem } from '../../../io/config-error.js';
import { ConfigError } from '../../../io/config-error.js';
import { readConfigFile } from '../../../io/yaml-read.js';
import { csvRows } from '../../csv/csv-rows.js';
import { csvTable, type TableColumns } from '../../csv/csv-table.js';
import { type LineCells, readLines, type Words, wordsOf } from '../../csv/line-cells.js';
import type { AdjudicationLine, Observation, VisitFact } from '../observation.js';
import { factsOfCsv } from './rows-csv.js';

/** The largest list that is read, in bytes. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads `--lesions FILE.csv`: facts of lesions that images do not carry. docs/response.md lists the columns.
 * @param source number of the file among the sources
 * @throws ConfigError with every fault and its place
 */
export async function readLesions(
  file: string,
  source: number,
): Promise<{ readonly observations: readonly Observation[]; readonly sha256: string }> {
  const { text, sha256 } = await readConfigFile(file, MAX_BYTES);
  return { observations: factsOfCsv(file, csvRows(file, text), source), sha256 };
}

const VISIT_COLUMNS = [
  ...(['subject', 'visit', 'reader', 'study_uid', 'kind', 'number', 'date', 'day'] as const),
  ...(['new_lesions', 'marker', 'why'] as const),
] as const;

type VisitColumn = (typeof VISIT_COLUMNS)[number];

const VISITS: TableColumns<VisitColumn> = { columns: VISIT_COLUMNS, required: ['subject', 'kind'] };

const KINDS = ['baseline', 'follow-up', 'missed', 'death', 'treatment-start'] as const;
const KIND_WORDS: Words<VisitFact['kind']> = wordsOf([
  ['baseline', []],
  ['follow-up', ['followup']],
  ['missed', []],
  ['death', ['died']],
  ['treatment-start', ['start of treatment']],
]);

const NOT_EVALUATED = ['not evaluable', 'ne', 'not assessed', 'not done'];
const NEW_LESIONS = ['none', 'present', 'equivocal', 'not-evaluated'] as const;
const NEW_LESION_WORDS: Words<(typeof NEW_LESIONS)[number]> = wordsOf([
  ['none', ['no', 'n', 'absent']],
  ['present', ['yes', 'y']],
  ['equivocal', []],
  ['not-evaluated', NOT_EVALUATED],
]);

const MARKERS = ['normal', 'above', 'not-evaluated'] as const;
const MARKER_WORDS: Words<(typeof MARKERS)[number]> = wordsOf([
  ['normal', []],
  ['above', ['above normal', 'above upper normal limit', 'elevated']],
  ['not-evaluated', NOT_EVALUATED],
]);

/**
 * Reads `--visits FILE.csv`: what visits are, and when a subject's treatment began or the subject died. Every line needs
 * a subject, a kind, and a visit; that of an event a date or a day instead.
 * @param source number of the file among the sources
 * @throws ConfigError with every fault and its place
 */
export async function readVisits(
  file: string,
  source: number,
): Promise<{ readonly visits: readonly VisitFact[]; readonly sha256: string }> {
  const { text, sha256 } = await readConfigFile(file, MAX_BYTES);
  const visits = readLines(file, csvTable(file, text, VISITS), (cells) => visitOf(cells, source));
  return { visits, sha256 };
}

function visitOf(cells: LineCells<VisitColumn>, source: number): VisitFact {
  const kind = cells.word('kind', KIND_WORDS, KINDS);
  if (cells.text('kind') === null) cells.fault('kind', `is empty; it is one of ${KINDS.join(', ')}`);
  const fact = {
    at: { source, line: cells.line },
    subject: cells.needed('subject'),
    visit: cells.text('visit'),
    reader: cells.text('reader'),
    studyUID: cells.text('study_uid'),
    kind: kind ?? 'follow-up',
    number: cells.number('number'),
    date: cells.date('date'),
    day: cells.integer('day'),
    newLesions: cells.word('new_lesions', NEW_LESION_WORDS, NEW_LESIONS),
    marker: cells.word('marker', MARKER_WORDS, MARKERS),
    why: cells.text('why'),
  };
  if (kind === 'death' || kind === 'treatment-start') {
    if (cells.text('date') === null && cells.text('day') === null)
      cells.fault('date', `is empty, and so is day: when ${kind} was decides`);
  } else if (kind !== null && fact.visit === null) cells.fault('visit', 'is empty');
  return fact;
}

const ADJUDICATION_COLUMNS = ['subject', 'visit', 'reader', 'reason'] as const;

const ADJUDICATION: TableColumns<(typeof ADJUDICATION_COLUMNS)[number]> = {
  columns: ADJUDICATION_COLUMNS,
  required: ['subject', 'reader'],
};

/**
 * Reads `--adjudication FILE.csv`: whose reading of a subject stands, at one visit or, where none is named, at all.
 * @param source number of the file among the sources
 * @throws ConfigError with every fault and its place; two lines of one subject and visit are one
 */
export async function readAdjudication(
  file: string,
  source: number,
): Promise<{ readonly lines: readonly AdjudicationLine[]; readonly sha256: string }> {
  const { text, sha256 } = await readConfigFile(file, MAX_BYTES);
  const lines = readLines(file, csvTable(file, text, ADJUDICATION), (cells) => ({
    at: { source, line: cells.line },
    subject: cells.needed('subject'),
    visit: cells.text('visit'),
    reader: cells.needed('reader'),
    reason: cells.text('reason'),
  }));
  const twice = twiceDecided(file, lines);
  if (twice.length > 0) throw new ConfigError(twice);
  return { lines, sha256 };
}

/** Which of two lines of one visit should stand is not guessed. */
function twiceDecided(file: string, lines: readonly AdjudicationLine[]): ConfigProblem[] {
  const first = new Map<string, number>();
  const problems: ConfigProblem[] = [];
  for (const { at, subject, visit } of lines) {
    const key = JSON.stringify([subject, visit]);
    const before = first.get(key);
    if (before === undefined) first.set(key, at.line);
    else {
      const message = `decides what line ${before} has decided: the same subject and visit`;
      problems.push({ code: 'bad-value', file, line: at.line, column: 1, key: 'subject', message });
    }
  }
  return problems;
}
