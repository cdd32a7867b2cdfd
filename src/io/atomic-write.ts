import { type FileHandle, lstat, open, realpath, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AtomicWriteError, writeError } from './write-file-error.js';
import { temporaryName } from './write-file-temporary.js';

/** What may be written: pieces of text (as UTF-8) or of bytes, made when they are asked for. */
export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** How a file is written. */
export interface AtomicWriteOptions {
  /** The file's mode before the umask. */
  readonly mode: number;
  /** When aborted, nothing of the file stays. */
  readonly signal?: AbortSignal;
}

/**
 * Writes a file so that it appears whole or not at all: under a temporary name in the same folder, synchronised to
 * disk, then renamed over `path`. A symbolic link is followed. An earlier file of that name is replaced.
 * @throws AtomicWriteError when it cannot be written, or `path` is a folder, a device or a pipe
 * @throws whatever `pieces` throws, or the signal's reason; in both cases `path` is untouched
 */
export async function writeAtomically(
  path: string,
  pieces: Pieces,
  options: AtomicWriteOptions,
): Promise<void> {
  const target = await targetOf(path);
  const temporary = join(dirname(target), temporaryName());
  const file = await open(temporary, 'wx', options.mode).catch((cause: unknown) => {
    throw writeError(path, cause);
  });
  try {
    await fill(file, pieces, { path, ...options });
    await rename(temporary, target).catch((cause: unknown) => {
      throw writeError(path, cause);
    });
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(target));
}

async function fill(
  file: FileHandle,
  pieces: Pieces,
  options: AtomicWriteOptions & { path: string },
): Promise<void> {
  const failed = (cause: unknown) => {
    throw writeError(options.path, cause);
  };
  try {
    for await (const piece of pieces) {
      options.signal?.throwIfAborted();
      await file.writeFile(piece).catch(failed);
    }
    options.signal?.throwIfAborted();
    await file.sync().catch(failed);
  } finally {
    await file.close().catch(failed);
  }
}

/** The regular file that `path` stands for: itself, or what it links to. */
async function targetOf(path: string): Promise<string> {
  try {
    const target = (await isLink(path)) ? await realpath(path) : path;
    const info = await lstat(target).catch(() => undefined);
    // A rename over /dev/null or a pipe would replace it.
    if (info && !info.isFile()) {
      const reason = info.isDirectory() ? 'it is a folder' : 'it is no regular file';
      throw new AtomicWriteError('not-a-regular-file', path, reason);
    }
    return target;
  } catch (cause) {
    throw cause instanceof AtomicWriteError ? cause : writeError(path, cause);
  }
}

async function isLink(path: string): Promise<boolean> {
  const info = await lstat(path).catch(() => undefined);
  return info?.isSymbolicLink() ?? false;
}

/** Makes the rename itself durable; not every system can, and none needs it for the file to be whole. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
