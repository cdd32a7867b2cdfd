import type { RowCode } from '../../../report/measure-export-sections.js';
import { MEASUREMENT_COLUMNS } from '../../../report/tables/measure-export.js';
import type { CsvRows } from '../../csv/csv-rows.js';
import { type TableColumns, tableOf } from '../../csv/csv-table.js';
import { type LineCells, readLines, wordsOf } from '../../csv/line-cells.js';
import type { Observation } from '../observation.js';
import { type DiameterRow, observationOf } from './measurement-observation.js';

/** Without these no row says which length of whom it is. */
const NEEDED = [
  ...['subject', 'concept_value', 'concept_scheme', 'value', 'value_from', 'unit', 'recomputed_value'],
];

const COLUMNS: TableColumns<string> = {
  columns: MEASUREMENT_COLUMNS.map(([title]) => title),
  required: NEEDED,
  named: NEEDED,
  others: 'left-out',
};

const VALUE_FROM = wordsOf([
  ['stored', []],
  ['recomputed', []],
]);

/**
 * The rows of the CSV of `measure-export`: its report's, or its export's. Other columns are left out, and those that are
 * missing are not known, but for those without which no row says anything.
 * @throws ConfigError for columns that are missing, and for cells that such a CSV cannot hold
 */
export function measurementsOfCsv(
  file: string,
  rows: CsvRows,
  source: number,
): { readonly observations: readonly Observation[]; readonly rows: number } {
  const lines = readLines(file, tableOf(file, rows, COLUMNS), (cells) =>
    observationOf(rowOf(cells), { source, line: cells.line }),
  );
  return { observations: lines.filter((one) => one !== undefined), rows: lines.length };
}

function rowOf(cells: LineCells<string>): DiameterRow {
  return {
    ...{ subject: cells.text('subject'), site: cells.text('site'), reader: cells.text('reader') },
    ...{ visit: cells.text('visit'), timePoint: cells.text('time_point') },
    studyDate: cells.text('study_date'),
    ...{ trackingUid: cells.text('tracking_uid'), trackingId: cells.text('tracking_id') },
    lesionLabel: cells.text('lesion_label'),
    ...{ finding: codeOf(cells, 'finding'), findingToday: codesOf(cells, 'finding_today')[0] ?? null },
    findingCategory: codeOf(cells, 'finding_category'),
    findingSite: codeOf(cells, 'finding_site'),
    findingSiteToday: codesOf(cells, 'finding_site_today')[0] ?? null,
    ...{ concept: codeOf(cells, 'concept'), conceptToday: codeOf(cells, 'concept_today') },
    derivation: codeOf(cells, 'derivation'),
    derivationToday: codesOf(cells, 'derivation_today')[0] ?? null,
    figure: cells.text('figure'),
    valueFrom: cells.word('value_from', VALUE_FROM, ['stored', 'recomputed']),
    ...{ value: cells.text('value'), unit: cells.text('unit') },
    recomputedValue: numberOf(cells.decimal('recomputed_value')),
    ...{ agrees: cells.yesNo('agrees'), why: cells.text('why') },
    source: { studyUID: cells.text('source_study_uid') ?? '' },
    image: {
      studyUID: cells.text('image_study_uid'),
      modality: cells.text('modality'),
      sliceThicknessMm: numberOf(cells.decimal('slice_thickness_mm')),
    },
    sites: codesOf(cells, 'further_sites').map((site) => ({ site })),
    qualitative: codesOf(cells, 'qualitative').map((value) => ({ value })),
  };
}

/** A code in the columns `…_value`, `…_scheme` and `…_meaning`. */
function codeOf(cells: LineCells<string>, name: string): RowCode | null {
  const value = cells.text(`${name}_value`);
  if (value === null) return null;
  return {
    value,
    scheme: cells.text(`${name}_scheme`) ?? '',
    meaning: cells.text(`${name}_meaning`) ?? '',
  };
}

/** Codes as `value^scheme^meaning`, ` | ` between them; of `name = value` the value. Texts are left out. */
function codesOf(cells: LineCells<string>, name: string): readonly RowCode[] {
  const texts = cells.text(name)?.split(' | ') ?? [];
  return texts.flatMap((text) => {
    const said = text.split(' = ').at(-1) ?? '';
    const [, value = '', scheme = '', meaning = ''] = /^([^^]+)\^([^^]+)\^(.*)$/s.exec(said) ?? [];
    return value === '' ? [] : [{ value, scheme, meaning }];
  });
}

function numberOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}
