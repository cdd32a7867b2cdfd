import { closeSync, fsyncSync, linkSync, lstatSync, openSync, renameSync, unlinkSync } from 'node:fs';
import type { Piece } from '../dicom/rewrite/piece.js';
import { makeFolders } from './make-folders.js';
import type { PathBytes } from './path-bytes.js';
import { copyPieces, type WrittenFile } from './write-file-copy.js';
import { AtomicWriteError, errnoOf, pathName, writeError, writing } from './write-file-error.js';
import { parentPath, temporaryBeside } from './write-file-temporary.js';

/** How {@link writePieces} writes. */
export interface WritePiecesOptions {
  /** The file's mode before the umask. */
  readonly mode: number;
  /** Whether a regular file of that name is replaced; otherwise it is an error. */
  readonly replace?: boolean;
  /** Whether to take the SHA-256 on the way. */
  readonly digest?: boolean;
  /**
   * Whether to wait until the bytes are on the disk. Off by default: whatever happens to the process, no partial file
   * stands under the final name. After a crash of the machine one may, and the journal's digest finds it on resume.
   */
  readonly sync?: boolean;
  /** Reused between calls, one a thread; 1 MiB serves best. */
  readonly buffer?: Uint8Array;
  /**
   * Looks at what stands on the disk under its temporary name, before it gets its final one. When it throws, nothing is
   * left.
   */
  readonly inspect?: (temporary: PathBytes) => void;
}

/**
 * Writes a file so that it appears whole or not at all: under a temporary name in its own folder, then under its final
 * one. Folders on the way are made. Of two threads or processes that write one name without `replace`, one gets
 * `exists`, also when both began before either ended. Symbolic links are not followed. Synchronous, for pool threads; a
 * thread that is ended in the middle leaves its temporary file, which `removeLeftovers` finds.
 * @throws AtomicWriteError when it cannot be written, it exists, or a span ends beyond its source; nothing is left
 * @throws whatever a source, the iterable or `inspect` throws; nothing is left
 */
export function writePieces(
  path: PathBytes | string,
  pieces: Iterable<Piece>,
  options: WritePiecesOptions,
): WrittenFile {
  const target = Buffer.from(path);
  refuseTarget(target, options.replace ?? false);
  const temporary = temporaryBeside(target);
  const fd = openIn(temporary, target, options.mode);
  try {
    const written = fill(fd, pieces, { path: target, ...options });
    options.inspect?.(temporary);
    writing(target, () => publish(temporary, target, options.replace ?? false));
    if (options.sync) syncFolder(parentPath(target));
    return written;
  } catch (error) {
    removeQuietly(temporary);
    throw error;
  }
}

/** Early, so that nothing is written in vain; {@link publish} decides. */
function refuseTarget(target: PathBytes, replace: boolean): void {
  const found = writing(target, () => lstatSync(target, { throwIfNoEntry: false }));
  if (!found) return;
  if (!replace) throw existsError(target);
  // A rename over a link, a device or a pipe would put a file in its place.
  if (found.isFile()) return;
  const reason = found.isDirectory() ? 'it is a folder' : 'it is no regular file';
  throw new AtomicWriteError('not-a-regular-file', pathName(target), reason);
}

function existsError(target: PathBytes): AtomicWriteError {
  return new AtomicWriteError('exists', pathName(target), 'it exists');
}

/** Opens a new file, and makes its folder when there is none: most files have siblings that made it already. */
function openIn(temporary: PathBytes, target: PathBytes, mode: number): number {
  const open = () => openSync(temporary, 'wx', mode);
  try {
    return open();
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw writeError(target, error);
  }
  makeFolder(target);
  return writing(target, open);
}

function makeFolder(target: PathBytes): void {
  try {
    makeFolders(parentPath(target));
  } catch (cause) {
    if (errnoOf(cause) !== 'EEXIST') throw writeError(target, cause);
    throw new AtomicWriteError('not-a-folder', pathName(target), 'its folder is not a folder', { cause });
  }
}

function fill(
  fd: number,
  pieces: Iterable<Piece>,
  options: WritePiecesOptions & { path: PathBytes },
): WrittenFile {
  let written: WrittenFile;
  try {
    written = copyPieces(pieces, { fd, ...options });
    if (options.sync) writing(options.path, () => fsyncSync(fd));
  } catch (error) {
    try {
      closeSync(fd);
    } catch {
      // The first error says what went wrong.
    }
    throw error;
  }
  // A network file system may tell only now that the disk is full.
  writing(options.path, () => closeSync(fd));
  return written;
}

/** What a file system without hard links answers. */
const NO_LINKS: ReadonlySet<string | undefined> = new Set([
  'EPERM',
  'EACCES',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EMLINK',
  'EINVAL',
]);

/** Gives the finished file its name. `link` fails where a name is taken, `rename` would replace it. */
function publish(temporary: PathBytes, target: PathBytes, replace: boolean): void {
  if (replace) {
    renameSync(temporary, target);
    return;
  }
  try {
    linkSync(temporary, target);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw existsError(target);
    if (!NO_LINKS.has(errnoOf(error))) throw writeError(target, error);
    if (lstatSync(target, { throwIfNoEntry: false })) throw existsError(target);
    renameSync(temporary, target);
    return;
  }
  removeQuietly(temporary);
}

/** Makes the name itself durable; not every system can, and none needs it for the file to be whole. */
function syncFolder(path: PathBytes): void {
  try {
    const fd = openSync(path, 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // The file stands.
  }
}

/** Removes a file that may be gone; one that stays is found by `removeLeftovers`. */
function removeQuietly(path: PathBytes): void {
  try {
    unlinkSync(path);
  } catch {
    // What is reported is why the file was not written.
  }
}
