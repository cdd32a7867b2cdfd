import { createHash } from 'node:crypto';
import { chmod, readFile, realpath, stat } from 'node:fs/promises';
import { writeAtomically } from '../../../io/atomic-write.js';
import { ConfigError, type ConfigProblemCode } from '../../../io/config-error.js';
import { AtomicWriteError, errnoOf, writeError } from '../../../io/write-file-error.js';
import { readConfigFile } from '../../../io/yaml-read.js';
import { MAX_LIST_BYTES } from '../../csv/csv-rows.js';
import { withListLock } from './list-lock.js';
import { type DeviceList, linesOf, newList, parseList } from './list-rows.js';
import { isRecordable, newRows, upgradedSerials } from './new-rows.js';
import type { QualificationRow } from './qualification-row.js';

/** What became of rows: those that stand in the file already are not written twice. */
export interface Appended {
  readonly appended: number;
  readonly already: number;
  /** Rows without a serial number or a day: no list can hold them. */
  readonly leftOut: number;
  /** Of each row given whether it is new to the list. */
  readonly isNew: readonly boolean[];
  /** Scanners of which the list had rows, but none with this software: serial numbers. */
  readonly upgraded: readonly string[];
}

/** Of a new list, before the umask: it holds scanners and no people, and others read it. */
const MODE = 0o644;

/**
 * Appends rows to a list of qualified devices; makes it where there is none. What stands in it stays byte for byte. The
 * list is looked at without rows too, so that one that cannot be used is known before anything is measured. Processes
 * that append to one list wait for each other.
 * @throws ConfigError where the file is no such list; AtomicWriteError where it cannot be written; StateError where
 *   another process has its lock and does not give it up; the signal's reason
 */
export async function appendQualification(
  file: string,
  rows: readonly QualificationRow[],
  signal: AbortSignal,
): Promise<Appended> {
  const target = await realpath(file).catch(() => file);
  return withListLock(target, signal, async () => {
    const before = await readList(target);
    const list = before?.list ?? newList();
    const recordable = rows.filter(isRecordable);
    const added = newRows(list, recordable);
    if (added.length > 0) {
      const pieces = [...(before ? [before.bytes] : []), linesOf(list, added)];
      const size = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
      if (size > MAX_LIST_BYTES)
        throw problem(target, 'too-large', `would be larger than ${MAX_LIST_BYTES / 2 ** 20} MiB`);
      await writeAtomically(target, pieces, { mode: before?.mode ?? MODE, signal });
      // The umask may have taken bits that the file had; where they cannot be given back, fewer may read it.
      if (before) await chmod(target, before.mode).catch(() => undefined);
    }
    return {
      appended: added.length,
      already: recordable.length - added.length,
      leftOut: rows.length - recordable.length,
      isNew: rows.map((row) => isRecordable(row) && newRows(list, [row]).length > 0),
      upgraded: upgradedSerials(list, recordable),
    };
  });
}

interface StoredList {
  readonly bytes: Uint8Array;
  readonly mode: number;
  readonly list: DeviceList;
}

/** The list as it stands; undefined where there is none. @throws ConfigError, AtomicWriteError */
async function readList(file: string): Promise<StoredList | undefined> {
  const info = await stat(file).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') return undefined;
    throw writeError(file, cause);
  });
  if (!info) return undefined;
  // A pipe would be read for ever.
  if (!info.isFile())
    throw new AtomicWriteError('not-a-regular-file', file, 'it is a folder, a device or a pipe');
  const { text, sha256 } = await readConfigFile(file, MAX_LIST_BYTES);
  const bytes = await readFile(file);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw problem(file, 'unreadable', 'was changed while it was read');
  // An empty file is what `touch` and `mktemp` leave: a list that is still to be made.
  const list = text === '' ? newList() : parseList(file, text);
  return { bytes, mode: info.mode & 0o7777, list };
}

function problem(file: string, code: ConfigProblemCode, message: string): ConfigError {
  return new ConfigError([{ code, file, line: 0, column: 0, key: '', message }]);
}
