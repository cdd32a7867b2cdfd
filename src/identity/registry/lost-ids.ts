import type { Reader } from '../crosswalk/contract.js';

/** Each new subject has an audit record of its own, and one of a study at least. */
const RECORDS_OF_A_SUBJECT = 2;

const LOST = `SELECT coalesce(sum(max(0, json_extract(after, '$.anchored.seq') - json_extract(after, '$.agreed'))), 0)
  FROM audit WHERE entity = 'note' AND seq > ? AND action = 'accept-restored'`;

const MADE = 'SELECT min(seq) FROM audit WHERE entity = ?';

/**
 * How many IDs may have been given out of which the crosswalk knows nothing: a backup was accepted in place of a newer
 * database, and the anchor tells how many audit records that one had more.
 * @param since row of the subject after which they would have come; undefined for all that were ever lost
 */
export function mostLostIds(reader: Reader, since: number | undefined): number {
  const made = since === undefined ? 0 : reader.scalar(MADE, `subjects:${since}`);
  return Math.floor(Number(reader.scalar(LOST, Number(made ?? 0))) / RECORDS_OF_A_SUBJECT);
}
