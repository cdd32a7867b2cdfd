import { writeAtomically } from '../io/atomic-write.js';
import type { Report } from '../report/envelope.js';
import type { ResponseSections } from '../report/response-sections.js';
import { type ExportTarget, exportTargets } from './export-target.js';

/** The forms of `--export` that responses can be written in. */
export const RESPONSE_FORMS = ['responses', 'best', 'sums', 'waterfall', 'spider'] as const;

/** See {@link RESPONSE_FORMS}. */
export type ResponseForm = (typeof RESPONSE_FORMS)[number];

type ResponseTarget = ExportTarget<ResponseForm>;

/** @throws UsageError as {@link exportTargets} */
export function responseTargets(
  given: Partial<Record<'export' | 'report', readonly string[] | undefined>>,
): Promise<ResponseTarget[]> {
  return exportTargets(given.export ?? [], RESPONSE_FORMS, given.report);
}

/**
 * Writes tables and plots of responses, each whole or not at all; readable by the owner alone where the report holds
 * identifiers.
 * @throws AtomicWriteError
 */
export async function writeResponses(
  report: Report,
  targets: readonly ResponseTarget[],
  signal: AbortSignal,
): Promise<void> {
  const mode = report.confidentiality === 'identified' ? 0o600 : 0o644;
  for (const { form, path } of targets) {
    await writeAtomically(path, await responseChunks(report, form), { mode, signal });
  }
}

/** A form of `--export`, piece by piece. */
export async function responseChunks(report: Report, form: ResponseForm): Promise<Iterable<string>> {
  switch (form) {
    case 'waterfall':
      return [
        await (await import('../report/plots/response/waterfall.js')).waterfallSvg(report, {
          lines: lines(report),
        }),
      ];
    case 'spider':
      return [
        await (await import('../report/plots/response/spider.js')).spiderSvg(report, {
          lines: lines(report),
        }),
      ];
    case 'responses':
      return csv((await import('../report/responses/response-table.js')).responseTable(report));
    case 'best':
      return csv((await import('../report/responses/best-table.js')).bestTable(report));
    case 'sums':
      return csv((await import('../report/responses/sum-table.js')).sumTable(report));
  }
}

async function csv(table: Parameters<typeof import('../report/write-csv.js')['csvChunks']>[0]) {
  return (await import('../report/write-csv.js')).csvChunks(table);
}

/** The thresholds of the criteria as lines of a plot; those over the nadir are marks to compare with, no more. */
function lines({ sections }: Report) {
  const { criteria }: Partial<ResponseSections> = sections;
  return (criteria?.thresholds ?? []).map(({ percent }) => ({
    percent,
    label: `${percent > 0 ? '+' : '−'}${Math.abs(percent)}%`,
  }));
}
