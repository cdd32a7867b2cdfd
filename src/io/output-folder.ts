import { opendirSync, readdirSync, unlinkSync } from 'node:fs';
import { makeFolders } from './make-folders.js';
import { isWithin, type Place } from './output-folder-place.js';
import { joinPath, type PathBytes, pathToText } from './path-bytes.js';
import { StateError } from './state-folder-error.js';
import { errnoOf } from './write-file-error.js';
import { isTemporaryName } from './write-file-temporary.js';

/** The places that a writing run works on. */
export interface RunPlaces {
  readonly state: Place;
  readonly out: Place;
  readonly inputs: readonly Place[];
}

/**
 * Refuses folders that lie in one another: what is released would hold what is identified, or a run would read what it
 * writes.
 * @throws StateError
 */
export function refuseOverlaps({ state, out, inputs }: RunPlaces): void {
  if (overlap(state, out)) {
    const message = `the state folder ${text(state)} and the output folder ${text(out)} must lie outside each other`;
    throw new StateError('state-overlaps-output', message);
  }
  for (const input of inputs) {
    if (overlap(out, input)) {
      const message = `the output folder ${text(out)} and the input ${text(input)} must lie outside each other`;
      throw new StateError('output-overlaps-input', message);
    }
    if (overlap(state, input)) {
      const message = `the state folder ${text(state)} and the input ${text(input)} must lie outside each other`;
      throw new StateError('state-overlaps-input', message);
    }
  }
}

function overlap(a: Place, b: Place): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

/**
 * Whether the output folder holds nothing, or does not exist yet.
 * @throws StateError when it is no folder or cannot be read
 */
export function isOutputEmpty(out: PathBytes): boolean {
  return usingOutput(out, () => {
    try {
      const folder = opendirSync(out);
      try {
        return folder.readSync() === null;
      } finally {
        folder.closeSync();
      }
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return true;
      throw error;
    }
  });
}

/** Makes the output folder where there is none. @throws StateError when it cannot be made */
export function makeOutput(out: PathBytes): void {
  usingOutput(out, () => makeFolders(out));
}

/** The error for an output folder that holds files of unknown origin. */
export function notEmptyError(out: PathBytes): StateError {
  const name = pathToText(out).path;
  const message = `the output folder ${name} is not empty: give another, --resume the run that began it, or --append to it`;
  return new StateError('output-not-empty', message);
}

function usingOutput<T>(out: PathBytes, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const name = pathToText(out).path;
    const errno = errnoOf(cause);
    if (errno === 'EEXIST' || errno === 'ENOTDIR') {
      throw new StateError('output-not-a-folder', `the output folder ${name} is not a folder`, { cause });
    }
    // Reading one that does not exist is no error, and the folders above it are made: as /proc, nothing takes it.
    const why = errno === 'ENOENT' ? 'no folder can be made there' : errno;
    throw new StateError('state-io', `the output folder ${name} cannot be used (${why})`, { cause });
  }
}

/** What {@link removeLeftovers} did. */
export interface Leftovers {
  readonly removed: number;
  /** Files that could not be removed, and folders that could not be read; full paths. */
  readonly failed: readonly PathBytes[];
}

/**
 * Removes the temporary files that runs left which were ended in the middle: regular files below `folder` whose name has
 * exactly the form that temporary files have. Links are not followed. Only for a folder that no other run writes to.
 */
export function removeLeftovers(folder: PathBytes): Leftovers {
  let removed = 0;
  const failed: PathBytes[] = [];
  for (const file of filesBelow(folder, failed)) {
    if (!isTemporaryName(file.name)) continue;
    try {
      unlinkSync(joinPath(folder, file.path));
      removed++;
    } catch {
      failed.push(joinPath(folder, file.path));
    }
  }
  return { removed, failed };
}

/** A regular file that {@link filesBelow} met. */
export interface FileBelow {
  /** Relative to the folder. */
  readonly path: PathBytes;
  readonly name: PathBytes;
}

/**
 * Regular files below a folder, links not followed; none where there is no folder.
 * @param failed takes the full paths of folders that could not be read
 */
export function* filesBelow(folder: PathBytes, failed: PathBytes[]): Generator<FileBelow> {
  const open: PathBytes[] = [Buffer.alloc(0)];
  for (let at = open.pop(); at; at = open.pop()) {
    for (const entry of entriesOf(joinPath(folder, at)) ?? []) {
      const path = joinPath(at, entry.name);
      if (entry.isDirectory()) open.push(path);
      else if (entry.isFile()) yield { path, name: entry.name };
    }
  }

  function entriesOf(path: PathBytes) {
    try {
      return readdirSync(path, { encoding: 'buffer', withFileTypes: true });
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') failed.push(path);
      return undefined;
    }
  }
}

function text(place: Place): string {
  return pathToText(place.path).path;
}
