import { hkdfSync, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { KeyError } from './key-error.js';

/** Bytes of a project key. */
const KEY_BYTES = 32;

/** What a sub-key is for. One purpose's key tells nothing of another's. */
export type KeyPurpose =
  | 'path'
  | 'uid'
  | 'date-shift'
  | 'pseudonym'
  | 'assignment'
  | 'reading'
  | 'subject'
  | 'fingerprint';

const HOW_TO_MAKE = "make one with 'corelab key new FILE'";

/**
 * Reads a project key: a regular file of exactly 32 bytes that only its owner may read.
 * @throws KeyError when there is none, it is of another kind or length, or group or others have access to it
 */
export async function loadProjectKey(path: string): Promise<Buffer> {
  // O_NONBLOCK: a FIFO given as a key must not block the open.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: unknown) => {
    throw readError(path, cause);
  });
  try {
    return await readKey(file, path);
  } catch (cause) {
    throw cause instanceof KeyError ? cause : readError(path, cause);
  } finally {
    await file.close();
  }
}

async function readKey(file: FileHandle, path: string): Promise<Buffer> {
  const info = await file.stat();
  if (!info.isFile()) throw new KeyError('key-not-a-file', `the key ${path} is not a regular file`);
  if (process.platform !== 'win32' && (info.mode & 0o077) !== 0) {
    const mode = (info.mode & 0o777).toString(8).padStart(4, '0');
    const message = `others may read the key ${path} (mode ${mode}): run 'chmod 600' on it`;
    throw new KeyError('key-too-open', message);
  }
  const buffer = Buffer.alloc(KEY_BYTES + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
    length += bytesRead;
    if (bytesRead === 0 || length === buffer.length) break;
  }
  if (length === KEY_BYTES) return buffer.subarray(0, KEY_BYTES);
  const found = length > KEY_BYTES ? 'more' : String(length);
  throw new KeyError(
    'key-length',
    `the key ${path} must hold ${KEY_BYTES} bytes, not ${found}; ${HOW_TO_MAKE}`,
  );
}

function readError(path: string, cause: unknown): KeyError {
  const code = errno(cause);
  if (code === 'ENOENT')
    return new KeyError('key-missing', `there is no key ${path}; ${HOW_TO_MAKE}`, { cause });
  return new KeyError('key-io', `the key ${path} cannot be read (${code})`, { cause });
}

/**
 * Makes a new project key: 32 random bytes, mode 0600. Never replaces a file.
 * @returns the key
 * @throws KeyError when the file exists or cannot be written; no partial key stays
 */
export async function createProjectKey(path: string): Promise<Buffer> {
  const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
    const code = errno(cause);
    if (code === 'EEXIST')
      throw new KeyError('key-exists', `${path} exists; a key is never replaced`, { cause });
    throw new KeyError('key-io', `the key ${path} cannot be made (${code})`, { cause });
  });
  const key = randomBytes(KEY_BYTES);
  try {
    await file.writeFile(key);
    await file.sync();
  } catch (cause) {
    await unlink(path).catch(() => undefined);
    throw new KeyError('key-io', `the key ${path} cannot be written (${errno(cause)})`, { cause });
  } finally {
    await file.close();
  }
  return key;
}

/**
 * The sub-key for one purpose and, where sites must not be linkable, one site: HKDF with SHA-256 (RFC 5869), 32 bytes.
 * @param key a project key of 32 bytes
 */
export function deriveKey(key: Uint8Array, purpose: KeyPurpose, site = ''): Buffer {
  const info = `corelab@1\0${purpose}\0${site}`;
  return Buffer.from(hkdfSync('sha256', key, 'corelab project key', info, KEY_BYTES));
}

/** What names a key in reports without telling anything of it: 16 hex digits of a value derived from it. */
export function fingerprint(key: Uint8Array): string {
  return deriveKey(key, 'fingerprint').toString('hex', 0, 8);
}

function errno(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
