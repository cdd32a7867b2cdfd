import { mkdirSync, statSync } from 'node:fs';
import type { PathBytes } from './path-bytes.js';
import { errnoOf } from './write-file-error.js';
import { parentPath } from './write-file-temporary.js';

/**
 * Makes a folder and those above it that are missing. Not by the `recursive` of Node's `mkdir`, which never comes back
 * where a folder exists and takes none in it with ENOENT, as /proc does: it makes the parent and asks again for ever.
 * @param mode of what is made, before the umask
 * @returns whether it was made; false where it exists
 * @throws the system's error, ENOENT among them where nothing can be made
 */
export function makeFolders(path: PathBytes | string, mode = 0o777): boolean {
  const folder = Buffer.from(path);
  try {
    return makeOne(folder, mode);
  } catch (error) {
    const parent = parentPath(folder);
    if (errnoOf(error) !== 'ENOENT' || parent.equals(folder)) throw error;
    makeFolders(parent, mode);
    return makeOne(folder, mode);
  }
}

/** Another process may make it at the same time: that it stands is enough. */
function makeOne(folder: PathBytes, mode: number): boolean {
  try {
    mkdirSync(folder, { mode });
    return true;
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' && isFolder(folder)) return false;
    throw error;
  }
}

function isFolder(path: PathBytes): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
