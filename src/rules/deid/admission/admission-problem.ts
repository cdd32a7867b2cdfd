import type { Dataset } from '../../../dicom/dataset.js';
import type { DicomFile } from '../../../dicom/part10.js';
import type { Admission } from '../profile/profile.js';
import { type AdmissionCode, canBeReleased } from './admission-code.js';
import { hasBurnedInAnnotation, isScreenSave, isSecondaryCapture, isUltrasound } from './pixel-suspicion.js';
import { type SopClass, sopClassOf } from './sop-classes.js';

/** What is asked of a file. */
interface Asked {
  readonly file: DicomFile;
  readonly dataset: Dataset;
  /** SOP Class UID (0008,0016). */
  readonly uid: string;
  readonly sopClass: SopClass | undefined;
  readonly admission: Admission;
}

/** Every question with the code that a yes is; what nobody can let through comes first. */
const QUESTIONS: readonly (readonly [AdmissionCode, (asked: Asked) => boolean])[] = [
  ['not-an-instance', isNoInstance],
  ['sop-class-contradicted', isContradicted],
  ['encapsulated-document', isEncapsulated],
  ['burned-in-annotation', ({ dataset }) => hasBurnedInAnnotation(dataset)],
  ['ultrasound', ({ dataset, sopClass }) => isUltrasound(dataset, sopClass)],
  ['secondary-capture', ({ dataset, sopClass }) => isSecondaryCapture(dataset, sopClass)],
  ['screen-save', ({ dataset, sopClass }) => isScreenSave(dataset, sopClass)],
  ['sop-class-not-admitted', isNotListed],
];

/** Codes by what `admission.allow` calls them. */
const ALLOWABLE: Readonly<Record<NonNullable<Admission['allow']>[number], AdmissionCode>> = {
  'burned-in': 'burned-in-annotation',
  ultrasound: 'ultrasound',
  'secondary-capture': 'secondary-capture',
  'screen-save': 'screen-save',
};

/**
 * Why a file must be quarantined whatever its attributes would become: what its pixels may show cannot be taken out, or
 * the profile does not know its kind.
 * @param released codes that a person let through for this file; those that cannot be released have no effect
 * @returns the first reason, or undefined when the file may be de-identified
 */
export function admissionProblem(
  file: DicomFile,
  admission: Admission,
  released: readonly string[] = [],
): AdmissionCode | undefined {
  const { dataset } = file;
  const uid = dataset.string('SOPClassUID') ?? '';
  const asked = { file, dataset, uid, sopClass: sopClassOf(uid), admission };
  const isPassed = (code: AdmissionCode): boolean =>
    released.includes(code) || (admission.allow ?? []).some((name) => ALLOWABLE[name] === code);
  return QUESTIONS.find(([code, isSo]) => !(isPassed(code) && canBeReleased(code)) && isSo(asked))?.[0];
}

/** PS3.3 C.12.1: both are of Type 1. A DICOMDIR has neither, and is no patient's. */
function isNoInstance({ dataset, uid, sopClass }: Asked): boolean {
  return uid === '' || dataset.string('SOPInstanceUID') === undefined || sopClass?.isDirectory === true;
}

/** PS3.10 7.1: the file meta information repeats the class of the data set. Which of two is true, nobody can tell. */
function isContradicted({ file, uid }: Asked): boolean {
  const stated = file.meta.string('MediaStorageSOPClassUID');
  return stated !== undefined && stated !== uid;
}

function isEncapsulated({ dataset, sopClass }: Asked): boolean {
  return sopClass?.isEncapsulated === true || dataset.has('EncapsulatedDocument');
}

function isNotListed({ uid, sopClass, admission }: Asked): boolean {
  return !admission.sopClasses.some((entry) => names(entry, uid, sopClass));
}

function names(entry: string, uid: string, sopClass: SopClass | undefined): boolean {
  if (entry === uid) return true;
  if (!sopClass) return false;
  return (
    entry === sopClass.group ||
    entry === sopClass.keyword ||
    (entry === 'all' && sopClass.group !== undefined)
  );
}
