import { exactDecimal } from '../../../report/measurements/exact-decimal.js';
import type { CsvRows } from '../../csv/csv-rows.js';
import { type TableColumns, tableOf } from '../../csv/csv-table.js';
import { type LineCells, needsOneOf, readLines, type Words, wordKey } from '../../csv/line-cells.js';
import type { Observation } from '../observation.js';
import { AXIS_WORDS, METHOD_WORDS, ROLE_WORDS, STATE_WORDS } from './words.js';

/** The columns of a CSV of rows, and of `--lesions`. */
const ROW_COLUMNS = [
  ...(['subject', 'site', 'reader', 'visit', 'visit_number', 'date', 'day', 'study_uid'] as const),
  ...(['baseline', 'lesion', 'tracking_uid', 'tracking_id', 'role', 'node', 'organ', 'organ_code'] as const),
  ...(['method', 'slice_thickness_mm', 'axis', 'value', 'unit', 'recomputed', 'agrees'] as const),
  ...(['state', 'measurable', 'split_from', 'merged_into', 'why'] as const),
] as const;

type RowColumn = (typeof ROW_COLUMNS)[number];

const ROWS: TableColumns<RowColumn> = { columns: ROW_COLUMNS, required: ['subject', 'lesion'] };
const FACTS: TableColumns<RowColumn> = { columns: ROW_COLUMNS, required: ['subject'] };

/**
 * The rows of a CSV of measurements, one row a measurement or what is said of a lesion at a visit. A cell that names no
 * known role, state or method, and a value that is no number, are kept as they are written: they are named as findings.
 * @throws ConfigError for columns that are missing or unknown, and for other cells that cannot be taken
 */
export function rowsOfCsv(file: string, rows: CsvRows, source: number): readonly Observation[] {
  const table = tableOf(file, rows, ROWS);
  needsOneOf(file, table, ['visit', 'date', 'day', 'study_uid']);
  return readLines(file, table, (cells) => observationOfLine(cells, source, false));
}

/**
 * The lines of `--lesions`: {@link rowsOfCsv}, but each needs only a subject and what names a lesion.
 * @throws ConfigError as there
 */
export function factsOfCsv(file: string, rows: CsvRows, source: number): readonly Observation[] {
  const table = tableOf(file, rows, FACTS);
  needsOneOf(file, table, ['lesion', 'tracking_uid', 'tracking_id']);
  return readLines(file, table, (cells) => {
    const fact = observationOfLine(cells, source, true);
    cells.needed('subject');
    const { trackingUid, trackingId, label } = fact.keys;
    if (trackingUid === null && trackingId === null && label === null)
      cells.fault('lesion', 'is empty, and so are tracking_uid and tracking_id: a fact is that of a lesion');
    return fact;
  });
}

function observationOfLine(cells: LineCells<RowColumn>, source: number, isFact: boolean): Observation {
  const [role, unknownRole] = known(cells.text('role'), ROLE_WORDS);
  const [method, unknownMethod] = known(cells.text('method'), METHOD_WORDS);
  const [state, unknownState] = known(cells.text('state'), STATE_WORDS);
  const axis = cells.word('axis', AXIS_WORDS, ['long', 'short', 'length']);
  const value = decimalOrText(cells.text('value'));
  const recomputed = cells.decimal('recomputed');
  return {
    at: { source, line: cells.line },
    isFact,
    ...whereOf(cells),
    keys: {
      trackingUid: cells.text('tracking_uid'),
      trackingId: cells.text('tracking_id'),
      label: cells.text('lesion'),
    },
    ...{ role, unknownRole, method, unknownMethod, state, unknownState },
    ...{ isNode: cells.yesNo('node'), isMeasurable: cells.yesNo('measurable') },
    organ: cells.text('organ'),
    organCodes:
      cells
        .text('organ_code')
        ?.split(/[\s|]+/)
        .filter(Boolean) ?? [],
    sliceThicknessMm: thicknessOf(cells),
    axis: axis === 'length' ? null : axis,
    isUnnamedAxis: axis === 'length' || (axis === null && (value ?? recomputed) !== null),
    ...{ value, unit: cells.text('unit'), recomputed, agrees: cells.yesNo('agrees') },
    ...{ splitFrom: cells.text('split_from'), mergedInto: cells.text('merged_into'), why: cells.text('why') },
  };
}

type Where = Pick<
  Observation,
  ('subject' | 'site' | 'reader' | 'visit' | 'visitNumber') | ('date' | 'day' | 'studyUID' | 'isBaseline')
>;

function whereOf(cells: LineCells<RowColumn>): Where {
  return {
    subject: cells.text('subject'),
    site: cells.text('site'),
    reader: cells.text('reader'),
    visit: cells.text('visit'),
    visitNumber: cells.number('visit_number'),
    date: cells.date('date'),
    day: cells.integer('day'),
    studyUID: cells.text('study_uid'),
    isBaseline: cells.yesNo('baseline'),
  };
}

/** A slice has a thickness above zero. */
function thicknessOf(cells: LineCells<RowColumn>): string | null {
  const text = cells.decimal('slice_thickness_mm');
  if (text === null || (!text.startsWith('-') && /[1-9]/.test(text))) return text;
  return cells.fault('slice_thickness_mm', `is ${text}, not a thickness`);
}

/** The meaning of a word, or the word as it is written where it has none. */
function known<T>(text: string | null, words: Words<T>): readonly [T | null, string | null] {
  const meaning = text === null ? undefined : words.get(wordKey(text));
  return [meaning ?? null, meaning === undefined ? text : null];
}

/** An exact decimal, every digit kept; as written where it is none. */
function decimalOrText(text: string | null): string | null {
  return exactDecimal(text) ?? text;
}
