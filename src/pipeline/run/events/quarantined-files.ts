import type { DeidQuarantineRow } from '../../../report/deid-sections.js';
import type { Report } from '../../../report/envelope.js';
import type { Scan } from '../../scan/scan.js';
import { sectionOf } from './step-report.js';

/** Files of a study that were quarantined for one reason. */
interface QuarantinedFiles {
  /** As it was delivered; empty for files of which it is not known. */
  readonly studyUID: string;
  readonly code: string;
  /** In words. */
  readonly reason: string;
  readonly files: number;
}

/**
 * What was quarantined, by study and code, in the order in which they are first met.
 * @param scan of the delivery: the report names files by their paths
 */
export function quarantinedFiles(report: Report, scan: Scan): QuarantinedFiles[] {
  const rows = [...sectionOf<DeidQuarantineRow>(report, 'quarantine')];
  const studies = studiesOf(rows, scan);
  const groups = new Map<string, QuarantinedFiles>();
  for (const row of rows) {
    const { code, reason } = row;
    const studyUID = studies.get(placeOf(row)) ?? '';
    const key = JSON.stringify([studyUID, code]);
    groups.set(key, { studyUID, code, reason, files: (groups.get(key)?.files ?? 0) + 1 });
  }
  return [...groups.values()];
}

/** The study of each file of the rows, by place; files that hold no instance have none. */
function studiesOf(rows: readonly DeidQuarantineRow[], { files, instances }: Scan): Map<string, string> {
  const wanted = new Set(rows.map(placeOf));
  const studies = new Map<string, string>();
  if (wanted.size === 0) return studies;
  for (let file = 0; file < files.size; file++) {
    const instance = files.instance(file);
    if (instance === undefined) continue;
    const place = placeOf(files.entry(file, instances));
    if (wanted.has(place)) studies.set(place, instances.header(instance).studyUID);
  }
  return studies;
}

function placeOf({
  root,
  path,
  pathBase64,
}: Pick<DeidQuarantineRow, 'root' | 'path' | 'pathBase64'>): string {
  return `${root} ${pathBase64 ?? ''} ${path}`;
}
