import { DicomError } from '../../dicom/errors.js';
import { readPart10 } from '../../dicom/part10.js';
import { FileError, FileSource } from '../../io/file-source.js';
import { readAim } from '../../measure/aim/read-aim.js';
import { identifyingIn } from '../../measure/identifying.js';
import { readPresentationState } from '../../measure/presentation/read-presentation-state.js';
import type { MeasurementSource } from '../../measure/source.js';
import { readStructuredReport } from '../../measure/sr/read-structured-report.js';
import type { ReadSource, ReadSourcesJob, SourceFile } from './measure-job.js';

/** An XML file that is larger than this is no annotation. */
const MAX_XML_BYTES = 64 * 1024 * 1024;

/** Reads objects, each by itself: one that cannot be read has a code in its place. */
export function readSources({ sources }: Pick<ReadSourcesJob, 'sources'>): ReadSource[] {
  return sources.map(readSource);
}

function readSource(source: SourceFile): ReadSource {
  try {
    return source.kind === 'AIM' ? readXml(source) : readObject(source);
  } catch (error) {
    if (error instanceof DicomError || error instanceof FileError) return { unreadable: error.code };
    throw error;
  }
}

function readObject({ path, kind, sopInstanceUID }: SourceFile): MeasurementSource {
  const file = new FileSource(Buffer.from(path));
  try {
    const { dataset } = readPart10(file);
    // The file may have been replaced since it was scanned.
    if ((dataset.string('SOPInstanceUID') ?? '') !== sopInstanceUID)
      throw new FileError('changed-while-read');
    const read = kind === 'PR' ? readPresentationState(dataset) : readStructuredReport(dataset);
    return { ...read, identifying: identifyingIn(dataset) };
  } finally {
    file.close();
  }
}

function readXml({ path }: SourceFile): MeasurementSource {
  const file = new FileSource(Buffer.from(path));
  try {
    const bytes = new Uint8Array(Math.min(file.size, MAX_XML_BYTES + 1));
    const length = file.read(bytes, 0, bytes.length, 0);
    file.assertUnchanged();
    return readAim(bytes.subarray(0, length));
  } finally {
    file.close();
  }
}
