import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import type { PathBytes } from './path-bytes.js';

/** Where a path leads, links resolved, whether or not it exists yet. */
export interface Place {
  /** Absolute; links resolved as far as the path exists. */
  readonly path: PathBytes;
  /** `device:inode` of the path (when it exists) and of each folder above it, inmost first. */
  readonly ancestry: readonly string[];
  readonly exists: boolean;
}

/**
 * Resolves a path as the system would, `..` behind a link included. What does not exist yet is taken as it is spelt
 * below the inmost folder that does. One byte stands as one character meanwhile, so that names need not be UTF-8.
 */
export function placeOf(path: PathBytes | string): Place {
  const given = Buffer.from(path).toString('latin1');
  let top = isAbsolute(given) ? given : join(Buffer.from(process.cwd()).toString('latin1'), sep) + given;
  const tail: string[] = [];
  let real = realOf(top);
  while (real === undefined && dirname(top) !== top) {
    tail.unshift(basename(top));
    top = dirname(top);
    real = realOf(top);
  }
  const absolute = resolve(real ?? top, ...tail);
  const identities = ancestryOf(real ?? top);
  return { path: Buffer.from(absolute, 'latin1'), ancestry: identities, exists: tail.length === 0 };
}

/**
 * Whether `inner` is `outer` or lies below it: by name, and by what the folders are, since one folder can have several
 * names (bind mounts, file systems that take upper case for lower case).
 */
export function isWithin(inner: Place, outer: Place): boolean {
  const name = outer.path.toString('latin1');
  const below = name.endsWith(sep) ? name : name + sep;
  const path = inner.path.toString('latin1');
  if (path === name || path.startsWith(below)) return true;
  const identity = outer.exists ? outer.ancestry[0] : undefined;
  return identity !== undefined && inner.ancestry.includes(identity);
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync.native(Buffer.from(path, 'latin1'), { encoding: 'buffer' }).toString('latin1');
  } catch {
    return undefined; // does not exist, or may not be looked at: making or reading it tells why
  }
}

function ancestryOf(path: string): string[] {
  const found: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    const identity = identityOf(at);
    if (identity !== undefined) found.push(identity);
    if (dirname(at) === at) return found;
  }
}

/** Undefined where the file system numbers nothing: then names alone decide. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(Buffer.from(path, 'latin1'), { bigint: true });
    return ino === 0n ? undefined : `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
