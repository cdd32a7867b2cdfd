import { availableParallelism } from 'node:os';
import { boolean, integer, string } from '@oclif/core/flags';
import type { InferredFlags } from '@oclif/core/interfaces';
import { formOf, REPORT_FORMS, type ReportForm } from '../report/report-form.js';
import { UsageError } from './usage-error.js';

const helpGroup = 'COMMON';

/** The flags that every command with a report has. */
export const COMMON_FLAGS = {
  json: boolean({ helpGroup, description: 'write the report as JSON, also on a terminal' }),
  ndjson: boolean({ helpGroup, description: 'write the report as NDJSON, one record a line' }),
  report: string({
    helpGroup,
    helpValue: 'FILE',
    multiple: true,
    multipleNonGreedy: true,
    description:
      'also write the report to FILE; its form by extension: .json .ndjson .csv .xml (JUnit) .html',
  }),
  quiet: boolean({ helpGroup, description: 'no progress and no messages but errors' }),
  identifiers: boolean({ helpGroup, description: 'let identifying values stand in the report (mode 0600)' }),
  'hash-paths': boolean({ helpGroup, description: 'replace paths by keyed hashes; needs --key-file' }),
  'key-file': string({ helpGroup, helpValue: 'FILE', description: "the project key ('corelab key new')" }),
  jobs: integer({
    helpGroup,
    helpValue: 'N',
    min: 1,
    max: 256,
    description: 'how many processors to use; all of them when left out',
  }),
  operator: string({ helpGroup, helpValue: 'NAME', description: 'who ran it, for the report' }),
};

/** The flags of {@link COMMON_FLAGS} as oclif parses them. */
export type CommonFlags = InferredFlags<typeof COMMON_FLAGS>;

/** A file that the report is also written to. */
export interface ReportTarget {
  readonly path: string;
  readonly form: ReportForm;
}

/** The shared flags, checked and typed once. */
export interface CommonOptions {
  /** How standard output gets the report. */
  readonly output: 'table' | 'json' | 'ndjson';
  readonly reports: readonly ReportTarget[];
  readonly quiet: boolean;
  readonly identifiers: boolean;
  readonly hashPaths: boolean;
  readonly keyFile?: string;
  readonly jobs: number;
  readonly operator?: string;
}

/**
 * Types the shared flags.
 * @param terminal whether standard output is a terminal
 * @throws UsageError for flags that exclude each other, or a report in no known form
 */
export function commonOptions(flags: CommonFlags, terminal: boolean): CommonOptions {
  if (flags.json && flags.ndjson) throw new UsageError('--json and --ndjson exclude each other');
  const keyFile = flags['key-file'];
  if (flags['hash-paths'] && keyFile === undefined) {
    throw new UsageError("--hash-paths needs --key-file FILE; 'corelab key new FILE' makes one");
  }
  const piped = flags.json || !terminal ? 'json' : 'table';
  return {
    output: flags.ndjson ? 'ndjson' : piped,
    reports: (flags.report ?? []).map(reportTarget),
    quiet: flags.quiet,
    identifiers: flags.identifiers,
    hashPaths: flags['hash-paths'],
    ...(keyFile === undefined ? {} : { keyFile }),
    jobs: flags.jobs ?? availableParallelism(),
    ...(flags.operator === undefined ? {} : { operator: flags.operator }),
  };
}

function reportTarget(path: string): ReportTarget {
  const form = formOf(path);
  if (form) return { path, form };
  const supported = REPORT_FORMS.map((one) => `.${one}`).join(' ');
  throw new UsageError(`--report ${path}: no form has that extension; there are ${supported}`);
}
