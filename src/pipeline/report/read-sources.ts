import { SCHEMA_NAMES, type Validate, validatorOf } from '../../io/schemas.js';
import type { JsonReport, PageSource } from '../../report/page/page-source.js';
import { readWholeReport, type WholeReport } from '../../report/read-whole-report.js';
import { PageError } from './page-error.js';

/** A report as it was given, and what it is. */
export interface GivenReport {
  /** A path, or `standard input`. */
  readonly from: string;
  readonly source: PageSource & { readonly sha256: string };
}

/**
 * Reads reports one after the other, and holds each against the schema of its command: what does not fit is not shown.
 * @param inputs paths, or `-` for standard input
 * @throws ReportError, PageError (`report-invalid`)
 */
export async function readReports(inputs: readonly string[], signal?: AbortSignal): Promise<GivenReport[]> {
  const given: GivenReport[] = [];
  for (const input of inputs) {
    signal?.throwIfAborted();
    const from = input === '-' ? 'standard input' : input;
    const whole = await readWholeReport(input, signal);
    const report = await validated(whole, from);
    given.push({ from, source: { number: given.length, report, sha256: whole.sha256 } });
  }
  return given;
}

/** A report that its schema accepts. */
async function validated({ report, command, form }: WholeReport, from: string): Promise<JsonReport> {
  const name = SCHEMA_NAMES.find((one) => one === `report-${command}`);
  if (!name) throw new PageError('report-invalid', `${from}: this corelab has no command '${command}'`);
  const validate = await validatorOf(name);
  const whole = form === 'ndjson' ? withEmptyLists(report, validate) : report;
  const [error] = validate(whole);
  if (error === undefined) return whole as unknown as JsonReport;
  const place = error.instancePath === '' ? 'the report as a whole' : error.instancePath;
  throw new PageError(
    'report-invalid',
    `${from} does not fit the schema of ${command} reports: ${place} (${error.keyword})`,
  );
}

/** NDJSON has no record of a list without rows: those that the schema asks for were empty. */
function withEmptyLists(report: WholeReport['report'], validate: Validate): WholeReport['report'] {
  const missing = validate(report)
    .filter(({ keyword, instancePath }) => keyword === 'required' && instancePath === '')
    .map(({ params }) => String(params.missingProperty));
  return { ...report, ...Object.fromEntries(missing.map((key) => [key, []])) };
}
