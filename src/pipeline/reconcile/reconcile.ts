import { readConfigFile } from '../../io/yaml-read.js';
import type { ReconciliationRow } from '../../report/ledger-sections.js';
import { MAX_LIST_BYTES } from '../csv/csv-rows.js';
import { differenceRows } from './difference-rows.js';
import { listedLines } from './listed-lines.js';

/** A line of the site's list. */
export interface ListedStudy {
  /** From 1, with the head. */
  readonly line: number;
  readonly site: string | undefined;
  readonly subject: string;
  readonly visit: string | undefined;
  /** Days since 1970-01-01. */
  readonly day: number | undefined;
  readonly modality: string | undefined;
  readonly series: number | undefined;
}

/** A study that came. */
export interface ReceivedStudy {
  readonly site: string;
  readonly subject: string;
  readonly visit: string | null;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly seriesByModality: Readonly<Record<string, number>>;
}

/**
 * Reads a transfer form, or an export of an eCRF: columns `subject`, and where wanted `site`, `visit`, `date`
 * (YYYY-MM-DD), `modality`, `series`; several lines may be of one visit. An empty cell says nothing.
 * @throws ConfigError with every fault and its line; a cell's content is never told
 */
export async function readListed(
  path: string,
): Promise<{ readonly studies: readonly ListedStudy[]; readonly sha256: string }> {
  const { text, sha256 } = await readConfigFile(path, MAX_LIST_BYTES);
  return { studies: listedLines(path, text), sha256 };
}

/**
 * What differs, in the order of the list, and then what came without standing in it. A line speaks of one study of its
 * subject: of its visit and day, else of its visit, else of its day. Subjects and visits that differ in case or blanks
 * are not the same; where only that differs it is told. No date is told, and of the list no text that did not come too,
 * but for the subject and visit of the line.
 */
export function reconcile(
  listed: readonly ListedStudy[],
  received: readonly ReceivedStudy[],
): ReconciliationRow[] {
  return differenceRows(listed, received);
}
