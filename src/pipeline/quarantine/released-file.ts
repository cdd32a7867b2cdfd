import { readPart10 } from '../../dicom/part10.js';
import { FileSource } from '../../io/file-source.js';
import type { JournalOutput } from '../../io/journal-entry.js';
import { joinPath, type PathBytes, textToPath } from '../../io/path-bytes.js';
import type { FileEntry } from '../../report/envelope.js';

/**
 * A file that was released, as the next command in a pipe wants it.
 * @param out the output folder, root 0 of the report
 * @throws DicomError, FileError
 */
export function releasedFile(out: PathBytes, output: JournalOutput): FileEntry {
  const source = new FileSource(joinPath(out, textToPath(output)));
  try {
    const { dataset, transferSyntax } = readPart10(source);
    return {
      root: 0,
      path: output.path,
      kind: 'dicom',
      bytes: output.size,
      sopInstanceUID: dataset.string('SOPInstanceUID') ?? '',
      seriesUID: dataset.string('SeriesInstanceUID') ?? '',
      studyUID: dataset.string('StudyInstanceUID') ?? '',
      transferSyntax: transferSyntax.uid,
      sha256: output.sha256,
    };
  } finally {
    source.close();
  }
}
