import { type Exclusion, InputError, type Inputs, inputsFromPaths, inputsFromReport } from './inputs.js';

/**
 * What the PATH… arguments of a command stand for: folders and files, or with `-` alone the files of a report on
 * standard input.
 * @throws InputError, ReportError
 */
export async function resolveInputs(
  paths: readonly string[],
  exclusion: Exclusion,
  signal: AbortSignal,
): Promise<Inputs> {
  if (!paths.includes('-')) return inputsFromPaths(paths, exclusion);
  if (paths.length > 1)
    throw new InputError('mixed-inputs', "'-' reads a report and cannot stand beside paths");
  const { readReport } = await import('../../report/read-report.js');
  return inputsFromReport(await readReport('-', signal), exclusion);
}
