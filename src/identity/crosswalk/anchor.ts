import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  readSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Head } from './contract.js';
import { CrosswalkError, errno } from './crosswalk-error.js';
import type { Kdf, KeyLine } from './secret.js';

/** A head of the audit chain as the anchor holds it. */
export interface AnchoredHead extends Head {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Where a restored database was accepted: its head before that. Earlier lines beyond it no longer count. */
  readonly acceptedAfter?: number;
}

/** What stands beside the database, in clear: how its key is derived, and where its audit stood. */
export interface Anchor {
  /** In the order of the file; never empty in an anchor that can be used. */
  readonly keys: readonly KeyLine[];
  /** Those in force, in the order of the file. */
  readonly heads: readonly AnchoredHead[];
  /** Lines that say nothing, as what a crash cut off. */
  readonly unreadableLines: number;
}

/** The anchor of a crosswalk. */
export function anchorPath(crosswalk: string): string {
  return `${crosswalk}.anchor`;
}

/** The head furthest on. Lines of processes that write at once may stand in any order. */
export function lastHead(anchor: Anchor): AnchoredHead | undefined {
  let last: AnchoredHead | undefined;
  for (const head of anchor.heads) if (!last || head.seq > last.seq) last = head;
  return last;
}

/**
 * Reads an anchor.
 * @returns undefined when there is none
 * @throws CrosswalkError `crosswalk-io`
 */
export function readAnchor(path: string): Anchor | undefined {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (errno(cause) === 'ENOENT') return undefined;
    throw new CrosswalkError('crosswalk-io', `${path} cannot be read (${errno(cause)})`, { cause });
  }
  return parseAnchor(text);
}

/** Reads the lines of an anchor; what is no line of one is counted and passed over. */
export function parseAnchor(text: string): Anchor {
  const keys: KeyLine[] = [];
  let heads: AnchoredHead[] = [];
  let unreadableLines = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const value = parseLine(line);
    if (isKeyLine(value)) keys.push(value);
    else if (isHead(value)) {
      const after = value.acceptedAfter;
      if (after !== undefined) heads = heads.filter(({ seq }) => seq <= after);
      heads.push(value);
    } else unreadableLines++;
  }
  return { keys, heads, unreadableLines };
}

function parseLine(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function isKeyLine(value: unknown): value is KeyLine {
  const { format, salt, kdf, check } = value as Partial<KeyLine>;
  return format === 1 && typeof salt === 'string' && isKdf(kdf) && /^[0-9a-f]{16}$/.test(String(check));
}

function isKdf(value: unknown): value is Kdf {
  if (typeof value !== 'object' || value === null) return false;
  const { name, N, r, p } = value as Record<string, unknown>;
  return name === 'none' || (name === 'scrypt' && [N, r, p].every(Number.isSafeInteger));
}

function isHead(value: unknown): value is AnchoredHead {
  const { seq, mac, at, acceptedAfter } = value as Partial<AnchoredHead>;
  const isAccepted = acceptedAfter === undefined || isCount(acceptedAfter);
  return isCount(seq) && /^[0-9a-f]{64}$/.test(String(mac)) && typeof at === 'string' && isAccepted;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/**
 * Makes an anchor that appears whole or not at all, mode 0600.
 * @returns false when there is one already, as another process made it at the same time
 * @throws CrosswalkError `crosswalk-no-folder`, `crosswalk-read-only`, `crosswalk-disk-full`, `crosswalk-io`
 */
export function createAnchor(path: string, line: KeyLine): boolean {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeNew(temporary, `${JSON.stringify(line)}\n`);
    linkSync(temporary, path);
    syncFolder(path);
    return true;
  } catch (cause) {
    if (errno(cause) === 'EEXIST') return false;
    throw fileError(path, cause);
  } finally {
    remove(temporary);
  }
}

function writeNew(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeWhole(file, Buffer.from(text));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** One write, so that lines of two processes never mix. */
function writeWhole(file: number, bytes: Buffer): void {
  if (writeSync(file, bytes) < bytes.length)
    throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
}

/** A new name is kept by its folder: where a folder can be synced, it is. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), constants.O_RDONLY);
  try {
    fsyncSync(folder);
  } catch {
    // Some network file systems refuse it.
  } finally {
    closeSync(folder);
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Never made, or the disk failed.
  }
}

/** An anchor that is open for more lines. */
export interface OpenAnchor {
  /**
   * Adds a line and waits until the disk has it.
   * @throws the system's error
   */
  append(line: KeyLine | AnchoredHead): void;
  close(): void;
}

/**
 * Opens an anchor to add lines: before a change is made, so that none is made whose head cannot be anchored.
 * @throws CrosswalkError `anchor-missing`, `crosswalk-read-only`, `crosswalk-io`
 */
export function openAnchor(path: string): OpenAnchor {
  let file = -1;
  try {
    file = openSync(path, constants.O_RDWR | constants.O_APPEND);
  } catch (cause) {
    if (errno(cause) === 'ENOENT') throw anchorMissing(path, cause);
    throw fileError(path, cause);
  }
  return { append: (line) => appendLine(file, line), close: () => closeSync(file) };
}

function appendLine(file: number, line: KeyLine | AnchoredHead): void {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  // What a crash cut off must not swallow the next line.
  const isTorn = size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
  writeWhole(file, Buffer.from(`${isTorn ? '\n' : ''}${JSON.stringify(line)}\n`));
  fsyncSync(file);
}

/** An anchor that is not there though its database is. */
export function anchorMissing(path: string, cause?: unknown): CrosswalkError {
  const message = `there is no ${path}: it belongs to the crosswalk, restore it from the same backup`;
  return new CrosswalkError('anchor-missing', message, { cause });
}

/** What a failure of the file system means, in words that say what to do. */
export function fileError(path: string, cause: unknown): CrosswalkError {
  const code = errno(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new CrosswalkError('crosswalk-no-folder', `there is no folder for ${path}: make it`, { cause });
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new CrosswalkError('crosswalk-read-only', `${path} may not be written (${code})`, { cause });
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new CrosswalkError('crosswalk-disk-full', `the disk of ${path} is full: make room`, { cause });
  return new CrosswalkError('crosswalk-io', `${path} cannot be written (${code})`, { cause });
}
