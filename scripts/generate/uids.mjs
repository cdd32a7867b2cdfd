// src/generated/uids.ts: SOP classes, transfer syntaxes and other registered UIDs of PS3.6 Annex A.
import { byCode, tableModule } from './tsv.mjs';

const KINDS = new Set([
  'sop-class',
  'storage',
  'transfer-syntax',
  'frame-of-reference',
  'coding-scheme',
  'mapping-resource',
  'instance',
]);

/** Storage SOP classes hold instances that a file can carry (PS3.4 Annex B, GG, and the directory of PS3.4 Annex I). */
function sopClassRows(sopClasses) {
  const names = new Map(sopClasses.rows.map((row) => [row.sop_class_uid, row.sop_class]));
  return [...names].map(([uid, name]) => ({ uid, name, kind: 'storage', retired: 'N' }));
}

function check(row) {
  const fits =
    /^[0-9.]{1,64}$/.test(row.uid) && row.name !== '' && KINDS.has(row.kind) && /^[YN]$/.test(row.retired);
  if (!fits) throw new Error(`uids: unexpected row ${JSON.stringify(row)}`);
}

/** The module's text and its number of rows; where both sources name a UID, the supplement (newer edition) wins. */
export function uidsTs(sopClasses, supplement) {
  const byUid = new Map();
  for (const row of [...sopClassRows(sopClasses), ...supplement.rows]) {
    check(row);
    byUid.set(row.uid, row);
  }
  const rows = [...byUid.values()]
    .map((row) => [row.uid, row.name, row.kind, row.retired].join('\t'))
    .sort(byCode);
  const text = tableModule({
    constant: 'UIDS',
    doc: 'Registered DICOM UIDs (PS3.6 Annex A; names of the edition that each source states).',
    columns: 'UID, name, kind, retired',
    rows,
    sources: [sopClasses, supplement],
  });
  return { text, rows: rows.length };
}
