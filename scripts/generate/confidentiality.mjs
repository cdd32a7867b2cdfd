// src/generated/confidentiality.ts: PS3.15 Table E.1-1, the Basic Application Level Confidentiality Profile and its options.
import { byCode, tableModule } from './tsv.mjs';

/** The option columns, in the table's order. */
const OPTIONS = [
  'rtn_safe_private',
  'rtn_uids',
  'rtn_device_id',
  'rtn_institution_id',
  'rtn_patient_chars',
  'rtn_long_full_dates',
  'rtn_long_modif_dates',
  'clean_desc',
  'clean_struct_cont',
  'clean_graph',
];
const TAG = /^(?:[0-9A-F]{8}|50xxxxxx|60xx[0-9A-F]{4}|private)$/;
const CODES = new Set(['D', 'U', 'X', 'Z', 'X/D', 'X/Z', 'Z/D', 'X/Z/D', 'X/Z/U*']);

/** One letter an option, a full stop where the row says nothing of it. */
const optionsOf = (row) => OPTIONS.map((name) => row[name] || '.').join('');

function check(row) {
  const fits =
    TAG.test(row.tag) && row.name !== '' && CODES.has(row.basic) && /^[KC.]{10}$/.test(optionsOf(row));
  if (!fits) throw new Error(`confidentiality: unexpected row ${JSON.stringify(row)}`);
}

/** The module's text and its number of rows. */
export function confidentialityTs(source) {
  const seen = new Set();
  for (const row of source.rows) {
    check(row);
    if (seen.has(row.tag)) throw new Error(`confidentiality: tag ${row.tag} twice`);
    seen.add(row.tag);
  }
  const rows = source.rows
    .map((row) => [row.tag, row.basic, optionsOf(row), row.name].join('\t'))
    .sort(byCode);
  const text = tableModule({
    constant: 'CONFIDENTIALITY',
    doc: 'PS3.15 2026d Table E.1-1; `x` in a tag stands for any hexadecimal digit, `private` for every odd group, and the options are one letter each in the order of the table: Retain Safe Private, UIDs, Device Identity, Institution Identity, Patient Characteristics, Full Dates, Modified Dates, Clean Descriptors, Structured Content, Graphics.',
    columns: 'tag, code of the Basic Profile, options, name',
    rows,
    sources: [source],
  });
  return { text, rows: rows.length };
}
