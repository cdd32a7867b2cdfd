import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { string } from '@oclif/core/flags';
import { refuseOwnFiles } from './own-files.js';
import { UsageError } from './usage-error.js';

/** The flags of `corelab report`, besides the shared ones. */
export const REPORT_FLAGS = {
  out: string({
    helpValue: 'FILE.html',
    required: true,
    description: 'the page; an earlier one is replaced',
  }),
  title: string({ helpValue: 'TEXT', description: 'stands above the verdict; keep names out of it' }),
};

/** Longest title, in characters: it is a line of a page. */
const LONGEST_TITLE = 200;

interface PageFlags {
  readonly out: string;
  readonly title?: string | undefined;
  readonly report?: readonly string[] | undefined;
  readonly 'hash-paths': boolean;
}

/**
 * Fails before the work begins where the page could not be written, or would take the place of a report.
 * @throws UsageError
 */
export async function checkPage(inputs: readonly string[], flags: PageFlags): Promise<void> {
  const { out, title, report = [] } = flags;
  if (flags['hash-paths']) {
    throw new UsageError("--hash-paths: make the reports with it; 'report' shows them as they are");
  }
  if (!/\.html?$/i.test(out)) throw new UsageError(`--out ${out}: a page ends in .html`);
  if (title !== undefined && (title.trim() === '' || title.length > LONGEST_TITLE)) {
    throw new UsageError(`--title: give 1 to ${LONGEST_TITLE} characters`);
  }
  if (inputs.filter((input) => input === '-').length > 1) throw new UsageError("'-' is given twice");
  const info = await stat(dirname(out)).catch(() => undefined);
  if (!info?.isDirectory()) throw new UsageError(`--out ${out}: there is no folder ${dirname(out)}`);
  await refuseOwnFiles(
    [out, ...report],
    inputs.filter((input) => input !== '-'),
  );
  await refuseOwnFiles([out], report);
}
