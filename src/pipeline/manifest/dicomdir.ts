import type { DirectoryEntry } from '../../dicom/directory.js';
import type { Scan } from '../scan/scan.js';

/** A DICOMDIR held against the folder it lies in. */
export interface DirectoryComparison {
  readonly file: number;
  readonly referenced: number;
  /** Paths below the DICOMDIR's folder. */
  readonly absent: readonly string[];
  readonly unreferenced: readonly number[];
  readonly differs: readonly number[];
}

/**
 * Holds every DICOMDIR against the files below its folder. Names are compared without case, `;1` and trailing dots,
 * since ISO 9660 media are copied with and without them.
 */
export function compareDirectories(scan: Scan): DirectoryComparison[] {
  if (scan.directories.size === 0) return [];
  const files = indexByPath(scan);
  const folders = new Set([...scan.directories.keys()].map((file) => folderOf(scan, file)));
  return [...scan.directories].map(([file, entries]) => compare({ scan, files, folders, file, entries }));
}

interface Comparison {
  readonly scan: Scan;
  /** File numbers by root and normalised path. */
  readonly files: ReadonlyMap<string, number>;
  /** Folders that have a DICOMDIR of their own. */
  readonly folders: ReadonlySet<string>;
  readonly file: number;
  readonly entries: readonly DirectoryEntry[];
}

function compare({ scan, files, folders, file, entries }: Comparison): DirectoryComparison {
  const folder = folderOf(scan, file);
  const absent: string[] = [];
  const differs: number[] = [];
  const referenced = new Set<number>();
  for (const { fileId, sopInstanceUID } of entries) {
    const found = files.get(`${folder}${normalised(fileId.join('/'))}`);
    if (found === undefined) {
      absent.push(fileId.join('/'));
      continue;
    }
    referenced.add(found);
    const instance = scan.files.instance(found);
    const holdsAnother = instance !== undefined && scan.instances.sopInstanceUID(instance) !== sopInstanceUID;
    if (holdsAnother && sopInstanceUID !== '') differs.push(found);
  }
  const unreferenced = [...files].flatMap(([path, other]) => {
    const covered = scan.files.instance(other) !== undefined && nearestFolder(path, folders) === folder;
    return covered && !referenced.has(other) ? [other] : [];
  });
  return { file, referenced: entries.length, absent, unreferenced, differs };
}

function indexByPath(scan: Scan): Map<string, number> {
  const files = new Map<string, number>();
  for (let file = 0; file < scan.files.size; file++) files.set(keyOf(scan, file), file);
  return files;
}

/** `root:path` in normal form; bytes as Latin-1, so that any name has one. */
function keyOf(scan: Scan, file: number): string {
  return `${scan.files.root(file)}:/${normalised(scan.files.path(file).toString('latin1'))}`;
}

function folderOf(scan: Scan, file: number): string {
  const key = keyOf(scan, file);
  return key.slice(0, key.lastIndexOf('/') + 1);
}

function normalised(path: string): string {
  return path
    .toLowerCase()
    .split('/')
    .map((part) => part.replace(/;\d+$/, '').replace(/\.$/, ''))
    .join('/');
}

/** The folder with a DICOMDIR that lies nearest above a path. */
function nearestFolder(path: string, folders: ReadonlySet<string>): string | undefined {
  for (let end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end + 1);
    if (folders.has(folder)) return folder;
    if (end === 0) break;
  }
  return undefined;
}
