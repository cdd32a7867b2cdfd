import { join } from 'node:path';
import type { TestContext } from 'vitest';
import type { MeasureExportSections } from '../../../src/report/measure-export-sections.js';
import { type MeasuredReport, measureExport } from '../../pipeline/measure-export/measured.js';
import { SHARED_DICOM, sharedFiles, skipOrFail } from '../shared-data.js';

/** What `measure-export` says of shared data, by paths below it. Skips the test where they are absent. */
export async function measuredShared(context: TestContext, ...paths: string[]): Promise<MeasuredReport> {
  const files = sharedFiles(context);
  for (const path of paths)
    if (!files.some((file) => file.startsWith(path))) skipOrFail(context, `skipped: no ${path}`);
  return measureExport(paths.map((path) => join(SHARED_DICOM, path)));
}

/** The values of a figure in the rows whose source's path ends so, in order. */
export function figures(
  { rows }: Pick<MeasureExportSections, 'rows'>,
  figure: string,
  file = '',
): (number | null)[] {
  return rows
    .filter((row) => row.figure === figure && row.source.path.endsWith(file))
    .map(({ recomputedValue }) => recomputedValue);
}
