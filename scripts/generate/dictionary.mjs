// src/generated/dictionary.ts: the data dictionary of PS3.6, with the supplement of newer tags.
import { byCode, tableModule } from './tsv.mjs';

const TAG = /^[0-9A-Fx]{8}$/;
const KEYWORD = /^[A-Za-z][A-Za-z0-9]*$/;
const VR = /^(?:[A-Z]{2})(?: or [A-Z]{2})*$/;
const VM = /^\d+(?:-(?:\d+n?|n))?(?: or \d+)?$/;

/** The VR column: as in the source, `NONE` for items and delimiters, which have none (PS3.6 "See Note 2"). */
const vrOf = (row) => (row.vr === 'See Note 2' ? 'NONE' : row.vr);

/** Rows without keyword, VR or VM (retired, never specified) tell nothing that a reader could use. */
const isSpecified = (row) => row.keyword !== '' && row.vr !== '' && row.vm !== '';

function check(row) {
  const vr = vrOf(row);
  const fits =
    TAG.test(row.tag) &&
    KEYWORD.test(row.keyword) &&
    (vr === 'NONE' || VR.test(vr)) &&
    VM.test(row.vm) &&
    /^[YN]$/.test(row.retired);
  if (!fits) throw new Error(`dictionary: unexpected row ${JSON.stringify(row)}`);
}

/** The module's text and its number of rows. Supplement rows may not repeat a tag of the dictionary. */
export function dictionaryTs(attributes, supplement) {
  const all = [...attributes.rows, ...supplement.rows].filter(isSpecified);
  for (const row of all) check(row);
  for (const column of ['tag', 'keyword']) {
    const seen = new Set();
    for (const row of all) {
      if (seen.has(row[column])) throw new Error(`dictionary: ${column} ${row[column]} twice`);
      seen.add(row[column]);
    }
  }
  const rows = all
    .map((row) => [row.tag, row.keyword, vrOf(row), row.vm, row.retired].join('\t'))
    .sort(byCode);
  const text = tableModule({
    constant: 'DICTIONARY',
    doc: 'The DICOM data dictionary (PS3.6 2024b, with newer tags up to 2026d); `x` in a tag stands for any hexadecimal digit.',
    columns: 'tag, keyword, VR, VM, retired',
    rows,
    sources: [attributes, supplement],
  });
  return { text, rows: rows.length };
}
