import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FixtureFile } from '../../../fixtures/collection.js';
import type { MeasureExportOptions } from '../../../src/pipeline/measure-export/options.js';
import { runMeasureExport } from '../../../src/pipeline/measure-export/run.js';
import type { Report } from '../../../src/report/envelope.js';
import type {
  MeasureExportSections,
  MeasureExportSummary,
} from '../../../src/report/measure-export-sections.js';
import { NO_PROGRESS } from '../../../src/report/progress.js';

/** A report with its sections as they stand in it. */
export type MeasuredReport = Report & MeasureExportSections & { readonly summary: MeasureExportSummary };

/** Runs the command in this process. */
export async function measureExport(
  inputs: readonly string[],
  other: Partial<MeasureExportOptions> = {},
): Promise<MeasuredReport> {
  const report = await runMeasureExport({
    ...{ inputs, images: [], tolerance: 0.01, exclude: [], identifiers: false, jobs: 1 },
    ...{ signal: new AbortController().signal, progress: NO_PROGRESS },
    ...{ startedAt: new Date(0), arguments: [] },
    ...other,
  });
  return { ...report, ...report.sections } as unknown as MeasuredReport;
}

/** Writes files into a new folder, and gives its path. */
export function written(files: Iterable<FixtureFile>): string {
  const root = mkdtempSync(join(tmpdir(), 'corelab-measure-'));
  for (const { path, bytes } of files) {
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, bytes);
  }
  return root;
}
