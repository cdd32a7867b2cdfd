import { joinPath, textToPath } from '../../io/path-bytes.js';
import type { Root } from '../../report/envelope.js';
import type { FileTable } from './file-table.js';

/** A function from a file's number to its full path, byte for byte. */
export function fullPaths(roots: readonly Root[], files: FileTable): (file: number) => Buffer {
  const bases = new Map(roots.map((root) => [root.id, textToPath(root)]));
  return (file) => joinPath(bases.get(files.root(file)) ?? Buffer.alloc(0), files.path(file));
}
