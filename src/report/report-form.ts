import type { Report } from './envelope.js';
import type { Table } from './table.js';

/** The forms a report can be written in, by the extension that asks for it. */
export const REPORT_FORMS = ['json', 'ndjson', 'csv', 'xml', 'html'] as const;

/** See {@link REPORT_FORMS}; `xml` is JUnit, `html` a page for people. */
export type ReportForm = (typeof REPORT_FORMS)[number];

/** The form that a file's extension asks for, or undefined when none does. */
export function formOf(path: string): ReportForm | undefined {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  return REPORT_FORMS.find((form) => form === extension);
}

/**
 * The text of a report in one form, piece by piece; the library a form needs is loaded only for it.
 * @param table what the CSV form holds
 */
export async function reportChunks(
  report: Report,
  form: ReportForm,
  table: (report: Report) => Promise<Table>,
): Promise<Iterable<string>> {
  switch (form) {
    case 'json':
      return (await import('./write-json.js')).jsonChunks(report);
    case 'ndjson':
      return (await import('./write-ndjson.js')).ndjsonChunks(report);
    case 'csv':
      return (await import('./write-csv.js')).csvChunks(await table(report));
    case 'xml':
      return (await import('./write-junit.js')).junitChunks(report);
    case 'html':
      return (await import('./page/page-of-report.js')).pageChunks(report);
  }
}
