import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { uid } from '../../../fixtures/random.js';
import { type Attributes, dataset } from '../../../fixtures/writer/element.js';
import { writePart10 } from '../../../fixtures/writer/part10.js';

/** MR Image Storage. PS3.4 B.5. */
const MR_IMAGE = '1.2.840.10008.5.1.4.1.1.4';

const SLICES = 6;
const SPACING_MM = 3;

/** The three series of a visit: what they have of their own. */
export const SERIES = {
  t1: {
    SeriesNumber: 2,
    SeriesDescription: 't1_se_tra',
    ScanningSequence: 'SE',
    SequenceVariant: 'NONE',
    RepetitionTime: 600,
    EchoTime: 20,
    FlipAngle: 90,
    AcquisitionTime: '093100',
  },
  flair: {
    SeriesNumber: 3,
    SeriesDescription: 't2_flair_tra',
    ScanningSequence: ['SE', 'IR'],
    SequenceVariant: 'SK',
    RepetitionTime: 9500,
    EchoTime: 120,
    InversionTime: 2400,
    FlipAngle: 150,
    AcquisitionTime: '093600',
  },
  pd: {
    SeriesNumber: 4,
    SeriesDescription: 'pd_tse_tra',
    ScanningSequence: 'SE',
    SequenceVariant: 'SK',
    RepetitionTime: 2700,
    EchoTime: 26,
    FlipAngle: 150,
    AcquisitionTime: '094200',
  },
} as const satisfies Readonly<Record<string, Attributes>>;

/** See {@link SERIES}. */
export type SiteSeries = keyof typeof SERIES;

/** What is not as declared at one subject. */
export interface Deviant {
  readonly series: SiteSeries;
  /** Attributes in place of the declared ones; undefined takes one out. */
  readonly but?: Attributes;
  /** Only this slice, from 0; all when not given. */
  readonly slice?: number;
  /** Slices that are not there. */
  readonly without?: readonly number[];
  /** The series is not there at all. */
  readonly missing?: boolean;
  /** The series is there once more, with another number. */
  readonly repeated?: boolean;
}

/** What one visit of a subject has of its own. */
export interface Visit {
  readonly subject: number;
  /** Day of the study, DA. */
  readonly date?: string;
  /** Attributes of all its series. */
  readonly but?: Attributes;
  readonly deviants?: readonly Deviant[];
}

/** UIDs of a visit, by which reports name it. */
export function studyUid({ subject, date = '20260105' }: Pick<Visit, 'subject' | 'date'>): string {
  return uid(`study of protocol tests ${subject} ${date}`);
}

/** The UID of a series of a visit. */
export function seriesUid(visit: Pick<Visit, 'subject' | 'date'>, series: string): string {
  return uid(`series of protocol tests ${studyUid(visit)} ${series}`);
}

/** Writes the files of a visit below a folder: three series of six slices, less or more what the deviants say. */
export function writeVisit(folder: string, visit: Visit): void {
  for (const series of Object.keys(SERIES) as SiteSeries[]) {
    const own = (visit.deviants ?? []).filter((deviant) => deviant.series === series);
    if (own.some(({ missing }) => missing)) continue;
    writeSeries(folder, visit, { series, own });
    if (own.some(({ repeated }) => repeated)) writeSeries(folder, visit, { series, own, again: true });
  }
}

interface SeriesPlan {
  readonly series: SiteSeries;
  readonly own: readonly Deviant[];
  readonly again?: boolean;
}

function writeSeries(folder: string, visit: Visit, { series, own, again = false }: SeriesPlan): void {
  const key = again ? `${series} again` : series;
  const place = join(folder, `S${String(visit.subject).padStart(3, '0')}`, visit.date ?? 'd', key);
  mkdirSync(place, { recursive: true });
  for (let slice = 0; slice < SLICES; slice++) {
    if (own.some(({ without }) => without?.includes(slice))) continue;
    const but = own.filter((deviant) => deviant.slice === undefined || deviant.slice === slice);
    const attributes = Object.assign({}, ...but.map((deviant) => deviant.but ?? {})) as Attributes;
    const number = again ? { SeriesNumber: SERIES[series].SeriesNumber + 20 } : {};
    const file = {
      ...common(visit, key, slice),
      ...SERIES[series],
      ...number,
      ...visit.but,
      ...attributes,
    };
    writeFileSync(join(place, `IM${slice}`), writePart10(dataset(file)));
  }
}

function common(visit: Visit, key: string, slice: number): Attributes {
  const { subject, date = '20260105' } = visit;
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    ImageType: ['ORIGINAL', 'PRIMARY', 'M'],
    SOPClassUID: MR_IMAGE,
    SOPInstanceUID: uid(`instance of protocol tests ${studyUid(visit)} ${key} ${slice}`),
    StudyInstanceUID: studyUid(visit),
    SeriesInstanceUID: seriesUid(visit, key),
    FrameOfReferenceUID: uid(`frame of protocol tests ${studyUid(visit)}`),
    StudyDate: date,
    SeriesDate: date,
    AcquisitionDate: date,
    StudyTime: '093000',
    StudyID: '1',
    InstanceNumber: slice + 1,
    Modality: 'MR',
    Manufacturer: 'SIEMENS',
    ManufacturerModelName: 'Imaginary 3T',
    DeviceSerialNumber: '70001',
    SoftwareVersions: 'syngo MR E11',
    MagneticFieldStrength: 3,
    ReceiveCoilName: 'HeadNeck_20',
    PatientName: `Ashgrove^Subject${subject}`,
    PatientID: `PT-${4000 + subject}`,
    PatientBirthDate: '19700101',
    PatientSex: 'O',
    MRAcquisitionType: '2D',
    SliceThickness: SPACING_MM,
    SpacingBetweenSlices: SPACING_MM,
    PixelBandwidth: 130,
    AcquisitionMatrix: [0, 256, 192, 0],
    InPlanePhaseEncodingDirection: 'ROW',
    EchoTrainLength: 1,
    NumberOfAverages: 1,
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    ImagePositionPatient: [-1, -1, slice * SPACING_MM],
    PixelSpacing: [1, 1],
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
}

/** The protocol of the site, as an imaging manual would have it. */
export const SITE_PROTOCOL = `# yaml-language-server: $schema=../schemas/protocol.schema.json
schema: corelab/protocol@1
protocol: { id: SITE-01, version: 1, source: "Imaging manual v1" }
series:
  t1:
    match: { Modality: MR, SeriesDescription: /t1_se/i }
    checks: &common
      sliceSpacing: { value: 3 mm, tol: 0.01 mm, source: "manual, table 2" }
      missingSlices: 0
      slices: { min: 6 }
      SliceThickness: { value: 3 mm, tol: 1% }
      MagneticFieldStrength: { value: 3 T, tol: 0.1 T }
      ReceiveCoilName: { matches: /head/i }
      acquisitionMatrix: { ordered: [256, 192] }
      FlipAngle: { min: 80 deg, max: 160 deg }
  flair:
    match: { Modality: MR, SeriesDescription: /flair/i }
    checks:
      RepetitionTime: { value: 9500 ms, tol: 1% }
      EchoTime: { min: 100 ms, max: 130 ms, target: { min: 115 ms, max: 125 ms } }
      InversionTime: { value: 2400 ms, tol: 5% }
      sliceSpacing: { value: 3 mm, tol: 0.01 mm }
      ReceiveCoilName: { matches: /head/i }
      acquisitionMatrix: { ordered: [256, 192] }
  pd:
    match: { Modality: MR, SeriesDescription: /pd_tse/i }
    checks:
      EchoTime: { value: 26 ms, tol: 1 ms }
      acquisitionMatrix: { ordered: [256, 192] }
    variants:
      - when: { Manufacturer: SIEMENS, SoftwareVersions: ">=VD13" }
        checks: { RepetitionTime: { value: 2700 ms, tol: 1% } }
crossSeries:
  - { same: [FrameOfReferenceUID], of: [t1, flair, pd] }
acrossVisits:
  - { same: [DeviceSerialNumber, SoftwareVersions], onDeviation: warn }
`;
