import { ConfigError, type ConfigProblem } from '../../io/config-error.js';
import { csvTable, type TableColumns } from '../csv/csv-table.js';
import { type LineCells, readLines } from '../csv/line-cells.js';
import type { Claim } from './match-lines.js';
import { modalityOf } from './modality.js';

const NAMES = ['subject', 'site', 'visit', 'date', 'modality', 'series'] as const;

type Column = (typeof NAMES)[number];

const COLUMNS: TableColumns<Column> = {
  columns: NAMES,
  required: ['subject'],
  alsoCalled: {
    'subject id': 'subject',
    'site id': 'site',
    'visit id': 'visit',
    'scan date': 'date',
    'study date': 'date',
    'series count': 'series',
  },
};

const MS_PER_DAY = 86_400_000;

/** A line of a list of studies. */
interface ListedLine extends Claim {
  /** From 1. */
  readonly line: number;
  readonly site: string | undefined;
}

/**
 * The lines of a list of studies: at least one.
 * @param file how messages name it
 * @throws ConfigError with every fault and its line; a cell's content is never told
 */
export function listedLines(file: string, text: string): readonly ListedLine[] {
  const lines = readLines(file, csvTable(file, text, COLUMNS), lineOf);
  if (lines.length === 0) {
    const message = 'names columns, but no study';
    throw new ConfigError([{ code: 'bad-value', file, line: 1, column: 1, key: 'subject', message }]);
  }
  const twice = repeatedLines(file, lines);
  if (twice.length > 0) throw new ConfigError(twice);
  return lines;
}

function lineOf(cells: LineCells<Column>): ListedLine {
  const date = cells.date('date');
  return {
    line: cells.line,
    subject: cells.needed('subject'),
    site: cells.text('site') ?? undefined,
    visit: cells.text('visit') ?? undefined,
    day: date === null ? undefined : Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY,
    modality: modalityIn(cells),
    series: countIn(cells),
  };
}

function modalityIn(cells: LineCells<Column>): string | undefined {
  const text = cells.text('modality');
  const modality = text === null ? undefined : modalityOf(text);
  if (text !== null && modality === undefined)
    cells.fault('modality', 'is no modality of DICOM, as MR, CT or PT; a line names one');
  return modality;
}

function countIn(cells: LineCells<Column>): number | undefined {
  const count = cells.integer('series');
  if (count !== null && count < 1) cells.fault('series', 'is less than 1; what was not sent has no line');
  return count ?? undefined;
}

const MAX_PROBLEMS = 50;

/** Which of two lines of one study should stand is not guessed, even where they say the same. */
function repeatedLines(file: string, lines: readonly ListedLine[]): ConfigProblem[] {
  const first = new Map<string, number>();
  const problems: ConfigProblem[] = [];
  for (const { line, subject, visit, day, modality } of lines) {
    const key = JSON.stringify([subject, visit ?? null, day ?? null, modality ?? null]);
    const before = first.get(key);
    if (before === undefined) first.set(key, line);
    else {
      const message = `repeats line ${before}: the same subject, visit, date and modality`;
      problems.push({ code: 'bad-value', file, line, column: 1, key: 'subject', message });
    }
  }
  return problems.slice(0, MAX_PROBLEMS);
}
