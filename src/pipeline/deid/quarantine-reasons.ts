import { DICOM_ERROR_TEXTS } from '../../dicom/errors.js';
import { REWRITE_ERROR_TEXTS } from '../../dicom/rewrite/rewrite-error.js';
import { CATALOGUE, type FindingCode } from '../../findings/catalogue.js';
import { admissionSource, isAdmissionCode } from '../../rules/deid/admission/admission-code.js';
import { FILE_TEXTS } from '../scan/reasons.js';

/** The finding that a quarantined file is counted under. */
export type QuarantineGroup = Extract<FindingCode, `quarantined-${string}`>;

/** A quarantine code as reports explain it. */
export interface QuarantineReason {
  readonly group: QuarantineGroup;
  /** In words; free of values. */
  readonly text: string;
  readonly source: string;
}

type Table = Readonly<Record<string, string>>;

const UNASSIGNED: Table = {
  'study-of-several-patients': 'the study holds files of several patients',
  'patient-contradicted': 'the patient ID comes with different names, birth dates or sexes',
  'no-patient-id': 'there is no patient ID, and nothing was assigned',
  unassigned: 'the assignments have no subject for the study',
  'assignment-conflict': 'the assignments have two answers for the patient',
  withdrawn: 'the subject has left the trial',
  superseded: 'the crosswalk has the study otherwise than the assignments, or its subject has left',
  'no-date-shift': 'the assignments have no date shift, and the profile shifts dates',
};

const CONTRADICTORY: Table = {
  'uid-unusable': 'a UID is absent, or none by PS3.5 9.1',
  'series-of-several-studies': 'the series stands in several studies',
  'instance-of-several-series': 'the SOP Instance UID stands in several series',
  'name-conflict': 'another content was released, or is to be released, under the same UIDs',
};

const ADMISSION: Table = {
  'not-an-instance': 'the SOP class or SOP instance is not named',
  'sop-class-contradicted': 'the file meta information names another SOP class than the data set',
  'encapsulated-document': 'it holds a document, which nobody can clean',
  'overlay-in-pixel-data': 'an overlay lies in bits of the pixels',
  'burned-in-annotation': 'the header says that text is burned into the pixels',
  ultrasound: 'ultrasound shows names in its pixels',
  'secondary-capture': 'secondary captures may show names in their pixels',
  'screen-save': 'screen saves may show names in their pixels',
  'sop-class-not-admitted': 'the profile does not admit its SOP class',
};

const RESIDUE: Table = {
  'identifier-found': 'the output still held a value or UID of the delivery',
  'output-unreadable': 'the output could not be read again',
};

const UNREADABLE: Table = {
  ...DICOM_ERROR_TEXTS,
  ...FILE_TEXTS,
  'character-set-unknown':
    'it declares a character set that there is none of, so that its texts cannot be read',
  'patient-unreadable':
    "bytes of the patient's name or ID are no text, so that nothing could be searched for it",
  'pixel-data-short': 'the pixel data is shorter than the header says',
  'pixel-data-absent': 'the header describes an image, but there is no pixel data',
  'input-changed': 'the file is not what it was when the delivery was read',
};

const NOT_REWRITTEN: Table = { ...REWRITE_ERROR_TEXTS, 'internal-error': 'this program failed on it' };

const GROUPS: readonly (readonly [QuarantineGroup, Table])[] = [
  ['quarantined-unassigned', UNASSIGNED],
  ['quarantined-contradictory', CONTRADICTORY],
  ['quarantined-not-admitted', ADMISSION],
  ['quarantined-residue', RESIDUE],
  ['quarantined-not-rewritten', NOT_REWRITTEN],
  ['quarantined-unreadable', UNREADABLE],
];

/** What a quarantine code means. One that no table has stands for a fault of this program, or of a step of its own. */
export function quarantineReason(code: string): QuarantineReason {
  for (const [group, texts] of GROUPS) {
    const text = Object.hasOwn(texts, code) ? texts[code] : undefined;
    if (text === undefined) continue;
    const source = isAdmissionCode(code) ? admissionSource(code) : CATALOGUE[group].source;
    return { group, text, source };
  }
  const group = 'quarantined-not-rewritten';
  return { group, text: `it could not be de-identified (${code})`, source: CATALOGUE[group].source };
}
