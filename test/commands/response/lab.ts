import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validatorOf } from '../../../src/io/schemas.js';
import type { Report } from '../../../src/report/envelope.js';
import type { ResponseSections, ResponseSummary } from '../../../src/report/response-sections.js';
import { corelab, folder, type Ran } from '../cli.js';

/** A report of `response`, parsed. */
export interface ResponseReport extends Omit<Report, 'sections' | 'summary'>, ResponseSections {
  readonly summary: ResponseSummary;
}

/** A run of the built command with its report. */
export interface Responded extends Ran {
  readonly report: ResponseReport;
}

/** The columns of {@link row}. */
const COLUMNS = [
  ...(['subject', 'reader', 'visit', 'visit_number', 'date', 'lesion', 'role', 'organ', 'method'] as const),
  ...(['slice_thickness_mm', 'axis', 'value', 'unit', 'state', 'why'] as const),
] as const;

type Cells = Partial<Record<(typeof COLUMNS)[number], string>>;

const SOUND: Cells = {
  ...{ subject: 'S-1', reader: 'R1', lesion: 'T1', role: 'target', organ: 'lung', method: 'CT' },
  ...{ slice_thickness_mm: '5', axis: 'long', value: '20', unit: 'mm' },
};

/** A line of a CSV of rows: a target of 20 mm in the lung, but for what is given. */
export const row = (cells: Cells): string =>
  COLUMNS.map((name) => ({ ...SOUND, ...cells })[name] ?? '').join(',');
/** At baseline. */
export const atBaseline = (cells: Cells = {}): string => row({ visit: 'BL', date: '2024-01-02', ...cells });
/** Eight weeks later, at half the length: a partial response. */
export const atWeek8 = (cells: Cells = {}): string =>
  row({ visit: 'W8', date: '2024-02-27', value: '10', ...cells });
/** Sixteen weeks later, the same. */
export const atWeek16 = (cells: Cells = {}): string =>
  row({ visit: 'W16', date: '2024-04-23', value: '10', ...cells });

/** The text of a CSV of rows. */
export const rowsText = (...lines: readonly string[]): string => [COLUMNS.join(','), ...lines, ''].join('\n');

/** A new file with this text, in a folder of its own unless one is given. */
export function fileOf(
  text: string | Uint8Array,
  name = 'rows.csv',
  place = folder('corelab-response-'),
): string {
  const path = join(place, name);
  writeFileSync(path, text);
  return path;
}

/** A new CSV of rows. */
export const csvOf = (...lines: readonly string[]): string => fileOf(rowsText(...lines));

/** A CSV of a subject with a partial response. */
export const soundCsv = (): string => csvOf(atBaseline(), atWeek8(), atWeek16());

/** Runs `response` by RECIST 1.1 unless other criteria are given. */
export function response(...args: readonly string[]): Promise<Ran> {
  const criteria = args.includes('--criteria') ? [] : ['--criteria', 'recist-1.1'];
  return corelab(['response', ...args, ...criteria]);
}

/** The report on standard output, which has to be there and to fit its schema. */
export async function respondedOf(ran: Ran): Promise<Responded> {
  if (ran.stdout === '') throw new Error(`no report: exit ${ran.code}, ${ran.stderr}`);
  const report = JSON.parse(ran.stdout);
  const faults = (await validatorOf('report-response'))(report);
  if (faults.length > 0) throw new Error(`the report is not valid: ${JSON.stringify(faults[0])}`);
  return { ...ran, report };
}

/** {@link response} with its report. */
export async function responded(...args: readonly string[]): Promise<Responded> {
  return respondedOf(await response(...args, '--json'));
}

/** The findings, as `code outcome`. */
export function said({ report }: Responded): string[] {
  return report.findings.map(({ code, outcome }) => `${code} ${outcome}`);
}

/** The overall response of every follow-up, as `W8 PR`. */
export function overall({ report }: Responded): string[] {
  return report.responses.flatMap((one) => (one.overall === null ? [] : `${one.visit} ${one.overall}`));
}
