import { chmodSync } from 'node:fs';

/** The user and group that own nothing, on every system that has numbered users. */
const NOBODY = 65_534;

/**
 * Runs work as a user whom permissions bind: root may read and write everything, so that nothing would be refused.
 * @param folder made passable for everyone first, since temporary folders are private
 */
export async function withoutPrivileges<T>(folder: string, work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  chmodSync(folder, 0o755);
  process.setegid?.(NOBODY);
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}
