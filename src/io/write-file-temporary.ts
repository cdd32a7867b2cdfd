import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { joinPath, type PathBytes } from './path-bytes.js';

const PATTERN = /^\.corelab-[0-9a-f]{16}\.tmp$/;

/** A new name for a file that is being written: hidden, not to be guessed, and known again by its form. */
export function temporaryName(): string {
  return `.corelab-${randomBytes(8).toString('hex')}.tmp`;
}

/** Whether a name (without folder) is exactly of the form that {@link temporaryName} gives. */
export function isTemporaryName(name: string | Uint8Array): boolean {
  return PATTERN.test(typeof name === 'string' ? name : Buffer.from(name).toString('latin1'));
}

/** A temporary name in the folder of `target`: a rename never crosses file systems. */
export function temporaryBeside(target: PathBytes): PathBytes {
  return joinPath(parentPath(target), Buffer.from(temporaryName()));
}

/** The folder that holds a file, as bytes. */
export function parentPath(path: PathBytes): PathBytes {
  // One byte, one character: separators are ASCII, and other bytes come back as they were.
  return Buffer.from(dirname(path.toString('latin1')), 'latin1');
}
