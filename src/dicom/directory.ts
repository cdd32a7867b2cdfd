import type { Dataset } from './dataset.js';

/** SOP class of a DICOMDIR. PS3.4 annex B.5 and PS3.10 8. */
export const MEDIA_STORAGE_DIRECTORY = '1.2.840.10008.1.3.10';

/** A file that a DICOMDIR says is there. */
export interface DirectoryEntry {
  /** Components of Referenced File ID (0004,1500), below the DICOMDIR's folder. */
  readonly fileId: readonly string[];
  /** Referenced SOP Instance UID in File (0004,1511), empty when absent. */
  readonly sopInstanceUID: string;
  /** Directory Record Type (0004,1430): IMAGE, SR DOCUMENT and so on. */
  readonly recordType: string;
}

/** Every record of a DICOMDIR that references a file, active or not. PS3.3 F.3. */
export function directoryEntries(ds: Dataset): DirectoryEntry[] {
  return ds.sequence('DirectoryRecordSequence').flatMap((record) => {
    const fileId = record.strings('ReferencedFileID').filter((part) => part !== '');
    if (fileId.length === 0) return [];
    return {
      fileId,
      sopInstanceUID: record.string('ReferencedSOPInstanceUIDInFile') ?? '',
      recordType: record.string('DirectoryRecordType') ?? '',
    };
  });
}
