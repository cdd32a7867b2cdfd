import type { Report } from '../envelope.js';
import type { MeasureExportSections, MeasurementRow } from '../measure-export-sections.js';

/**
 * The report as it goes into tables that leave for a trial's database: without the paths of files, which are named by
 * whoever burnt the CD and often hold a patient's name. Paths stay where identifiers were asked for, and where they were
 * hashed.
 */
export function withoutPaths(report: Report): Report {
  if (report.confidentiality === 'identified' || report.pathsHashed) return report;
  const { rows = [] }: Partial<MeasureExportSections> = report.sections;
  return { ...report, sections: { ...report.sections, rows: rows.map(pathless) } };
}

/** The row over itself: a copy of so many keys by `...` takes fifty times as long. */
function pathless(row: MeasurementRow): MeasurementRow {
  const source = { ...row.source, path: '' };
  return Object.create(row, { source: { value: source, enumerable: true } });
}
