import type { Reader } from '../../identity/crosswalk/contract.js';
import { deliveriesOf } from '../../identity/registry/deliveries.js';
import { releasesOf } from '../../identity/registry/releases.js';
import type { AffectedRow } from '../../report/crosswalk-sections.js';

/** A study whose deliveries are told of. */
export interface AffectedStudy {
  readonly row: number;
  readonly studyUID: string;
  /** Number of the audit record after which deliveries are not affected; all are when absent. */
  readonly until?: number;
}

interface Gathered extends Omit<AffectedRow, 'studies' | 'releases' | 'files'> {
  readonly studies: string[];
  readonly folders: Map<string, string[]>;
  files: number;
}

/** Every delivery that brought instances of the studies, with every file that was released of them; oldest first. */
export function affectedRows(reader: Reader, studies: readonly AffectedStudy[]): AffectedRow[] {
  const deliveries = new Map<number, Gathered>();
  for (const { row, studyUID, until } of studies) {
    for (const { row: delivery, run, at, operator } of deliveriesOf(reader, row, until)) {
      const known = deliveries.get(delivery) ?? {
        ...{ run, at, operator, studies: [], folders: new Map<string, string[]>(), files: 0 },
      };
      known.studies.push(studyUID);
      known.files += broughtBy(reader, delivery, row);
      deliveries.set(delivery, known);
    }
    for (const { delivery, folder, files } of releasesOf(reader, row)) {
      const folders = deliveries.get(delivery)?.folders;
      folders?.set(folder, [...(folders.get(folder) ?? []), ...files.map(({ path }) => path)]);
    }
  }
  const rows = [...deliveries].sort(([a], [b]) => a - b).map(([, gathered]) => gathered);
  return rows.map(({ folders, ...row }) => ({
    ...row,
    releases: [...folders].map(([path, paths]) => ({ path, paths })),
  }));
}

/** How many instances of a study a delivery brought. */
function broughtBy(reader: Reader, delivery: number, study: number): number {
  const sql = 'SELECT coalesce(sum(instances), 0) FROM contents WHERE delivery = ? AND study = ?';
  return Number(reader.scalar(sql, delivery, study));
}

/** The counts of the report. */
export function affectedCounts(rows: readonly AffectedRow[]): {
  readonly deliveries: number;
  readonly files: number;
  readonly released: number;
} {
  const paths = rows.flatMap(({ releases }) => releases.map((release) => release.paths.length));
  return {
    deliveries: rows.length,
    files: rows.reduce((sum, { files }) => sum + files, 0),
    released: paths.reduce((sum, count) => sum + count, 0),
  };
}
