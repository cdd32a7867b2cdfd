import type { DicomFile } from '../../dicom/part10.js';
import type { FileToCopy, InstanceUids } from './copy-job.js';
import { Refusal } from './maker.js';
import { areUsable } from './output-name.js';

/**
 * The file may have been replaced by another since the scan: it must not get the subject of the one that was there.
 * @throws Refusal `input-changed`, `uid-unusable`
 */
export function refuseOtherInstance(
  { dataset }: DicomFile,
  { uids, patientID }: Pick<FileToCopy<unknown>, 'uids' | 'patientID'>,
): void {
  const own: InstanceUids = {
    studyUID: dataset.string('StudyInstanceUID') ?? '',
    seriesUID: dataset.string('SeriesInstanceUID') ?? '',
    sopInstanceUID: dataset.string('SOPInstanceUID') ?? '',
  };
  const isSame =
    own.studyUID === uids.studyUID &&
    own.seriesUID === uids.seriesUID &&
    own.sopInstanceUID === uids.sopInstanceUID &&
    (patientID === undefined || patientID === (dataset.string('PatientID') ?? ''));
  if (!isSame) throw new Refusal('input-changed');
  if (!areUsable(own)) throw new Refusal('uid-unusable');
}
