import { FileError } from '../../../io/file-source.js';
import { LineTooLongError } from './lines.js';

/** Why nothing can be verified. */
export type VerifyErrorCode =
  | 'verify-target-not-found'
  | 'verify-target-unreadable'
  | 'verify-target-empty'
  | 'verify-target-not-understood'
  | 'verify-target-no-bag'
  | 'verify-no-algorithm';

const TEXTS: Readonly<Record<VerifyErrorCode, string>> = {
  'verify-target-not-found': 'there is no such file or folder to verify by',
  'verify-target-unreadable': 'cannot be read',
  'verify-target-empty': 'is empty: it lists no file',
  'verify-target-not-understood': 'is no checksum line, and the file no corelab report',
  'verify-target-no-bag': 'is a folder without bagit.txt, so no BagIt bag',
  'verify-no-algorithm': 'holds no payload manifest with SHA-512, SHA-256, SHA-1 or MD5',
};

/** A checksum file, report or bag that proves nothing because it cannot be used. The message names it and the line. */
export class VerifyError extends Error {
  override readonly name = 'VerifyError';

  constructor(
    readonly code: VerifyErrorCode,
    readonly path: string,
    /** From 1. */
    readonly line?: number,
    options?: ErrorOptions,
  ) {
    super(`${path}${line === undefined ? '' : ` line ${line}`}: ${TEXTS[code]}`, options);
  }
}

/** What went wrong with a target, in its own terms; other errors as they are. */
export function asVerifyError(error: unknown, target: string): unknown {
  if (error instanceof LineTooLongError)
    return new VerifyError('verify-target-not-understood', target, error.line);
  if (!(error instanceof FileError)) return error;
  const code = error.code === 'not-found' ? 'verify-target-not-found' : 'verify-target-unreadable';
  return new VerifyError(code, target, undefined, { cause: error });
}
