import type { Report } from '../../../report/envelope.js';
import { rows } from '../../rows.js';
import type { ManifestContext } from '../context.js';
import { deviceRows } from './device-rows.js';
import { dicomdirRows, duplicateRows, notDicomRows, unreadableRows } from './file-rows.js';
import { patientRows, studyRows } from './study-rows.js';

/** Counts; `filesIn = dicom + notDicom + unreadable`, DICOMDIRs being DICOM, `duplicates` the files too many. */
export function summary({
  scan: { files, instances, notDicom, unreadable },
  delivery,
  repetition,
}: ManifestContext) {
  const surplus = delivery.repeated.reduce((sum, group) => sum + group.length - 1, 0);
  return {
    filesIn: files.size,
    dicom: files.size - notDicom.size - unreadable.size,
    notDicom: notDicom.size,
    unreadable: unreadable.size,
    duplicates: repetition.reduce((sum, group) => sum + group.files.length - 1, 0),
    patients: delivery.patients.length,
    studies: delivery.studies.length,
    series: delivery.studies.reduce((sum, study) => sum + study.series.length, 0),
    instances: instances.size - surplus,
  };
}

/** The sections of a manifest, in the report's order. */
export function sections(context: ManifestContext): Report['sections'] {
  return {
    patients: rows(() => patientRows(context)),
    studies: rows(() => studyRows(context)),
    devices: deviceRows(context),
    notDicom: rows(() => notDicomRows(context)),
    unreadable: rows(() => unreadableRows(context)),
    duplicates: rows(() => duplicateRows(context)),
    dicomdirs: rows(() => dicomdirRows(context)),
  };
}
