/** Why a file could not be written. */
export type WriteErrorCode =
  | 'disk-full'
  | 'quota-used-up'
  | 'file-too-large'
  | 'permission-denied'
  | 'read-only'
  | 'io-error'
  | 'too-many-open-files'
  | 'no-folder'
  | 'not-a-folder'
  | 'not-a-regular-file'
  | 'name-too-long'
  | 'exists'
  | 'source-ended'
  | 'write-failed';

/** Thrown when a file could not be written. The message names the path; nothing partial is left. */
export class AtomicWriteError extends Error {
  override readonly name = 'AtomicWriteError';

  constructor(
    readonly code: WriteErrorCode,
    readonly path: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${path} could not be written: ${reason}`, options);
  }
}

/** Code and words for an error of the system. */
const REASONS: Readonly<Record<string, readonly [WriteErrorCode, string]>> = {
  ENOSPC: ['disk-full', 'the disk is full'],
  EDQUOT: ['quota-used-up', 'the disk quota is used up'],
  EFBIG: ['file-too-large', 'the file would exceed the size limit'],
  EACCES: ['permission-denied', 'permission denied'],
  EPERM: ['permission-denied', 'permission denied'],
  EROFS: ['read-only', 'the file system is read-only'],
  EIO: ['io-error', 'the disk failed'],
  EMFILE: ['too-many-open-files', 'too many files are open'],
  ENFILE: ['too-many-open-files', 'too many files are open'],
  ENOENT: ['no-folder', 'its folder does not exist'],
  ENOTDIR: ['not-a-folder', 'its folder is not a folder'],
  EISDIR: ['not-a-regular-file', 'it is a folder'],
  ENAMETOOLONG: ['name-too-long', 'the name is too long'],
  EEXIST: ['exists', 'it exists'],
};

/** The error of the system behind a failed write, as a typed one. */
export function writeError(path: string | Uint8Array, cause: unknown): AtomicWriteError {
  const errno = errnoOf(cause) ?? 'unknown error';
  const [code, reason] = REASONS[errno] ?? (['write-failed', errno] as const);
  return new AtomicWriteError(code, pathName(path), reason, { cause });
}

/** A path as it stands in a message. */
export function pathName(path: string | Uint8Array): string {
  return typeof path === 'string' ? path : Buffer.from(path).toString('utf8');
}

/** The system's error code, as `ENOSPC`; undefined for an error of another kind. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** Runs one call to the file system. @throws AtomicWriteError in place of the system's error */
export function writing<T>(path: string | Uint8Array, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw cause instanceof AtomicWriteError ? cause : writeError(path, cause);
  }
}

const ENDS_RUN: ReadonlySet<string> = new Set([
  'disk-full',
  'quota-used-up',
  'read-only',
  'io-error',
  'too-many-open-files',
] satisfies WriteErrorCode[]);

/**
 * Whether a failure is the disk's and not the file's: the next file would fail as well, so that a run should stop, and
 * be resumed when the disk is mended.
 */
export function endsRun(code: WriteErrorCode): boolean {
  return ENDS_RUN.has(code);
}
