import { type NewAttributes, type NewObjectOptions, newObject } from '../../dicom/new-object/new-object.js';
import { RejectionNoteError } from './rejection-note-error.js';
import { referenceType } from './value-type.js';

/** An instance that was delivered under a wrong subject ID. */
export interface RejectedInstance {
  readonly seriesUID: string;
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
}

/** A study that was delivered under a wrong subject ID, as it was delivered, and how its note is written. */
export interface Rejection {
  /** The wrong subject ID: Patient ID and Patient's Name of what is rejected, and so of the note. */
  readonly subject: string;
  readonly studyUID: string;
  /** DICOM DA, as it was released; empty in the note when not given. */
  readonly studyDate?: string | undefined;
  readonly instances: readonly RejectedInstance[];
  /** Clinical Trial attributes of what is rejected, by keyword, and others of the patient and study that it shares. */
  readonly attributes?: NewAttributes;
  /** When it was rejected. */
  readonly at: Date;
  readonly implementation: NewObjectOptions['implementation'];
  /** Makes a UID that nothing else has. */
  readonly newUid: () => string;
}

/** Key Object Selection Document Storage. PS3.4 B.5. */
const KEY_OBJECT_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59';

/** PS3.16 CID 7010. IHE RAD TF-3 4.66, Rejection Note Stored: the title for a wrong patient or procedure. */
const TITLE = {
  CodeValue: '113038',
  CodingSchemeDesignator: 'DCM',
  CodeMeaning: 'Incorrect Modality Worklist Entry',
};

function reference({ sopClassUID, sopInstanceUID }: RejectedInstance): NewAttributes {
  return { ReferencedSOPClassUID: sopClassUID, ReferencedSOPInstanceUID: sopInstanceUID };
}

/** PS3.3 C.17.6.2: everything that the content refers to, by study and series. */
function evidence({ studyUID, instances }: Rejection): NewAttributes[] {
  const series = new Map<string, NewAttributes[]>();
  for (const instance of instances) {
    const sops = series.get(instance.seriesUID);
    if (sops) sops.push(reference(instance));
    else series.set(instance.seriesUID, [reference(instance)]);
  }
  const ReferencedSeriesSequence = [...series].map(([SeriesInstanceUID, ReferencedSOPSequence]) => ({
    SeriesInstanceUID,
    ReferencedSOPSequence,
  }));
  return [{ StudyInstanceUID: studyUID, ReferencedSeriesSequence }];
}

/** The document: PS3.3 C.17.6.2 and C.17.3, PS3.16 TID 2010. */
function content(rejection: Rejection): NewAttributes {
  return {
    CurrentRequestedProcedureEvidenceSequence: evidence(rejection),
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [TITLE],
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '2010' }],
    ContentSequence: rejection.instances.map((instance) => ({
      RelationshipType: 'CONTAINS',
      ValueType: referenceType(instance.sopClassUID),
      ReferencedSOPSequence: [reference(instance)],
    })),
  };
}

/** Patient and General Study module: what the note shares with the study it is in. PS3.3 C.7.1.1, C.7.2.1. */
function patientAndStudy({ subject, studyUID, studyDate }: Rejection): NewAttributes {
  return {
    PatientID: subject,
    PatientName: subject,
    StudyInstanceUID: studyUID,
    ...(studyDate !== undefined && { StudyDate: studyDate }),
  };
}

/** Attributes of type 2, which may be empty. */
const MAY_BE_EMPTY: NewAttributes = {
  PatientBirthDate: '',
  PatientSex: '',
  StudyDate: '',
  StudyTime: '',
  StudyID: '',
  AccessionNumber: '',
  ReferringPhysicianName: '',
};

/** Key Object Document Series, General Equipment, Key Object Document and SOP Common: PS3.3 C.17.6.1, C.7.5.1. */
function ownModules({ at, implementation, newUid }: Rejection): NewAttributes {
  const [date = '', time = ''] = at.toISOString().split(/[T.]/);
  return {
    Modality: 'KO',
    SeriesInstanceUID: newUid(),
    SeriesNumber: 1,
    SeriesDescription: 'Rejection note',
    ReferencedPerformedProcedureStepSequence: [],
    Manufacturer: 'corelab',
    SoftwareVersions: implementation.versionName,
    SOPClassUID: KEY_OBJECT_SELECTION,
    SOPInstanceUID: newUid(),
    InstanceNumber: 1,
    TimezoneOffsetFromUTC: '+0000',
    ContentDate: date.replaceAll('-', ''),
    ContentTime: time.replaceAll(':', ''),
  };
}

function check({ instances }: Rejection): void {
  if (instances.length === 0) {
    const message = 'a rejection note must name what it rejects: no instance of the study is known';
    throw new RejectionNoteError('nothing-rejected', message);
  }
  if (new Set(instances.map(({ sopInstanceUID }) => sopInstanceUID)).size < instances.length) {
    const message = 'a rejection note names each instance once: one is listed twice';
    throw new RejectionNoteError('instance-twice', message);
  }
}

/**
 * A rejection note for a study that was delivered under a wrong subject ID: a Key Object Selection Document (PS3.3
 * A.35.4) with the title (113038, DCM) that refers to every instance, in the wrong study itself, so that an archive
 * takes them out of view (IHE RAD TF-3 4.66, Imaging Object Change Management). Each study needs a note of its own.
 * @returns a whole Part 10 file
 * @throws RejectionNoteError when there is no instance, or one is listed twice
 * @throws NewObjectError, UnknownKeywordError for values and attributes that cannot be written
 */
export async function rejectionNote(rejection: Rejection): Promise<Uint8Array> {
  check(rejection);
  const attributes = {
    ...MAY_BE_EMPTY,
    ...rejection.attributes,
    ...patientAndStudy(rejection),
    ...ownModules(rejection),
    ...content(rejection),
  };
  return await newObject(attributes, { implementation: rejection.implementation });
}
