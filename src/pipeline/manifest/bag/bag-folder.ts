import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { textToPath } from '../../../io/path-bytes.js';
import type { Root } from '../../../report/envelope.js';
import { byteText, isWithin } from '../verify/byte-text.js';
import { realPath } from '../verify/delivery-files.js';
import { BagError, writing } from './bag-error.js';

/**
 * Says whether a bag can be written to `dir`: a folder that is not there yet, or is empty, beside and not inside what
 * goes into it. Worth asking before a long scan.
 * @throws BagError
 */
export function checkBagFolder(dir: string, roots: readonly Root[]): void {
  const target = resolve(dir);
  if (!isFolder(dirname(target)))
    throw new BagError('bag-no-parent', target, 'the folder that it should lie in is not there');
  const there = writing(target, () => lstatSync(target, { throwIfNoEntry: false }));
  if (there && (!there.isDirectory() || writing(target, () => readdirSync(target)).length > 0)) {
    throw new BagError(
      'bag-folder-not-empty',
      target,
      'there is something already; a bag needs a new or an empty folder',
    );
  }
  // The folder it lies in is there, so links on the way are resolved; the last part is not there, or no link.
  const real = `${realPath(Buffer.from(dirname(target)))}/${byteText(Buffer.from(basename(target)))}`.replace(
    '//',
    '/',
  );
  for (const root of roots) {
    if (!isWithin(real, realPath(textToPath(root)))) continue;
    throw new BagError('bag-inside-input', target, `a bag cannot lie inside its own input ${root.path}`);
  }
}

function isFolder(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code));
  }
}

/**
 * Lets `fill` build a folder under a temporary name beside `dir` and gives it its name when all is done.
 * @throws whatever `fill` throws; BagError when the folder cannot be made. In both cases nothing is left.
 */
export async function buildWhole<T>(dir: string, fill: (partial: string) => Promise<T>): Promise<T> {
  const target = resolve(dir);
  const partial = join(dirname(target), `${basename(target)}.partial-${process.pid}`);
  writing(partial, () => mkdirSync(partial));
  try {
    const result = await fill(partial);
    // Replaces an empty folder, too (POSIX rename).
    writing(target, () => renameSync(partial, target));
    return result;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}
