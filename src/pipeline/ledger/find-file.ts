import { join, resolve } from 'node:path';
import type { Reader } from '../../identity/crosswalk/contract.js';
import { studiesWithInstance } from '../../identity/ledger/ledger.js';
import { contentOf } from '../../identity/registry/contents.js';
import { RegistryError } from '../../identity/registry/registry-error.js';
import { type ReleasedFile, releasesOf } from '../../identity/registry/releases.js';
import { studiesOf } from '../../identity/registry/studies.js';
import { subjectsOf } from '../../identity/registry/subjects.js';

/** How a file is named. */
type FileKey = 'path' | 'sha256' | 'sop-instance-uid';

/** Which of the three it is. A path without a folder that looks like a UID or a digest is not a path. */
export function fileKeyOf(file: string): FileKey {
  if (/^[0-9a-f]{64}$/iu.test(file)) return 'sha256';
  return /^[0-9]+(\.[0-9]+)+$/u.test(file) ? 'sop-instance-uid' : 'path';
}

/**
 * The studies that a file is of, by the UIDs that were delivered.
 * @param file a released file's path, as it lies or relative to the output; its SHA-256; or the SOP Instance UID, as it
 * was delivered or as it was released
 * @throws RegistryError `study-unknown` when no study of the trial has it: nothing found is not nothing done
 */
export function studiesWithFile(reader: Reader, trial: number, file: string): ReadonlySet<string> {
  const key = fileKeyOf(file);
  const isIt = MATCHES[key](file);
  const found = new Set(key === 'sop-instance-uid' ? studiesWithInstance(reader, trial, file) : []);
  const studies = subjectsOf(reader, trial).flatMap(({ row }) => studiesOf(reader, row));
  for (const { row, studyUID } of studies) {
    const isReleased = releasesOf(reader, row).some(({ folder, files }) =>
      files.some((released) => isIt(released, folder)),
    );
    if (isReleased || (key === 'sop-instance-uid' && hasInstance(reader, row, file))) found.add(studyUID);
  }
  if (found.size > 0) return found;
  throw new RegistryError('study-unknown', `no study of this trial has a file of that ${NAMES[key]}`);
}

type Match = (released: ReleasedFile, folder: string) => boolean;

const MATCHES: Readonly<Record<FileKey, (file: string) => Match>> = {
  path: (file) => (released, folder) =>
    released.path === file || join(folder, released.path) === resolve(file),
  sha256: (file) => (released) => released.sha256 === file.toLowerCase(),
  'sop-instance-uid': (file) => (released) => released.sopInstanceUID === file,
};

const NAMES: Readonly<Record<FileKey, string>> = {
  path: 'path, as released',
  sha256: 'SHA-256, as released',
  'sop-instance-uid': 'SOP Instance UID, delivered or released',
};

function hasInstance(reader: Reader, study: number, sopInstanceUID: string): boolean {
  return contentOf(reader, study).some(({ instances }) =>
    instances.some((instance) => instance.sopInstanceUID === sopInstanceUID),
  );
}
