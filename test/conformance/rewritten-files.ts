import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MemorySource } from '../../src/dicom/byte-source.js';
import { DicomError } from '../../src/dicom/errors.js';
import { type DicomFile, readPart10 } from '../../src/dicom/part10.js';
import { SHARED_DICOM } from './shared-data.js';

/**
 * A shared file in memory, read to its end; undefined where it cannot be read, and for directories, whose offsets no
 * longer fit once they are edited: they are never released.
 */
export function editableFile(
  path: string,
  which: 'images' | 'directories-too' = 'images',
): { readonly bytes: Buffer; readonly file: DicomFile } | undefined {
  const bytes = readFileSync(join(SHARED_DICOM, path));
  try {
    const file = readPart10(new MemorySource(bytes), { toEnd: true });
    const isLeftOut = which === 'images' && file.dataset.has('DirectoryRecordSequence');
    return isLeftOut ? undefined : { bytes, file };
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}

/** True for files that pydicom only reads when it is forced to. */
export function needsForce({ notes }: DicomFile): boolean {
  return notes.includes('no-preamble') || notes.includes('no-file-meta');
}
