import { ConfigError } from '../io/config-error.js';
import type { DataFault } from '../io/yaml-file.js';
import { type FaultPath, faultAt } from '../rules/config-fault.js';

/**
 * Reads a file that a configuration names.
 * @param path of its name in the configuration
 * @returns what was read, or that the file cannot be read, told at the place that names it
 * @throws ConfigError when the file can be read and has faults of its own
 */
export async function readNamed<T>(
  path: FaultPath,
  read: () => Promise<T>,
): Promise<{ readonly read: T } | { readonly fault: DataFault }> {
  try {
    return { read: await read() };
  } catch (error) {
    const [problem] = error instanceof ConfigError ? error.problems : [];
    if (!problem || !['unreadable', 'too-large'].includes(problem.code)) throw error;
    return { fault: faultAt(path, `names ${problem.file}, which ${problem.message}`) };
  }
}
