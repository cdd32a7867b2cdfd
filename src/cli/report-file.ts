import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeAtomically } from '../io/atomic-write.js';
import { reportFileMode } from '../report/confidentiality.js';
import type { Report } from '../report/envelope.js';
import { reportChunks } from '../report/report-form.js';
import type { Table } from '../report/table.js';
import type { ReportTarget } from './common-flags.js';
import { UsageError } from './usage-error.js';

/**
 * Fails before the work begins when a report could not be written after it.
 * @throws UsageError when two reports go to one file, or a folder does not exist or cannot be written
 */
export async function checkTargets(targets: readonly ReportTarget[]): Promise<void> {
  const paths = new Set<string>();
  for (const { path } of targets) {
    if (paths.has(path)) throw new UsageError(`--report ${path} is given twice`);
    paths.add(path);
    const folder = dirname(path);
    const info = await stat(folder).catch(() => undefined);
    if (!info?.isDirectory()) throw new UsageError(`--report ${path}: there is no folder ${folder}`);
    await access(folder, constants.W_OK).catch(() => {
      throw new UsageError(`--report ${path}: the folder ${folder} cannot be written`);
    });
  }
}

/** What is written, and how. */
export interface ReportFile {
  readonly report: Report;
  readonly target: ReportTarget;
  /** What the CSV form holds. */
  readonly table: (report: Report) => Promise<Table>;
  readonly signal: AbortSignal;
}

/**
 * Writes a report to a file, whole or not at all; an identified report for its owner alone.
 * @throws AtomicWriteError when it cannot be written
 */
export async function writeReportFile({ report, target, table, signal }: ReportFile): Promise<void> {
  const chunks = await reportChunks(report, target.form, table);
  await writeAtomically(target.path, chunks, { mode: reportFileMode(report.confidentiality), signal });
}
