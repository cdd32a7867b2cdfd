import { type Dirent, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { joinPath, type PathBytes } from './path-bytes.js';

/** Something in a folder that is a file, or that should have been readable and was not. */
export interface WalkEntry {
  /** Relative to the root, as bytes; empty when the root is itself a file. */
  readonly path: PathBytes;
  /** Set when there is no regular file to read; the rest of the walk goes on. */
  readonly problem?: WalkProblem;
}

/** Why an entry cannot be read, or was not followed. */
export type WalkProblem =
  | 'permission-denied'
  | 'dangling-link'
  | 'link-loop'
  | 'seen-elsewhere'
  | 'special-file'
  | 'unreadable-folder'
  | 'io-error';

/** Options of {@link walk}. */
export interface WalkOptions {
  /** True for a relative path (bytes) that is left out; asked of folders and files. */
  readonly excluded?: (path: PathBytes) => boolean;
  /** Folders already walked, as `device:inode`; share one set between roots so that no file is met twice. */
  readonly visited?: Set<string>;
}

/**
 * All files below a root, in the order of the bytes of their paths. Links are followed; a folder that links lead to
 * more than once is walked once and named with a problem after that, so loops end. Folders that cannot be read and
 * entries that are neither file nor folder come as entries with a problem: nothing is passed over in silence.
 * @param root a folder or a file, as bytes
 */
export function* walk(root: PathBytes, options: WalkOptions = {}): Generator<WalkEntry> {
  const walker = new Walker(root, options);
  yield* walker.start();
}

type Resolved = { readonly stats: Stats } | { readonly problem: WalkProblem };

class Walker {
  private readonly visited: Set<string>;
  /** Folders on the way down to where the walk is now. */
  private readonly ancestors = new Set<string>();

  constructor(
    private readonly root: PathBytes,
    private readonly options: WalkOptions,
  ) {
    this.visited = options.visited ?? new Set();
  }

  *start(): Generator<WalkEntry> {
    const path = Buffer.alloc(0);
    const resolved = this.resolve(path);
    if ('problem' in resolved) yield { path, problem: resolved.problem };
    else if (resolved.stats.isDirectory()) yield* this.folder(path, resolved.stats);
    else yield resolved.stats.isFile() ? { path } : { path, problem: 'special-file' };
  }

  private *folder(path: PathBytes, stats: Stats): Generator<WalkEntry> {
    const identity = `${stats.dev}:${stats.ino}`;
    if (this.ancestors.has(identity)) return yield { path, problem: 'link-loop' };
    if (this.visited.has(identity)) return yield { path, problem: 'seen-elsewhere' };
    this.visited.add(identity);
    this.ancestors.add(identity);
    let entries: Dirent<Buffer>[];
    try {
      entries = readdirSync(joinPath(this.root, path), { encoding: 'buffer', withFileTypes: true });
    } catch (error) {
      this.ancestors.delete(identity);
      return yield {
        path,
        problem: problemOf(error) === 'permission-denied' ? 'permission-denied' : 'unreadable-folder',
      };
    }
    for (const entry of entries.sort(inPathOrder)) {
      const child = joinPath(path, entry.name);
      if (this.options.excluded?.(child)) continue;
      yield* this.child(child, entry);
    }
    this.ancestors.delete(identity);
  }

  private *child(path: PathBytes, entry: Dirent<Buffer>): Generator<WalkEntry> {
    if (entry.isFile()) return yield { path };
    const resolved = this.resolve(path);
    if ('problem' in resolved) return yield { path, problem: resolved.problem };
    if (resolved.stats.isDirectory()) return yield* this.folder(path, resolved.stats);
    yield resolved.stats.isFile() ? { path } : { path, problem: 'special-file' };
  }

  private resolve(path: PathBytes): Resolved {
    const full = joinPath(this.root, path);
    try {
      return { stats: statSync(full) };
    } catch (error) {
      return { problem: isLink(full) && codeOf(error) === 'ENOENT' ? 'dangling-link' : problemOf(error) };
    }
  }
}

/** Order of full paths: a folder sorts as its name with a slash behind it. */
function inPathOrder(a: Dirent<Buffer>, b: Dirent<Buffer>): number {
  return Buffer.compare(sortKey(a), sortKey(b));
}

function sortKey(entry: Dirent<Buffer>): Buffer {
  return entry.isDirectory() ? Buffer.concat([entry.name, Buffer.from('/')]) : entry.name;
}

function isLink(path: PathBytes): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function problemOf(error: unknown): WalkProblem {
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM') return 'permission-denied';
  if (code === 'ELOOP') return 'link-loop';
  return 'io-error';
}
