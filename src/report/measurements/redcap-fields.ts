import type { MeasurementRow } from '../measure-export-sections.js';
import type { Cell, Table } from '../table.js';
import { MEASUREMENT_COLUMNS } from '../tables/measure-export.js';
import { exactDecimal } from './exact-decimal.js';

/** The repeating instrument that holds a measurement. */
export const INSTRUMENT = 'imaging_measurement';

/** A field of the instrument. */
export interface RedcapField {
  /** At most 26 characters: lower-case letters, digits and underscores, a letter first. */
  readonly name: string;
  readonly type: 'text' | 'notes' | 'yesno';
  readonly label: string;
  readonly validation?: 'number' | 'integer' | 'date_ymd';
  readonly read: (row: MeasurementRow) => Cell | null;
}

const VALIDATIONS: Readonly<Record<string, RedcapField['validation']>> = {
  study_date: 'date_ymd',
  group: 'integer',
  recomputed_value: 'number',
  difference: 'number',
  difference_percent: 'number',
  slice_thickness_mm: 'number',
  voxel_count: 'integer',
};

/** Texts without a bound. */
const LONG: readonly string[] = [
  ...['further_sites', 'parents', 'modifiers', 'qualitative', 'why', 'image_frames'],
  ...['geometry_types', 'geometry_spaces', 'coordinates', 'problems'],
];

const VALUE_NUMBER: RedcapField = {
  name: 'm_value_number',
  type: 'text',
  label: 'Value as a number',
  validation: 'number',
  read: ({ value }) => exactDecimal(value) ?? null,
};

/**
 * The fields in their order: the columns of the long table, each with `m_` before its name since a name is used once in
 * a REDCap project, and after the exact value the same as a number that REDCap takes.
 */
export const REDCAP_FIELDS: readonly RedcapField[] = MEASUREMENT_COLUMNS.flatMap(([title, read]) => {
  const field = fieldOf(title, read);
  return title === 'value' ? [field, VALUE_NUMBER] : [field];
});

function fieldOf(title: string, read: RedcapField['read']): RedcapField {
  const name = `m_${title}`;
  const words = title.replaceAll('_', ' ').replaceAll(/\buid\b/g, 'UID');
  const label = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  if (title === 'agrees') {
    return { name, type: 'yesno', label, read: ({ agrees }) => (agrees === null ? null : Number(agrees)) };
  }
  const validation = VALIDATIONS[title];
  const type = LONG.includes(title) ? 'notes' : 'text';
  if (validation === undefined) return { name, type, label, read };
  return { name, type, label, validation, read: (row) => validCell(read(row), validation) };
}

/** A cell that REDCap takes; an invalid one would have the whole import refused. */
function validCell(cell: Cell | null, validation: RedcapField['validation']): Cell | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  return validation === 'date_ymd' && !/^\d{4}-\d{2}-\d{2}$/.test(String(cell)) ? null : cell;
}

/** Titles of a REDCap data dictionary, in the order that its upload asks for. */
const DICTIONARY_COLUMNS = [
  ...['Variable / Field Name', 'Form Name', 'Section Header', 'Field Type', 'Field Label'],
  ...['Choices, Calculations, OR Slider Labels', 'Field Note'],
  ...['Text Validation Type OR Show Slider Number', 'Text Validation Min', 'Text Validation Max'],
  ...['Identifier?', 'Branching Logic (Show field only if...)', 'Required Field?', 'Custom Alignment'],
  ...['Question Number (surveys only)', 'Matrix Group Name', 'Matrix Ranking?', 'Field Annotation'],
] as const;

/** The data dictionary of a project that takes the import: the record, and the instrument to be set to repeat. */
export function redcapDictionary(): Table {
  const record = {
    name: 'record_id',
    form: 'imaging_record',
    type: 'text',
    label: 'Record ID',
    validation: undefined,
  };
  const fields = REDCAP_FIELDS.map((field) => ({ ...field, form: INSTRUMENT, validation: field.validation }));
  return {
    columns: DICTIONARY_COLUMNS.map((title) => ({ title })),
    rows: [record, ...fields].map(({ name, form, type, label, validation }) => {
      const cells: Partial<Record<(typeof DICTIONARY_COLUMNS)[number], Cell>> = {
        'Variable / Field Name': name,
        'Form Name': form,
        'Field Type': type,
        'Field Label': label,
        'Text Validation Type OR Show Slider Number': validation,
      };
      return DICTIONARY_COLUMNS.map((title) => cells[title]);
    }),
  };
}
