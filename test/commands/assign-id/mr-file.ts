import { uid } from '../../../fixtures/random.js';
import { type Attributes, dataset } from '../../../fixtures/writer/element.js';
import { writePart10 } from '../../../fixtures/writer/part10.js';

/** MR Image Storage. PS3.4 B.5. */
const MR_IMAGE = '1.2.840.10008.5.1.4.1.1.4';

/** A patient as a header names them. */
export interface HeaderPatient {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: 'F' | 'M' | 'O' | '';
}

/** The Study Instance UID of a study of these tests. */
export function studyUid(study: string): string {
  return uid(`study of assign-id tests ${study}`);
}

/**
 * A whole MR study in one file of 2 × 2 pixels: as little as can be scanned, assigned and copied.
 * @param date of the study, DA
 * @param but puts other attributes in place, or takes them out
 */
export function mrFile(study: string, patient: HeaderPatient, date: string, but: Attributes = {}): Buffer {
  const base: Attributes = {
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: MR_IMAGE,
    SOPInstanceUID: uid(`instance of assign-id tests ${study}`),
    StudyInstanceUID: studyUid(study),
    SeriesInstanceUID: uid(`series of assign-id tests ${study}`),
    StudyDate: date,
    StudyTime: '093000',
    StudyID: '1',
    SeriesNumber: 1,
    InstanceNumber: 1,
    Modality: 'MR',
    Manufacturer: 'EXAMPLE',
    PatientName: patient.name,
    PatientID: patient.id,
    IssuerOfPatientID: 'NORTHMERE',
    PatientBirthDate: patient.birthDate,
    PatientSex: patient.sex,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: 2,
    Columns: 2,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    PixelData: Buffer.alloc(8, 1),
  };
  return Buffer.from(writePart10(dataset({ ...base, ...but })));
}

const FAMILY = [
  'Ashdown',
  'Birtwhistle',
  'Copperfield',
  'Dunmore',
  'Everdene',
  'Fanshawe',
  'Gadsby',
  'Harkness',
];
const GIVEN = [
  'Agnes',
  'Bertram',
  'Clementine',
  'Dorian',
  'Eudora',
  'Fergus',
  'Georgiana',
  'Horatio',
  'Imogen',
];

/** Person number `n`: no two have the same number, or the same name and birth date. */
export function person(n: number): HeaderPatient {
  const pick = (names: readonly string[], i: number): string => names[i % names.length] ?? '';
  const family = `${pick(FAMILY, n)}${String.fromCharCode(97 + (n % 26), 97 + (Math.floor(n / 26) % 26))}`;
  const day = new Date(Date.UTC(1940, 0, 2 + ((n * 37) % 20_000))).toISOString().slice(0, 10);
  return {
    id: `NM-${String(500_000 + n * 7)}`,
    name: `${family}^${pick(GIVEN, Math.floor(n / FAMILY.length))}`,
    birthDate: day.replaceAll('-', ''),
    sex: n % 2 === 0 ? 'F' : 'M',
  };
}
