import { joinPath, textToPath } from '../../io/path-bytes.js';
import type { Root } from '../../report/envelope.js';
import type { Scan } from '../scan/scan.js';
import type { InputFile } from './copies.js';

/** Says of a file of a scan, by its number, where it lies and what it was. */
export function inputFiles({ files }: Scan, roots: readonly Root[]): (file: number) => InputFile {
  const folders = new Map(roots.map((root) => [root.id, textToPath(root)]));
  return (file) => {
    const [root, path, sha256] = [files.root(file), files.path(file), files.sha256(file)];
    const full = joinPath(folders.get(root) ?? Buffer.alloc(0), path);
    return { file, root, path, full, bytes: files.bytes(file), ...(sha256 !== undefined && { sha256 }) };
  };
}
