import type { SeparatedBy } from '../../../study/separators.js';

/** Something that a series holds once, whatever its number of instances. */
export interface ConstantQuantity {
  readonly name: string;
  /** Told apart by one of these, the volumes of a series may differ in it: that is what makes them volumes. */
  readonly apart?: readonly SeparatedBy[];
  /** By how much numbers may differ: what rotating and rounding cosines leaves. */
  readonly absolute?: number;
}

const same = (...names: readonly string[]): ConstantQuantity[] => names.map((name) => ({ name }));

/** Direction cosines are written with about six digits; 1e-3 is a twentieth of a degree. PS3.3 C.7.6.2.1.1. */
const ORIENTATION: ConstantQuantity = { name: 'ImageOrientationPatient', absolute: 1e-3 };

/**
 * One series of one machine and one software, whatever the modality. PS3.3 C.7.3.1, C.7.5.1: number and equipment are of
 * the series; two scans under one UID differ in the number.
 */
const DEVICE = same(
  'Modality',
  'SeriesNumber',
  'Manufacturer',
  'ManufacturerModelName',
  'DeviceSerialNumber',
  'SoftwareVersions',
);

/** One grid in one space. Slices may be spaced as they like: `regularSpacing` and `sliceSpacing` are checks of their own. */
const GRID: readonly ConstantQuantity[] = [
  // PS3.3 C.7.3.1: how the patient lies is of the series.
  ...same('FrameOfReferenceUID', 'PatientPosition', 'Rows', 'Columns', 'PixelSpacing', 'SliceThickness'),
  ORIENTATION,
];

/** PS3.3 C.8.3.1 and C.8.13: what the sequence is. Not what follows the slice: SAR, trigger times, gains, windows. */
const MR: readonly ConstantQuantity[] = [
  ...same('MagneticFieldStrength', 'ScanningSequence', 'SequenceVariant', 'MRAcquisitionType'),
  // Siemens names each diffusion weighting of one scan: `ep_b0`, `ep_b1000#12`.
  { name: 'SequenceName', apart: ['SequenceName', 'DiffusionBValue', 'DiffusionGradientOrientation'] },
  ...same('RepetitionTime', 'EchoTrainLength'),
  // High b-values are averaged more often.
  { name: 'NumberOfAverages', apart: ['DiffusionBValue', 'DiffusionGradientOrientation'] },
  { name: 'EchoTime', apart: ['EchoTime', 'EchoNumbers'] },
  // Each echo of a gradient echo may have its own.
  { name: 'PixelBandwidth', apart: ['EchoTime', 'EchoNumbers'] },
  { name: 'InversionTime', apart: ['InversionTime'] },
  { name: 'FlipAngle', apart: ['FlipAngle'] },
  ...same('ReceiveCoilName', 'TransmitCoilName', 'InPlanePhaseEncodingDirection', 'AcquisitionMatrix'),
  ...same('PercentSampling', 'PercentPhaseFieldOfView', 'ContrastBolusAgent'),
];

/** PS3.3 C.8.2.1 and C.8.15. Tube current and exposure follow the body: automatic exposure control. */
const CT: readonly ConstantQuantity[] = [
  { name: 'KVP', apart: ['KVP'] },
  { name: 'ConvolutionKernel', apart: ['ConvolutionKernel'] },
  ...same('FilterType', 'GantryDetectorTilt', 'ReconstructionDiameter', 'DataCollectionDiameter'),
  ...same('SpiralPitchFactor', 'SingleCollimationWidth', 'TotalCollimationWidth', 'RevolutionTime'),
  ...same('ContrastBolusAgent'),
];

/** PS3.3 C.8.9: what makes an activity of a count, and an SUV of that. Frame times and decay factors follow the frame. */
const PT: readonly ConstantQuantity[] = [
  ...same('Units', 'SUVType', 'DecayCorrection', 'PatientWeight', 'PatientSize'),
  { name: 'CorrectedImage', apart: ['CorrectedImage'] },
  ...same('AttenuationCorrectionMethod', 'ScatterCorrectionMethod', 'RandomsCorrectionMethod'),
  ...same('ReconstructionMethod', 'ConvolutionKernel'),
  ...same(
    'RadiopharmaceuticalInformationSequence[0].RadionuclideTotalDose',
    'RadiopharmaceuticalInformationSequence[0].RadionuclideHalfLife',
    'RadiopharmaceuticalInformationSequence[0].RadiopharmaceuticalStartTime',
  ),
];

const BY_MODALITY: ReadonlyMap<string, readonly ConstantQuantity[]> = new Map([
  ['MR', [...DEVICE, ...GRID, ...MR]],
  ['CT', [...DEVICE, ...GRID, ...CT]],
  ['PT', [...DEVICE, ...GRID, ...PT]],
]);

/** What must not vary in a series of a modality; of others, projections and ultrasound among them, only the machine. */
export function constantsOf(modality: string): readonly ConstantQuantity[] {
  return BY_MODALITY.get(modality) ?? DEVICE;
}

const ALL: ReadonlyMap<string, ConstantQuantity> = new Map(
  [...BY_MODALITY.values()].flat().map((quantity) => [quantity.name, quantity]),
);

/** Everything in the lists, each once. */
export function allConstants(): ConstantQuantity[] {
  return [...ALL.values()];
}

/** By the name of a quantity: what it is known to have, where any list holds it. */
export function knownConstant(name: string): ConstantQuantity {
  return ALL.get(name) ?? { name };
}

/**
 * What differs from instance to instance in a series as it should be: places, times, counters, identifiers of instances,
 * what follows the body or the heart, how pixels are scaled and shown. A check of it judges each instance, and does not ask
 * that all are the same.
 */
export const VARIES_BY_NATURE: ReadonlySet<string> = new Set([
  'SOPInstanceUID',
  'InstanceNumber',
  'InStackPositionNumber',
  'AcquisitionNumber',
  'TemporalPositionIdentifier',
  'TemporalPositionIndex',
  'ImageIndex',
  'ImagePositionPatient',
  'SliceLocation',
  'TablePosition',
  'ImageType',
  'ImageComments',
  'AcquisitionDate',
  'AcquisitionTime',
  'AcquisitionDateTime',
  'ContentDate',
  'ContentTime',
  'InstanceCreationDate',
  'InstanceCreationTime',
  'AcquisitionDuration',
  'FrameReferenceTime',
  'FrameReferenceDateTime',
  'FrameAcquisitionDateTime',
  'FrameAcquisitionDuration',
  'ActualFrameDuration',
  'TriggerTime',
  'NominalInterval',
  'LowRRValue',
  'HighRRValue',
  'HeartRate',
  'IntervalsAcquired',
  'IntervalsRejected',
  'DiffusionBValue',
  'DiffusionGradientOrientation',
  'EchoNumbers',
  'XRayTubeCurrent',
  'XRayTubeCurrentInuA',
  'XRayTubeCurrentInmA',
  'Exposure',
  'ExposureInuAs',
  'ExposureInmAs',
  'ExposureTime',
  'ExposureTimeInuS',
  'ExposureTimeInms',
  'CTDIvol',
  'EstimatedDoseSaving',
  'WaterEquivalentDiameter',
  'SAR',
  'ImagingFrequency',
  'DecayFactor',
  'DoseCalibrationFactor',
  'ScatterFractionFactor',
  'DeadTimeFactor',
  'PrimaryPromptsCountsAccumulated',
  'SecondaryCountsAccumulated',
  'RescaleSlope',
  'RescaleIntercept',
  'WindowCenter',
  'WindowWidth',
  'SmallestImagePixelValue',
  'LargestImagePixelValue',
]);
