// src/generated/iod-types.ts: the Type, per IOD, of the attributes whose code in Table E.1-1 depends on it.
import { byCode, tableModule } from './tsv.mjs';

/** From the strictest. PS3.5 7.4. */
const STRICTEST = ['1', '1C', '2', '2C', '3'];

function check(row) {
  const fits =
    /^[0-9.]{1,64}$/.test(row.sop_class_uid) &&
    /^[0-9A-F]{8}(?:\/[0-9A-F]{8})*$/.test(row.path) &&
    (row.type === '' || STRICTEST.includes(row.type));
  if (!fits) throw new Error(`iod-types: unexpected row ${JSON.stringify(row)}`);
}

/**
 * The module's text and its number of rows. Of an attribute that two modules of one IOD hold, the stricter Type counts;
 * where the source knows only that they differ, it has no Type and is left out, as what is not known is.
 */
export function iodTypesTs(source) {
  const types = new Map();
  for (const row of source.rows) {
    check(row);
    if (row.type === '') continue;
    const key = `${row.sop_class_uid}\t${row.path}`;
    const other = types.get(key);
    const isStricter = other === undefined || STRICTEST.indexOf(row.type) < STRICTEST.indexOf(other);
    if (isStricter) types.set(key, row.type);
  }
  const rows = [...types].map(([key, type]) => `${key}\t${type}`).sort(byCode);
  const text = tableModule({
    constant: 'IOD_TYPES',
    doc: 'Types (PS3.5 7.4) of the attributes whose code in PS3.15 Table E.1-1 depends on it, per IOD (PS3.3, 2016). A path is of tags, outermost sequence first.',
    columns: 'SOP class UID, path, Type',
    rows,
    sources: [source],
  });
  return { text, rows: rows.length };
}
