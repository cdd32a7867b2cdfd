/** Why no bag was written. */
export type BagErrorCode =
  | 'bag-folder-not-empty'
  | 'bag-inside-input'
  | 'bag-no-parent'
  | 'disk-full'
  | 'permission-denied'
  | 'write-failed'
  | 'bag-copy-differs';

/** No bag was written, and nothing of it is left. The message names the path. */
export class BagError extends Error {
  override readonly name = 'BagError';

  constructor(
    readonly code: BagErrorCode,
    readonly path: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${path}: ${reason}`, options);
  }
}

const BY_SYSTEM_CODE: Readonly<Record<string, readonly [BagErrorCode, string]>> = {
  ENOSPC: ['disk-full', 'the disk is full'],
  EDQUOT: ['disk-full', 'the disk quota is used up'],
  EFBIG: ['disk-full', 'the file would exceed the largest size allowed here'],
  EACCES: ['permission-denied', 'permission denied'],
  EPERM: ['permission-denied', 'permission denied'],
  EROFS: ['permission-denied', 'the file system is read-only'],
};

/** Does work that writes to `path`. @throws BagError where the system refuses */
export function writing<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause) || !('code' in cause)) throw cause;
    const [code, reason] = BY_SYSTEM_CODE[String(cause.code)] ?? ['write-failed', String(cause.code)];
    throw new BagError(code, path, `cannot be written: ${reason}`, { cause });
  }
}
