import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, type TestContext } from 'vitest';
import { DicomError, type DicomErrorCode } from '../../src/dicom/errors.js';
import { type DicomFile, readPart10 } from '../../src/dicom/part10.js';
import { FileSource } from '../../src/io/file-source.js';

/** Real files, which are not part of the project. */
export const SHARED_DICOM = join(import.meta.dirname, '../../../shared/data/dicom');

/** Ends a test for want of something that is not part of the project; with CI=true that is a failure. */
export function skipOrFail(context: TestContext, note: string): never {
  expect(process.env.CI, `${note} (a failure in CI)`).not.toBe('true');
  return context.skip(note);
}

/** Every shared file, below {@link SHARED_DICOM}, in order. Skips the test where there are none. */
export function sharedFiles(context: TestContext): string[] {
  if (!existsSync(SHARED_DICOM)) skipOrFail(context, 'skipped: no shared data');
  return filesBelow(SHARED_DICOM)
    .map((path) => relative(SHARED_DICOM, path))
    .sort();
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** What the reader makes of one shared file: the data set, or the code of its typed error. */
export function readShared(path: string): DicomFile | DicomErrorCode {
  const source = new FileSource(Buffer.from(join(SHARED_DICOM, path)));
  try {
    return readPart10(source);
  } catch (error) {
    if (error instanceof DicomError) return error.code;
    throw error;
  } finally {
    source.close();
  }
}
