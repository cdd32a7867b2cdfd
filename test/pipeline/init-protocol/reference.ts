import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePart10 } from '../../../fixtures/writer/part10.js';
import { type Given, image, SOP_CLASS, written } from '../../study/build.js';

/** What every image of a reference says of its scanner. */
const SIEMENS: Given = {
  Manufacturer: 'SIEMENS',
  ManufacturerModelName: 'Skyra',
  SoftwareVersions: 'syngo MR E11',
  DeviceSerialNumber: '4711',
  MagneticFieldStrength: 3,
  PatientPosition: 'HFS',
  FrameOfReferenceUID: '2.25.9',
};

/** The same protocol on the scanner of another make. */
export const GE: Given = {
  Manufacturer: 'GE MEDICAL SYSTEMS',
  ManufacturerModelName: 'SIGNA Artist',
  SoftwareVersions: ['28', 'LX', 'MR Software release:DV28.1_R05_2127.a'],
};

/** How images of a series follow one another. */
interface Row {
  readonly count: number;
  readonly spacingMm: number;
  readonly own: (slice: number) => Given;
}

function row({ count, spacingMm, own }: Row): Given[] {
  return Array.from({ length: count }, (_, slice) =>
    image({
      InstanceNumber: slice + 1,
      ImagePositionPatient: [-64, -64, slice * spacingMm],
      AcquisitionTime: '101500',
      ...own(slice),
    }),
  );
}

/** A T1 volume, a FLAIR, both fields of a field map, and a localizer. */
export function mrReference(study = '2.25.1', scanner: Given = {}): Given[] {
  const common: Given = {
    ...SIEMENS,
    StudyInstanceUID: study,
    ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND'],
    ...scanner,
  };
  const t1: Given = {
    ...common,
    SeriesInstanceUID: `${study}.1`,
    SeriesNumber: 2,
    SeriesDescription: 't1_mprage_sag_p2',
    ScanningSequence: ['GR', 'IR'],
    SequenceVariant: ['SK', 'SP', 'MP'],
    ScanOptions: 'IR',
    MRAcquisitionType: '3D',
    SequenceName: '*tfl3d1_16ns',
    SliceThickness: 1,
    PixelSpacing: [1, 1],
    RepetitionTime: 2300,
    EchoTime: 2.98,
    InversionTime: 900,
    FlipAngle: 9,
    EchoTrainLength: 1,
    NumberOfAverages: 1,
    PixelBandwidth: 240,
    PercentSampling: 100,
    PercentPhaseFieldOfView: 100,
    AcquisitionMatrix: [0, 64, 64, 0],
    InPlanePhaseEncodingDirection: 'ROW',
    ImagedNucleus: '1H',
    ReceiveCoilName: 'HeadNeck_20',
    TransmitCoilName: 'Body',
  };
  const flair: Given = {
    ...t1,
    SeriesInstanceUID: `${study}.2`,
    SeriesNumber: 3,
    SeriesDescription: 't2_flair_tra',
    ScanningSequence: ['SE', 'IR'],
    SequenceVariant: ['SK', 'SP'],
    ScanOptions: undefined,
    MRAcquisitionType: '2D',
    SequenceName: '*tir2d1_16fs',
    SliceThickness: 3,
    RepetitionTime: 9000,
    EchoTime: 81,
    InversionTime: 2500,
    FlipAngle: 150,
    EchoTrainLength: 16,
  };
  const field: Given = {
    ...flair,
    SeriesNumber: 5,
    SeriesDescription: 'gre_field_mapping',
    ScanningSequence: 'GR',
    SequenceName: '*fm2d2r',
    RepetitionTime: 488,
    InversionTime: undefined,
    FlipAngle: 60,
    EchoTrainLength: 1,
  };
  const magnitude: Given = { ...field, SeriesInstanceUID: `${study}.3`, SeriesNumber: 4 };
  const phase: Given = {
    ...field,
    SeriesInstanceUID: `${study}.4`,
    ImageType: ['ORIGINAL', 'PRIMARY', 'P', 'ND'],
  };
  const scout: Given = {
    ...field,
    SeriesInstanceUID: `${study}.5`,
    SeriesNumber: 1,
    SeriesDescription: 'localizer',
  };
  return [
    ...row({ count: 6, spacingMm: 1, own: () => t1 }),
    ...row({ count: 4, spacingMm: 3.3, own: () => flair }),
    ...row({ count: 6, spacingMm: 3, own: (slice) => twoEchoes(magnitude, slice) }),
    ...row({ count: 3, spacingMm: 3, own: () => ({ ...phase, EchoTime: 7.38 }) }),
    ...row({ count: 3, spacingMm: 10, own: () => scout }),
  ];
}

function twoEchoes(own: Given, slice: number): Given {
  const place = Math.floor(slice / 2);
  const second = slice % 2 === 1;
  return {
    ...own,
    ImagePositionPatient: [-64, -64, place * 3],
    EchoTime: second ? 7.38 : 4.92,
    EchoNumbers: second ? 2 : 1,
  };
}

/** A spiral CT with its topogram. */
export function ctReference(): Given[] {
  const common: Given = {
    ...SIEMENS,
    MagneticFieldStrength: undefined,
    SOPClassUID: SOP_CLASS.ct,
    Modality: 'CT',
    StudyInstanceUID: '2.25.20',
    KVP: 120,
    ConvolutionKernel: 'B30f',
    FilterType: 'FLAT',
    ReconstructionDiameter: 500,
    DataCollectionDiameter: 500,
    GantryDetectorTilt: 0,
    PixelSpacing: [0.9766, 0.9766],
  };
  const spiral: Given = {
    ...common,
    SeriesInstanceUID: '2.25.21',
    SeriesDescription: 'Thorax 5.0 B30f',
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    SliceThickness: 5,
    SpiralPitchFactor: 0.9,
    TableSpeed: 34.6,
    TableFeedPerRotation: 17.3,
    RevolutionTime: 0.5,
    ExposureTime: 500,
    SingleCollimationWidth: 0.6,
    TotalCollimationWidth: 19.2,
    FocalSpots: 1.2,
    RotationDirection: 'CW',
    RescaleType: 'HU',
    XRayTubeCurrent: 200,
  };
  const topogram: Given = {
    ...common,
    SeriesInstanceUID: '2.25.22',
    SeriesDescription: 'Topogramm',
    ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'],
  };
  return [
    ...row({ count: 5, spacingMm: 5, own: (slice) => ({ ...spiral, XRayTubeCurrent: 200 + slice }) }),
    ...row({ count: 1, spacingMm: 1, own: () => topogram }),
  ];
}

/** A PET that SUVs can be computed from, and the same without attenuation correction. */
export function petReference(): Given[] {
  const common: Given = {
    ...SIEMENS,
    MagneticFieldStrength: undefined,
    SOPClassUID: SOP_CLASS.pet,
    Modality: 'PT',
    StudyInstanceUID: '2.25.30',
    ImageType: ['ORIGINAL', 'PRIMARY'],
    StudyDate: '20240102',
    SeriesDate: '20240102',
    SeriesTime: '110000',
    AcquisitionDate: '20240102',
    AcquisitionTime: '110000',
    Units: 'BQML',
    DecayCorrection: 'START',
    CountsSource: 'EMISSION',
    SeriesType: ['WHOLE BODY', 'IMAGE'],
    NumberOfSlices: 5,
    ReconstructionMethod: 'PSF+TOF 3i21s',
    ConvolutionKernel: 'XYZ Gauss2.00',
    RandomsCorrectionMethod: 'DLYD',
    ScatterCorrectionMethod: 'Model-based',
    CollimatorType: 'NONE',
    ReconstructionDiameter: 256,
    PixelSpacing: [4, 4],
    SliceThickness: 3,
    FrameReferenceTime: 60000,
    ActualFrameDuration: 120000,
    PatientWeight: 70,
    PatientSize: 1.75,
    PatientSex: 'M',
    RescaleSlope: 1.5,
    RescaleIntercept: 0,
    RadiopharmaceuticalInformationSequence: [
      {
        Radiopharmaceutical: 'Fluorodeoxyglucose',
        RadiopharmaceuticalStartTime: '100000',
        RadiopharmaceuticalStartDateTime: '20240102100000',
        RadionuclideTotalDose: 350000000,
        RadionuclideHalfLife: 6586.2,
      },
    ],
  };
  const corrected: Given = {
    ...common,
    SeriesInstanceUID: '2.25.31',
    SeriesDescription: 'PET WB',
    CorrectedImage: ['NORM', 'DTIM', 'ATTN', 'SCAT', 'DECY', 'RAN'],
    AttenuationCorrectionMethod: 'measured,AC_CT',
  };
  const uncorrected: Given = {
    ...common,
    SeriesInstanceUID: '2.25.32',
    SeriesDescription: 'PET WB uncorrected',
    CorrectedImage: ['NORM', 'DTIM', 'DECY', 'RAN'],
  };
  return [
    ...row({ count: 5, spacingMm: 3, own: () => corrected }),
    ...row({ count: 5, spacingMm: 3, own: () => uncorrected }),
  ];
}

/** Writes images as files of a folder, and gives the folder. */
export function writeFolder(folder: string, images: readonly Given[]): string {
  mkdirSync(folder, { recursive: true });
  for (const [place, one] of images.entries()) {
    writeFileSync(join(folder, `${place}.dcm`), writePart10(written(one)));
  }
  return folder;
}
