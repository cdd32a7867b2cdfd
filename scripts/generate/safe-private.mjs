// src/generated/safe-private.ts: PS3.15 Table E.3.10-1, private attributes that are known to be safe.
import { byCode, tableModule } from './tsv.mjs';

/** Some rows of the standard leave the VR out; the columns are kept as they are. */
function check(row) {
  const fits =
    row.creator.trim() !== '' &&
    /^[0-9A-F]{3}[13579BDF]$/.test(row.group) &&
    /^[0-9A-F]{2}$/.test(row.element) &&
    /^(?:[A-Z]{2}(?:\/[A-Z]{2})?)?$/.test(row.vr);
  if (!fits) throw new Error(`safe-private: unexpected row ${JSON.stringify(row)}`);
}

/** The module's text and its number of rows. */
export function safePrivateTs(source) {
  for (const row of source.rows) check(row);
  const rows = source.rows
    .map(({ creator, group, element, vr, vm, meaning }) =>
      [creator, group, element, vr, vm, meaning].join('\t'),
    )
    .sort(byCode);
  if (new Set(rows).size !== rows.length) throw new Error('safe-private: a row twice');
  const text = tableModule({
    constant: 'SAFE_PRIVATE',
    doc: 'PS3.15 2026d Table E.3.10-1: private attributes that Retain Safe Private keeps. The VR is empty where the standard names none.',
    columns: 'private creator, group, low byte of the element number, VR, VM, meaning',
    rows,
    sources: [source],
  });
  return { text, rows: rows.length };
}
