import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from './usage-error.js';

/**
 * Fails before the work begins where what is written would take the place of what is worked with.
 * @param targets paths of files that are to be written
 * @param own paths of files that are read, or kept; under whatever name they are given
 * @throws UsageError
 */
export async function refuseOwnFiles(targets: readonly string[], own: readonly string[]): Promise<void> {
  if (targets.length === 0) return;
  const taken = new Set((await Promise.all(own.map(identities))).flat());
  for (const target of targets) {
    if (!(await identities(target)).some((one) => taken.has(one))) continue;
    throw new UsageError(`${target} is worked with, and is not written over: give another file`);
  }
}

/** Its path, and where it is there what it is by whatever name. */
async function identities(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => undefined);
  return [resolve(path), ...(info ? [`${info.dev}:${info.ino}`] : [])];
}
