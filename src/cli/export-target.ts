import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from './usage-error.js';

/** A file that data is exported to. */
export interface ExportTarget<F extends string> {
  readonly form: F;
  readonly path: string;
}

/**
 * Types `--export FORM=FILE`, and fails before the work begins where a file could not be written after it.
 * @param forms those that the command knows
 * @param reports files that the report goes to: what is written last would be all that is left of a shared one
 * @throws UsageError for another form, a file that is named twice, or a folder that is not there
 */
export async function exportTargets<F extends string>(
  given: readonly string[],
  forms: readonly F[],
  reports: readonly string[] = [],
): Promise<ExportTarget<F>[]> {
  const targets = given.map((text) => exportTarget(text, forms));
  const taken = new Set(reports.map((path) => resolve(path)));
  for (const { path } of targets) {
    if (taken.has(resolve(path))) throw new UsageError(`--export: ${path} is given twice`);
    taken.add(resolve(path));
    const info = await stat(dirname(path)).catch(() => undefined);
    if (!info?.isDirectory()) throw new UsageError(`--export ${path}: there is no folder ${dirname(path)}`);
  }
  return targets;
}

function exportTarget<F extends string>(text: string, forms: readonly F[]): ExportTarget<F> {
  const at = text.indexOf('=');
  const form = forms.find((one) => one === text.slice(0, Math.max(at, 0)));
  const path = text.slice(at + 1);
  if (form !== undefined && path !== '') return { form, path };
  throw new UsageError(`--export ${text}: give ${forms.map((one) => `${one}=FILE`).join(' or ')}`);
}
