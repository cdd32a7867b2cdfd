import type { TableOption } from '../profile/profile.js';

/**
 * What a content item is about, where that is somebody or something that is not to be known.
 * - `person`: names and IDs of people, and IDs of orders, requests and specimens that lead to them.
 * - `organization`, `device`: where, and with what.
 * - `characteristic`: sex, size and weight of the subject; `age` besides.
 * - `birth`, `calibration`: days that others know, so that a shifted one would tell the shift.
 */
export type ConceptKind =
  | 'person'
  | 'organization'
  | 'device'
  | 'characteristic'
  | 'age'
  | 'birth'
  | 'calibration';

/** The option under which the values of a kind stay, as Table E.1-1 has it for attributes that say the same. */
export const KEPT_BY: Readonly<Record<ConceptKind, TableOption | undefined>> = {
  person: undefined,
  organization: 'retainInstitutionIdentity',
  device: 'retainDeviceIdentity',
  characteristic: 'retainPatientCharacteristics',
  age: 'retainPatientCharacteristics',
  birth: undefined,
  calibration: 'retainFullDates',
};

/** A concept name: the code, and its meaning as the terminology has it. */
export interface Concept {
  readonly kind: ConceptKind;
  readonly meaning: string;
}

type Row = readonly [code: string, kind: ConceptKind, meaning: string];

/** DICOM Controlled Terminology, PS3.16 Annex D; templates TID 1002 to 1010, 1020, 10013 and those of dose. */
const DCM: readonly Row[] = [
  // TID 1003, 1020: people who observe, operate and treat.
  ['121008', 'person', 'Person Observer Name'],
  ['128774', 'person', "Person Observer's Login Name"],
  ['128775', 'person', "Identifier within Person Observer's Role"],
  ['113870', 'person', 'Person Name'],
  ['113871', 'person', 'Person ID'],
  ['113872', 'person', 'Person ID Issuer'],
  ['121081', 'person', 'Physician'],
  ['121114', 'person', 'Performing Physician'],
  ['121152', 'person', 'Person administering drug/contrast'],
  ['113724', 'person', 'Calibration Responsible Party'],
  // TID 1005, 1006, 1007, 1008: the procedure and whom it was done to.
  ['121020', 'person', 'Placer Number'],
  ['121021', 'person', 'Filler Number'],
  ['121022', 'person', 'Accession Number'],
  ['121029', 'person', 'Subject Name'],
  ['121030', 'person', 'Subject ID'],
  ['121036', 'person', 'Mother of fetus'],
  ['113516', 'person', 'Prescription Identifier'],
  // TID 1009, 8001: specimens, whose labels are of the laboratory that knows the patient.
  ['121040', 'person', 'Specimen Accession Number'],
  ['121041', 'person', 'Specimen Identifier'],
  ['111705', 'person', 'Parent Specimen Identifier'],
  ['111706', 'person', 'Issuer of Parent Specimen Identifier'],
  ['111724', 'person', 'Issuer of Specimen Identifier'],
  ['111700', 'person', 'Specimen Container Identifier'],
  ['121043', 'person', 'Slide Identifier'],
  // Where.
  ['121009', 'organization', "Person Observer's Organization Name"],
  ['113873', 'organization', 'Organization Name'],
  ['121434', 'organization', 'Service Delivery Location'],
  ['122128', 'organization', 'Patient Transferred From'],
  // TID 1004, 1010, 1021: with what. Makers and models stay, as Manufacturer (0008,0070) does.
  ['121013', 'device', 'Device Observer Name'],
  ['121016', 'device', 'Device Observer Serial Number'],
  ['121017', 'device', 'Device Observer Physical Location During Observation'],
  ['121193', 'device', 'Device Subject Name'],
  ['121196', 'device', 'Device Subject Serial Number'],
  ['121197', 'device', 'Device Subject Physical Location during observation'],
  ['113877', 'device', 'Device Name'],
  ['113880', 'device', 'Device Serial Number'],
  ['122143', 'device', 'Acquisition Device ID'],
  ['121148', 'device', 'Unit Serial Identifier'],
  // TID 1007: the subject.
  ['121032', 'characteristic', 'Subject Sex'],
  ['121033', 'age', 'Subject Age'],
  ['121031', 'birth', 'Subject Birth Date'],
  ['113723', 'calibration', 'Calibration DateTime'],
];

/** LOINC, in the templates of patient characteristics (TID 3602, 5201, 10024). */
const LN: readonly Row[] = [
  ['21112-8', 'birth', 'Birth date'],
  ['30525-0', 'age', 'Age'],
  ['46098-0', 'characteristic', 'Sex'],
  ['8302-2', 'characteristic', 'Patient Height'],
  ['29463-7', 'characteristic', 'Patient Weight'],
];

/** SNOMED CT, in the same. */
const SCT: readonly Row[] = [
  ['27113001', 'characteristic', 'Body weight'],
  ['50373000', 'characteristic', 'Body height'],
];

/** What vendors call the same in codes of their own: small letters, words parted by one space. */
const BY_MEANING: readonly (readonly [ConceptKind, readonly string[]])[] = [
  [
    'person',
    [
      ...['patient name', 'patients name', 'name of patient', 'subject name', 'patient id', 'patients id'],
      ...['patient identifier', 'subject id', 'mrn', 'medical record number', 'social security number'],
      ...['accession number', 'accession', 'case number', 'placer number', 'filler number'],
      ...['referring physician', 'referring physician name', 'ref physician', 'reading physician'],
      ...['performing physician', 'physician', 'operator', 'operator name', 'operators name', 'sonographer'],
      ...['technologist', 'technologist name', 'radiologist', 'observer', 'observer name', 'user name'],
      ...['recording observers name', 'person observers number within role of clinical trial'],
      ...['patient address', 'patient phone', 'telephone number', 'phone number', 'address'],
    ],
  ],
  [
    'organization',
    [
      'institution',
      'institution name',
      'hospital',
      'hospital name',
      'department',
      'facility',
      'observer organization name',
      'recording observers organization name',
    ],
  ],
  ['device', ['serial number', 'device serial number', 'station name', 'equipment serial number']],
  [
    'characteristic',
    ['patient sex', 'patients sex', 'gender', 'patient weight', 'patient height', 'ethnicity'],
  ],
  ['age', ['patient age', 'patients age', 'subject age']],
  ['birth', ['birth date', 'date of birth', 'birthdate', 'dob', 'patient birth date', 'patients birth date']],
];

const CODED = new Map<string, Concept>();
for (const [scheme, rows] of [
  ['DCM', DCM],
  ['LN', LN],
  ['SCT', SCT],
] as const) {
  for (const [code, kind, meaning] of rows) CODED.set(`${scheme}\t${code}`, { kind, meaning });
}

/** Vendors also copy the meanings of the public codes under codes of their own. */
const NAMED = new Map<string, Concept>([
  ...[...CODED.values()].map((concept) => [folded(concept.meaning), concept] as const),
  ...BY_MEANING.flatMap(([kind, meanings]) =>
    meanings.map((meaning) => [meaning, { kind, meaning }] as const),
  ),
]);

/** A concept name as it stands in a file. */
export interface ConceptName {
  readonly code: string;
  readonly scheme: string;
  readonly meaning: string;
}

/** What a concept name says of whom or what its value tells, or undefined. Its own table first, then its meaning. */
export function conceptOf({ code, scheme, meaning }: ConceptName): Concept | undefined {
  return CODED.get(`${scheme}\t${code}`) ?? NAMED.get(folded(meaning));
}

function folded(meaning: string): string {
  return meaning
    .toLowerCase()
    .replaceAll(/['’.]/g, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
