import type { Dataset } from '../dicom/dataset.js';

/** Who the patient is, as the header says it. Identifying: stays in memory, enters a report only when asked for. */
export interface PatientIdentity {
  readonly issuer: string;
  readonly id: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
}

/** What a scanner says it will send, where it says so. */
export interface DeclaredCounts {
  /** Number of Slices (0054,0081). */
  readonly slices?: number;
  /** Number of Time Slices (0054,0101). */
  readonly timeSlices?: number;
  /** Images in Acquisition (0020,1002). */
  readonly imagesInAcquisition?: number;
  /** Number of Temporal Positions (0020,0105). */
  readonly temporalPositions?: number;
  /** Spacing Between Slices (0018,0088), mm. */
  readonly sliceSpacingMm?: number;
}

/** Values by which someone could be found. */
export interface IdentifyingValues {
  /** Names, record numbers, dates: every part of them identifies. */
  readonly words: readonly string[];
  /** Institutions and addresses: made of everyday words, they identify as a whole. */
  readonly phrases: readonly string[];
}

/** What the instances of a series have in common. Instances that differ here get headers of their own. */
export interface SeriesHeader {
  readonly studyUID: string;
  readonly seriesUID: string;
  readonly sopClassUID: string;
  readonly transferSyntax: string;
  readonly modality: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly softwareVersions: readonly string[];
  readonly station: string;
  readonly fieldStrengthT: number | undefined;
  readonly seriesNumber: number | undefined;
  readonly seriesDescription: string;
  readonly studyDescription: string;
  readonly studyDate: string;
  readonly frameOfReferenceUID: string;
  /** Lossy Image Compression (0028,2110) is 01. PS3.3 C.7.6.1.1.5. */
  readonly lossy: boolean;
  readonly declared: DeclaredCounts;
  readonly patient: PatientIdentity;
  /** Values that must not appear in a report, whoever they belong to. */
  readonly identifying: IdentifyingValues;
  /** What the caller asked for besides: values by the names it gave. Absent when it asked for nothing. */
  readonly further?: Readonly<Record<string, readonly string[]>>;
}

const WORDS = [
  'PatientName',
  'OtherPatientNames',
  'PatientBirthName',
  'PatientMotherBirthName',
  'ReferringPhysicianName',
  'PerformingPhysicianName',
  'OperatorsName',
  'RequestingPhysician',
  'NameOfPhysiciansReadingStudy',
  'PhysiciansOfRecord',
  'ContentCreatorName',
  'ResponsiblePerson',
  'PatientID',
  'OtherPatientIDs',
  'AccessionNumber',
  'PatientBirthDate',
  'PatientTelephoneNumbers',
] as const;

const PHRASES = [
  'InstitutionName',
  'InstitutionAddress',
  'PatientAddress',
  'InstitutionalDepartmentName',
] as const;

function values(ds: Dataset, keywords: readonly string[]): string[] {
  return keywords.flatMap((keyword) => ds.strings(keyword)).filter((value) => value !== '');
}

function count(ds: Dataset, keyword: string): number | undefined {
  const value = ds.number(keyword);
  return value !== undefined && value > 0 ? value : undefined;
}

function declaredCounts(ds: Dataset): DeclaredCounts {
  const all = {
    slices: count(ds, 'NumberOfSlices'),
    timeSlices: count(ds, 'NumberOfTimeSlices'),
    imagesInAcquisition: count(ds, 'ImagesInAcquisition'),
    temporalPositions: count(ds, 'NumberOfTemporalPositions'),
    sliceSpacingMm: count(ds, 'SpacingBetweenSlices'),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The patient as the header names them; absent attributes are empty. */
export function readPatient(ds: Dataset): PatientIdentity {
  return {
    issuer: ds.string('IssuerOfPatientID') ?? '',
    id: ds.string('PatientID') ?? '',
    name: ds.string('PatientName') ?? '',
    birthDate: ds.string('PatientBirthDate') ?? '',
    sex: ds.string('PatientSex') ?? '',
  };
}

/** Every attribute that {@link readSeriesHeader} reads, the character set included. */
const ATTRIBUTES: readonly string[] = [
  'SpecificCharacterSet',
  'SOPClassUID',
  'StudyDate',
  'Modality',
  'Manufacturer',
  'StationName',
  'StudyDescription',
  'SeriesDescription',
  'ManufacturerModelName',
  'IssuerOfPatientID',
  'PatientSex',
  'MagneticFieldStrength',
  'SpacingBetweenSlices',
  'DeviceSerialNumber',
  'SoftwareVersions',
  'StudyInstanceUID',
  'SeriesInstanceUID',
  'SeriesNumber',
  'FrameOfReferenceUID',
  'NumberOfTemporalPositions',
  'ImagesInAcquisition',
  'LossyImageCompression',
  'NumberOfSlices',
  'NumberOfTimeSlices',
  ...WORDS,
  ...PHRASES,
];

/** What the names of {@link readSeriesHeader} lie in, each once. */
function topLevel(names: readonly string[]): Set<string> {
  return new Set(names.map((name) => name.split('.')[0] ?? ''));
}

/** Values of an attribute by its keyword, or of all items of a sequence by `Sequence.Keyword`; empty ones left out. */
function valuesOf(ds: Dataset, name: string): string[] {
  const [sequence = '', keyword] = name.split('.');
  if (keyword === undefined) return values(ds, [name]);
  return ds.sequence(sequence).map((item) => item.string(keyword) ?? '');
}

/**
 * Equal for instances whose series headers are equal, without decoding them: the attributes' raw bytes. Instances of
 * a series are mostly equal here, and 200,000 headers need not be decoded to find that out.
 * @param further names of attributes that the header holds besides; of those inside a sequence, the whole of it counts
 */
export function seriesKey(ds: Dataset, transferSyntax: string, further: readonly string[] = []): string {
  let key = transferSyntax;
  for (const keyword of ATTRIBUTES) key += `\n${ds.rawText(keyword)}`;
  for (const keyword of topLevel(further)) key += `\n${ds.rawText(keyword)}`;
  return key;
}

/**
 * Study and series attributes of an instance. Absent ones are empty, never made up.
 * @param further attributes to read besides: keywords, or `Sequence.Keyword` for one value an item (empty where absent)
 */
export function readSeriesHeader(
  ds: Dataset,
  transferSyntax: string,
  further: readonly string[] = [],
): SeriesHeader {
  const text = (keyword: string): string => ds.string(keyword) ?? '';
  return {
    studyUID: text('StudyInstanceUID'),
    seriesUID: text('SeriesInstanceUID'),
    sopClassUID: text('SOPClassUID'),
    transferSyntax,
    modality: text('Modality'),
    manufacturer: text('Manufacturer'),
    model: text('ManufacturerModelName'),
    serial: text('DeviceSerialNumber'),
    softwareVersions: ds.strings('SoftwareVersions').filter((version) => version !== ''),
    station: text('StationName'),
    fieldStrengthT: ds.number('MagneticFieldStrength'),
    seriesNumber: ds.number('SeriesNumber'),
    seriesDescription: text('SeriesDescription'),
    studyDescription: text('StudyDescription'),
    studyDate: text('StudyDate'),
    frameOfReferenceUID: text('FrameOfReferenceUID'),
    lossy: text('LossyImageCompression') === '01',
    declared: declaredCounts(ds),
    patient: readPatient(ds),
    identifying: { words: values(ds, WORDS), phrases: values(ds, PHRASES) },
    ...(further.length > 0 && {
      further: Object.fromEntries(further.map((name) => [name, valuesOf(ds, name)])),
    }),
  };
}
