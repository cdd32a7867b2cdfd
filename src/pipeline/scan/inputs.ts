import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { joinPath, type PathBytes, pathToText, textToPath } from '../../io/path-bytes.js';
import { type WalkProblem, walk } from '../../io/walk.js';
import type { Root, Upstream } from '../../report/envelope.js';
import type { ReadReport } from '../../report/read-report.js';

const SLASH = 0x2f;

/** A file to scan, or the place of one that cannot be. */
export interface InputFile {
  readonly root: number;
  readonly path: PathBytes;
  readonly full: PathBytes;
  readonly problem?: WalkProblem | 'not-found';
}

/** What a command was given to work on. */
export interface Inputs {
  readonly roots: readonly Root[];
  readonly files: Iterable<InputFile>;
  /** Number of files where it is known before the work. */
  readonly total: number | undefined;
  readonly upstream: readonly Upstream[];
  readonly upstreamSha256?: string;
  /** Fingerprint of the project key that the upstream report was made with, where it needed one. */
  readonly upstreamKeyFingerprint?: string;
}

/** Thrown for inputs that there is no way to work on. The text names the path. */
export class InputError extends Error {
  constructor(
    readonly code: 'path-not-found' | 'mixed-inputs',
    message: string,
  ) {
    super(message);
  }
}

/** Tells which paths are left out, and counts how many were. */
export interface Exclusion {
  excluded(path: PathBytes): boolean;
}

/**
 * Resolves PATH… arguments. Folders are walked while the files are taken. A path that does not exist is an error when
 * there is nothing else to work on; else it is an unreadable file, and the rest is worked on.
 * @throws InputError
 */
export function inputsFromPaths(paths: readonly string[], exclusion: Exclusion): Inputs {
  const roots = paths.map((path, id) => ({ id, bytes: Buffer.from(resolve(path)), given: path }));
  const exists = roots.map(({ bytes }) => isThere(bytes));
  if (!exists.includes(true))
    throw new InputError('path-not-found', `no such file or folder: ${paths.join(', ')}`);
  function* files(): Generator<InputFile> {
    const visited = new Set<string>();
    for (const { id, bytes } of roots) {
      if (!exists[id]) {
        yield { root: id, path: Buffer.alloc(0), full: bytes, problem: 'not-found' };
        continue;
      }
      const excluded = (path: PathBytes): boolean => exclusion.excluded(path);
      for (const { path, problem } of walk(bytes, { visited, excluded })) {
        yield { root: id, path, full: joinPath(bytes, path), ...(problem && { problem }) };
      }
    }
  }
  return {
    roots: roots.map(({ id, bytes }) => ({ id, ...pathToText(bytes) })),
    files: files(),
    total: undefined,
    upstream: [],
  };
}

/** The files that an upstream report passes on. */
export function inputsFromReport(report: ReadReport, exclusion: Exclusion): Inputs {
  const roots = new Map(report.roots.map((root) => [root.id, textToPath(root)]));
  function* files(): Generator<InputFile> {
    for (const entry of report.files) {
      const path = textToPath(entry);
      if (isExcluded(path, exclusion)) continue;
      const full = joinPath(roots.get(entry.root) ?? Buffer.alloc(0), path);
      const problem = problemOf(full);
      yield { root: entry.root, path, full, ...(problem && { problem }) };
    }
  }
  return {
    roots: report.roots,
    files: files(),
    total: report.files.length,
    upstream: [...report.upstream, { command: report.command, verdict: report.verdict }],
    upstreamSha256: report.sha256,
    ...(report.keyFingerprint !== undefined && { upstreamKeyFingerprint: report.keyFingerprint }),
  };
}

/** A path is left out when it or a folder above it is, as when folders are walked. */
function isExcluded(path: PathBytes, exclusion: Exclusion): boolean {
  for (let slash = path.indexOf(SLASH); slash > 0; slash = path.indexOf(SLASH, slash + 1)) {
    if (exclusion.excluded(path.subarray(0, slash))) return true;
  }
  return exclusion.excluded(path);
}

/** Why a path from a report is no file to open: what it names may have gone, or be a pipe. */
function problemOf(path: PathBytes): InputFile['problem'] {
  if (path.includes(0)) return 'not-found'; // no path holds NUL
  try {
    return statSync(path).isFile() ? undefined : 'special-file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'not-found';
    return code === 'EACCES' || code === 'EPERM' ? 'permission-denied' : 'io-error';
  }
}

/** Whether a path exists, links followed; one that cannot be looked at may. */
export function isThere(path: PathBytes): boolean {
  try {
    statSync(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}
