import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { ByteSource } from '../dicom/byte-source.js';
import type { PathBytes } from './path-bytes.js';

/** Why a file could not be read. */
export type FileErrorCode =
  | 'not-found'
  | 'permission-denied'
  | 'special-file'
  | 'changed-while-read'
  | 'io-error';

/** A typed failure to read a file. Carries no path and no system message: the caller knows the path. */
export class FileError extends Error {
  constructor(readonly code: FileErrorCode) {
    super(code);
  }
}

/** An open file as a source of windows. Close it when done. */
export class FileSource implements ByteSource {
  readonly size: number;
  private readonly fd: number;
  private readonly before: Stats;

  /** Does not wait for a writer where the path is a pipe. @throws FileError when it cannot be opened, or is no regular file. */
  constructor(path: PathBytes) {
    this.fd = guard(() => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
    try {
      this.before = guard(() => fstatSync(this.fd));
      if (!this.before.isFile()) throw new FileError('special-file');
    } catch (error) {
      closeSync(this.fd);
      throw error;
    }
    this.size = this.before.size;
  }

  read(target: Uint8Array, at: number, length: number, position: number): number {
    return guard(() => readSync(this.fd, target, at, length, position));
  }

  /** @throws FileError `changed-while-read` when size or time differ from when it was opened. */
  assertUnchanged(): void {
    const now = guard(() => fstatSync(this.fd));
    if (now.size !== this.before.size || now.mtimeMs !== this.before.mtimeMs) {
      throw new FileError('changed-while-read');
    }
  }

  /** Never throws: nothing was written that could get lost. */
  close(): void {
    try {
      closeSync(this.fd);
    } catch {
      // A network file system may fail here; what was read stands.
    }
  }
}

function guard<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new FileError('not-found');
    if (code === 'EACCES' || code === 'EPERM') throw new FileError('permission-denied');
    throw new FileError('io-error');
  }
}
