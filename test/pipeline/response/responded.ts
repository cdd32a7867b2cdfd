import type { ResponseOptions } from '../../../src/pipeline/response/options.js';
import { runResponse } from '../../../src/pipeline/response/run.js';
import type { Report } from '../../../src/report/envelope.js';
import type { ResponseSections, ResponseSummary } from '../../../src/report/response-sections.js';

/** A report with its sections as they stand in it. */
export type RespondedReport = Omit<Report, 'summary' | 'sections'> &
  ResponseSections & { readonly summary: ResponseSummary };

/** Runs `response` in this process, by RECIST 1.1 unless told otherwise. */
export async function responded(
  inputs: readonly string[],
  more: Partial<ResponseOptions> = {},
): Promise<RespondedReport> {
  const { sections, ...report } = await runResponse({
    ...{ inputs, criteria: 'recist-1.1', lengths: 'stored', identifiers: true },
    ...{ signal: new AbortController().signal, startedAt: new Date(0), arguments: [] },
    ...more,
  });
  return { ...report, ...sections } as unknown as RespondedReport;
}
