import type { FileEntry, Report, Root } from './envelope.js';

/**
 * The paths of the files that the report's findings are about, by their index in `files`; read in one pass that keeps
 * nothing else. A path is its root's path and its own, joined with `/`.
 */
export function findingPaths(report: Report): ReadonlyMap<number, string> {
  const wanted = new Set<number>();
  for (const { subject } of report.findings) if (subject?.file !== undefined) wanted.add(subject.file);
  const paths = new Map<number, string>();
  if (wanted.size === 0) return paths;
  const roots = new Map(report.roots.map((root) => [root.id, root]));
  let index = 0;
  for (const file of report.files) {
    if (wanted.has(index)) paths.set(index, wholePath(file, roots.get(file.root)));
    if (paths.size === wanted.size) break;
    index++;
  }
  return paths;
}

/** The path of a file with its root's: what a person would open. */
export function wholePath(file: Pick<FileEntry, 'path'>, root: Root | undefined): string {
  if (!root) return file.path;
  if (file.path === '') return root.path;
  return root.path.endsWith('/') ? root.path + file.path : `${root.path}/${file.path}`;
}
