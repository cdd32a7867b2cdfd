import { type BigIntStats, type Dirent, lstatSync, readdirSync, statSync } from 'node:fs';
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

type Resolved = { readonly stats: BigIntStats } | { readonly problem: WalkProblem };

/** A folder on the way down to where the walk is now, with what it still holds. */
interface OpenFolder {
  readonly path: PathBytes;
  readonly identity: string;
  /** Sorted backwards: the next is taken from the end. */
  readonly entries: Dirent<Buffer>[];
}

/** Keeps its own stack: folders may be nested as deep as paths can be long. */
class Walker {
  private readonly visited: Set<string>;
  private readonly open: OpenFolder[] = [];
  /** Identities of the open folders. */
  private readonly ancestors = new Set<string>();

  constructor(
    private readonly root: PathBytes,
    private readonly options: WalkOptions,
  ) {
    this.visited = options.visited ?? new Set();
  }

  *start(): Generator<WalkEntry> {
    const top = this.resolved(Buffer.alloc(0));
    if (top) yield top;
    for (let folder = this.open.at(-1); folder; folder = this.open.at(-1)) {
      const entry = folder.entries.pop();
      if (!entry) {
        this.ancestors.delete(folder.identity);
        this.open.pop();
        continue;
      }
      const path = joinPath(folder.path, entry.name);
      if (this.options.excluded?.(path)) continue;
      const found = entry.isFile() ? { path } : this.resolved(path);
      if (found) yield found;
    }
  }

  /** What a path is that is not known to be a file; undefined for a folder, which is then open. */
  private resolved(path: PathBytes): WalkEntry | undefined {
    const resolved = this.resolve(path);
    if ('problem' in resolved) return { path, problem: resolved.problem };
    if (resolved.stats.isDirectory()) return this.enter(path, resolved.stats);
    return resolved.stats.isFile() ? { path } : { path, problem: 'special-file' };
  }

  private enter(path: PathBytes, stats: BigIntStats): WalkEntry | undefined {
    const identity = `${stats.dev}:${stats.ino}`;
    if (this.ancestors.has(identity)) return { path, problem: 'link-loop' };
    if (this.visited.has(identity)) return { path, problem: 'seen-elsewhere' };
    this.visited.add(identity);
    try {
      const entries = readdirSync(joinPath(this.root, path), { encoding: 'buffer', withFileTypes: true });
      this.open.push({ path, identity, entries: entries.sort(inPathOrder).reverse() });
      this.ancestors.add(identity);
      return undefined;
    } catch (error) {
      const denied = problemOf(error) === 'permission-denied';
      return { path, problem: denied ? 'permission-denied' : 'unreadable-folder' };
    }
  }

  private resolve(path: PathBytes): Resolved {
    const full = joinPath(this.root, path);
    try {
      // Whole numbers: an inode may exceed 2^53, and two folders must not look like one.
      return { stats: statSync(full, { bigint: true }) };
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
  if (code === 'ELOOP') return 'dangling-link'; // a chain of links that ends nowhere
  return 'io-error';
}
