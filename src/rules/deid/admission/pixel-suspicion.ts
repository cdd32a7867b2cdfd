import type { Dataset } from '../../../dicom/dataset.js';
import type { SopClass } from './sop-classes.js';

/**
 * PS3.3 C.7.3.1.1.1: ultrasound, intravascular and bone ones, and the retired terms for echocardiography and Doppler.
 * Their images mostly have names burned in, which PS3.15 E.3.1 would clean.
 */
const ULTRASOUND = new Set(['US', 'IVUS', 'BDUS', 'EC', 'DD', 'CD']);

/** PS3.3 C.8.6.1: digitised, drawn, scanned or captured from a screen. SYN is computed, not captured. */
const CAPTURED = new Set(['DV', 'DI', 'DF', 'WSD', 'SD', 'SI', 'DRW']);

/** PS3.3 C.7.3.1.1.1: of an image whose device is not told, and of a document. */
const OF_NO_DEVICE = new Set(['OT', 'DOC']);

/**
 * Values of Image Type (0008,0008) without spaces and the like, as scanners write them for pictures of text: GE
 * `SCREEN SAVE`, Philips CT `DOSE…` and `PATIENT_INFO`. The first two are rules of pydicom's deid (deid.dicom), the
 * second after the RSNA's CTP (DicomPixelAnonymizer.script); the third is in Philips' own exports.
 */
const TEXT_PICTURE = /^(?:SCREENSAVE|SCREENSHOT|SCREENCAPTURE|DOSE|PATIENTINFO|EXAMSUMMARY)/;

/**
 * Names that scanners give to series which are pages of text. `Dose Report` and `AVA Report` (GE) are rules of CTP's
 * DicomPixelAnonymizer.script; `Patient Protocol` (Siemens CT) and `Exam Summary` (Philips CT) are the vendors' defaults.
 */
const TEXT_SERIES =
  /\b(?:dose (?:report|info|record|summary)|ava report|patient protocol|exam summary|screen ?(?:save|shot|capture)s?)\b/;

/**
 * True unless Burned In Annotation (0028,0301) is absent, empty or NO. PS3.3 C.7.6.1: NO is the one value that says
 * that nothing is burned in, so any other, misspelt ones too, is taken for YES.
 */
export function hasBurnedInAnnotation(dataset: Dataset): boolean {
  return dataset
    .strings('BurnedInAnnotation')
    .some((value) => !['', 'NO'].includes(value.trim().toUpperCase()));
}

/** True for images of ultrasound, whatever their SOP class is. */
export function isUltrasound(dataset: Dataset, sopClass: SopClass | undefined): boolean {
  if (sopClass?.suspect === 'ultrasound') return true;
  return isImage(sopClass) && ULTRASOUND.has(code(dataset, 'Modality'));
}

/** True for Secondary Capture, and for other images that say that they were captured. */
export function isSecondaryCapture(dataset: Dataset, sopClass: SopClass | undefined): boolean {
  if (sopClass?.suspect === 'secondary-capture') return true;
  return isImage(sopClass) && CAPTURED.has(code(dataset, 'ConversionType'));
}

/** True for pictures of a screen or of a page of text by what their header calls them. */
export function isScreenSave(dataset: Dataset, sopClass: SopClass | undefined): boolean {
  if (!isImage(sopClass)) return false;
  // PS3.3 A.8: of Secondary Capture any modality is true; of CT or MR these are not.
  if (sopClass?.suspect === undefined && OF_NO_DEVICE.has(code(dataset, 'Modality'))) return true;
  const types = dataset.strings('ImageType');
  if (types.some((type) => TEXT_PICTURE.test(type.toUpperCase().replace(/[\s_-]+/g, '')))) return true;
  const series = dataset.string('SeriesDescription');
  return series !== undefined && TEXT_SERIES.test(series.toLowerCase().replace(/[\s_-]+/g, ' '));
}

/** A SOP class that nobody registered may be one of images; a report or a plan has no pixels to burn into. */
function isImage(sopClass: SopClass | undefined): boolean {
  return sopClass === undefined || sopClass.group === 'images' || sopClass.group === 'visible-light';
}

function code(dataset: Dataset, keyword: string): string {
  return (dataset.string(keyword) ?? '').trim().toUpperCase();
}
