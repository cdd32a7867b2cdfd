import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, unlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { joinPath, type PathBytes, pathToText } from './path-bytes.js';
import { StateError } from './state-folder-error.js';
import { writePieces } from './write-file.js';
import { AtomicWriteError } from './write-file-error.js';

/** A process as a lock file tells it. */
interface Holder {
  readonly pid: number;
  /** Digest of host name, machine and process namespace: equal where process numbers mean the same. */
  readonly machine: string;
  /** When the lock was taken, ISO 8601. */
  readonly since: string;
  /** When the process began, in the kernel's own count, where the system tells: process numbers come again. */
  readonly began?: string;
}

/** A lock that is held; `release` gives it up and never throws. */
export interface Lock {
  readonly path: PathBytes;
  release(): void;
}

const RACE_LOST: ReadonlySet<string> = new Set(['exists', 'no-folder']);
const NAME = /^run-([1-9][0-9]{0,8})\.lock$/;

/** Whether a name is that of a lock file. */
export function isLockName(name: string): boolean {
  return NAME.test(name);
}

/**
 * Takes the lock of a folder. A lock file appears whole and only if its name is free, so that of several runs that find
 * a dead one's lock only one makes the next number. Who has made one looks again, since an earlier number may have been
 * given up and taken anew meanwhile: two runs may refuse each other, never pass each other.
 * @throws StateError `run-in-progress` when another run holds it, or may hold it on another machine
 */
export function takeLock(folder: PathBytes): Lock {
  for (;;) {
    const others = lockNumbers(folder);
    for (const number of others) refuseLiving(lockPath(folder, number));
    const own = (others.at(-1) ?? 0) + 1;
    const path = lockPath(folder, own);
    if (!create(path)) continue;
    try {
      const numbers = lockNumbers(folder);
      for (const number of numbers) if (number !== own) refuseLiving(lockPath(folder, number));
      return { path, release: () => releaseAll(folder, numbers) };
    } catch (error) {
      remove(path);
      throw error;
    }
  }
}

function lockPath(folder: PathBytes, number: number): PathBytes {
  return joinPath(folder, Buffer.from(`run-${number}.lock`));
}

function lockNumbers(folder: PathBytes): number[] {
  const numbers = readdirSync(folder, { encoding: 'latin1' }).flatMap((name) => NAME.exec(name)?.[1] ?? []);
  return numbers.map(Number).sort((a, b) => a - b);
}

/** False when the name is taken, or the run that has the lock took this one's temporary file for a leftover. */
function create(path: PathBytes): boolean {
  const began = beginningOf(process.pid);
  const since = new Date().toISOString();
  const holder: Holder = { pid: process.pid, machine: machine(), since, ...(began ? { began } : {}) };
  try {
    writePieces(path, [Buffer.from(`${JSON.stringify(holder)}\n`)], { mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof AtomicWriteError && RACE_LOST.has(error.code)) return false;
    throw error;
  }
}

/** Those of dead runs too; the own one comes last. */
function releaseAll(folder: PathBytes, numbers: readonly number[]): void {
  for (const number of numbers) remove(lockPath(folder, number));
}

function remove(path: PathBytes): void {
  try {
    unlinkSync(path);
  } catch {
    // Gone already, or the disk failed: the next run finds it the lock of a dead process.
  }
}

function refuseLiving(path: PathBytes): void {
  const holder = read(path);
  if (holder === 'gone') return;
  const name = pathToText(path).path;
  if (holder === 'unreadable' || holder.machine !== machine()) {
    const message = `another run may be using this state folder, on another machine; if none is, remove ${name}`;
    throw new StateError('run-in-progress', message);
  }
  if (!isAlive(holder)) return;
  const message = `another run (process ${holder.pid}) is using this state folder; its lock is ${name}`;
  throw new StateError('run-in-progress', message);
}

function read(path: PathBytes): Holder | 'gone' | 'unreadable' {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isHolder(value) ? value : 'unreadable';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'unreadable';
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, machine, began } = value as Record<string, unknown>;
  const known = began === undefined || typeof began === 'string';
  return Number.isSafeInteger(pid) && Number(pid) > 0 && typeof machine === 'string' && known;
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const began = beginningOf(holder.pid);
  return holder.began === undefined || began === undefined || holder.began === began;
}

/** When a process began: the start of the system and ticks since then; undefined where the system does not tell. */
function beginningOf(pid: number): string | undefined {
  const stat = systemText(`/proc/${pid}/stat`);
  // proc(5): field 22, counted behind the name, which stands in brackets and may hold anything.
  const ticks = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const boot = systemText('/proc/sys/kernel/random/boot_id')?.trim();
  return ticks && boot ? `${boot}:${ticks}` : undefined;
}

function machine(): string {
  const parts = [hostname(), systemText('/etc/machine-id') ?? '', processNamespace()];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
}

/** In two containers one process number means two processes. */
function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function systemText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
