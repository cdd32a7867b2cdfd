import { writeAtomically } from '../io/atomic-write.js';
import type { Report } from '../report/envelope.js';
import { dueOf } from '../report/tables/assign-id.js';
import { thisTool } from '../report/tool.js';
import { type ExportTarget, exportTargets } from './export-target.js';

/** The forms of `--export`. */
const FORMS = ['csv', 'ics'] as const;

type DueTarget = ExportTarget<(typeof FORMS)[number]>;

/** @throws UsageError as {@link exportTargets} */
export function dueTargets(given: readonly string[] | undefined): Promise<DueTarget[]> {
  return exportTargets(given ?? [], FORMS);
}

/**
 * Writes the due list of a report to files, each whole or not at all.
 * @throws AtomicWriteError
 */
export async function writeDue(
  report: Report,
  targets: readonly DueTarget[],
  signal: AbortSignal,
): Promise<void> {
  for (const { form, path } of targets) {
    await writeAtomically(path, await chunksOf(report, form), { mode: 0o644, signal });
  }
}

async function chunksOf(report: Report, form: DueTarget['form']): Promise<Iterable<string>> {
  if (form === 'csv') {
    const { csvChunks } = await import('../report/write-csv.js');
    const { assignIdTable } = await import('../report/tables/assign-id.js');
    return csvChunks(assignIdTable(report));
  }
  const { icalendar } = await import('../report/icalendar.js');
  const { protocol } = report.config.trial as { protocol: string };
  const at = new Date(report.run.startedAt);
  return icalendar(dueOf(report), { protocol, at, version: thisTool().version });
}
