/** Why a file is quarantined before anything is done to it. */
export type AdmissionCode =
  | 'not-an-instance'
  | 'sop-class-contradicted'
  | 'encapsulated-document'
  | 'overlay-in-pixel-data'
  | 'burned-in-annotation'
  | 'ultrasound'
  | 'secondary-capture'
  | 'screen-save'
  | 'sop-class-not-admitted';

interface Decided {
  /** What decides it, as reports quote it. */
  readonly source: string;
  /** Whether a person who has looked at the file may let it through. */
  readonly canBeReleased: boolean;
}

const DECIDED: Readonly<Record<AdmissionCode, Decided>> = {
  // Without a class nobody knows of what Type its attributes are; without a UID nothing can refer to it.
  'not-an-instance': { source: 'PS3.3 C.12.1.1.1 SOP Common Module', canBeReleased: false },
  'sop-class-contradicted': {
    source: 'PS3.10 7.1, Media Storage SOP Class UID (0002,0002)',
    canBeReleased: false,
  },
  'encapsulated-document': {
    source: 'PS3.3 A.45 and C.24.2, Encapsulated Document (0042,0011)',
    canBeReleased: false,
  },
  'overlay-in-pixel-data': {
    source: 'PS3.5 8.1.2, Overlay Bit Position (60xx,0102)',
    canBeReleased: false,
  },
  'burned-in-annotation': {
    source: 'PS3.15 E.3.1, Burned In Annotation (0028,0301)',
    canBeReleased: true,
  },
  ultrasound: {
    source: 'PS3.15 E.3.1 Clean Pixel Data Option: ultrasound',
    canBeReleased: true,
  },
  'secondary-capture': {
    source: 'PS3.15 E.3.1 Clean Pixel Data Option: Secondary Capture and Conversion Type (0008,0064)',
    canBeReleased: true,
  },
  'screen-save': {
    source: 'PS3.15 E.3.1 Clean Pixel Data Option: Image Type (0008,0008), Series Description (0008,103E)',
    canBeReleased: true,
  },
  'sop-class-not-admitted': { source: 'profile, admission.sopClasses', canBeReleased: true },
};

/** What decides a code: the section of the standard, or the place in the profile. */
export function admissionSource(code: AdmissionCode): string {
  return DECIDED[code].source;
}

/** True for what a person who has looked at the file may let through (`quarantine release`). */
export function canBeReleased(code: AdmissionCode): boolean {
  return DECIDED[code].canBeReleased;
}

/** True for the codes of this list; what a journal or a command line names is any text. */
export function isAdmissionCode(code: string): code is AdmissionCode {
  return Object.hasOwn(DECIDED, code);
}
