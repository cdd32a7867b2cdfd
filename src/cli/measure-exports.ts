import { writeAtomically } from '../io/atomic-write.js';
import type { Report } from '../report/envelope.js';
import { type ExportTarget, exportTargets } from './export-target.js';
import { RESPONSE_FORMS, responseChunks } from './response-exports.js';
import { UsageError } from './usage-error.js';

/** The forms of `--export`. */
const FORMS = ['csv', 'csv-wide', 'parquet', 'redcap', 'fhir', ...RESPONSE_FORMS] as const;

type MeasureTarget = ExportTarget<(typeof FORMS)[number]>;

/** @throws UsageError as {@link exportTargets}, and for forms of responses without criteria */
export async function measureTargets(
  given: Partial<Record<'export' | 'report', readonly string[] | undefined>> & {
    readonly criteria?: string | undefined;
  },
): Promise<MeasureTarget[]> {
  const targets = await exportTargets(given.export ?? [], FORMS, given.report);
  const ofResponses = targets.find(({ form }) => RESPONSE_FORMS.some((one) => one === form));
  if (ofResponses && given.criteria === undefined)
    throw new UsageError(`--export ${ofResponses.form} goes with --criteria`);
  return targets;
}

/**
 * Writes the measurements of a report to files, each whole or not at all; readable by the owner alone where the report
 * holds identifiers, else without the paths of its files.
 * @throws AtomicWriteError
 */
export async function writeMeasurements(
  report: Report,
  targets: readonly MeasureTarget[],
  signal: AbortSignal,
): Promise<void> {
  if (targets.length === 0) return;
  const mode = report.confidentiality === 'identified' ? 0o600 : 0o644;
  const { withoutPaths } = await import('../report/measurements/without-paths.js');
  const released = withoutPaths(report);
  for (const { form, path } of targets) {
    await writeAtomically(path, await chunksOf(released, form), { mode, signal });
  }
}

async function chunksOf(report: Report, form: MeasureTarget['form']): Promise<Iterable<string | Uint8Array>> {
  switch (form) {
    case 'csv': {
      const { csvChunks } = await import('../report/write-csv.js');
      const { measureExportTable } = await import('../report/tables/measure-export.js');
      return csvChunks(measureExportTable(report));
    }
    case 'csv-wide': {
      const { csvChunks } = await import('../report/write-csv.js');
      return csvChunks((await import('../report/measurements/wide-table.js')).wideTable(report));
    }
    case 'parquet':
      return (await import('../report/measurements/parquet.js')).parquetChunks(report);
    case 'redcap': {
      const { csvChunks } = await import('../report/write-csv.js');
      return csvChunks((await import('../report/measurements/redcap-table.js')).redcapTable(report));
    }
    case 'fhir':
      return (await import('../report/measurements/fhir-bundle.js')).fhirChunks(report);
    default:
      return responseChunks(report, form);
  }
}
