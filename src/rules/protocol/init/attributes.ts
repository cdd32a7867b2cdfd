import type { Probe } from '../../../study/probe/probe.js';
import { probeKey } from '../../../study/probe/probe.js';
import { quantityOf } from '../quantity/quantity-of.js';
import type { Quantity } from '../series-view.js';
import type { AttributeClass } from './attribute-class.js';

/** A quantity that a manual would name. */
export interface Asked {
  readonly name: string;
  readonly class: AttributeClass;
  /** Where the reference lacks it, its absence is asked for: its presence would make another technique. */
  readonly absence?: true;
  /** A quantity that has to be true of the series, without which scanners fill this one with what means nothing. */
  readonly only?: 'isDiffusion';
}

/** Modalities that a protocol can be made for. */
export const MODALITIES = ['MR', 'CT', 'PT'] as const;

/** See {@link MODALITIES}. */
export type ProtocolModality = (typeof MODALITIES)[number];

const notElsewhere = (kind: AttributeClass, name: string): Asked => ({ name, class: kind, absence: true });
// GE and Philips state b = 0 in images of every technique; Siemens states it in diffusion series alone.
const ofDiffusion = (kind: AttributeClass, name: string): Asked => ({
  name,
  class: kind,
  only: 'isDiffusion',
});
const of = (kind: AttributeClass, ...names: readonly string[]): Asked[] =>
  names.map((name) => ({ name, class: kind }));

/** Where the slices lie and how large the pixels are: of every modality. */
const GEOMETRY: readonly Asked[] = [
  ...of('length', 'sliceSpacing', 'SliceThickness'),
  ...of('pixel', 'PixelSpacing'),
  ...of('extent', 'fieldOfView'),
  ...of('count', 'matrix', 'stacks', 'missingSlices', 'duplicateSlices'),
  ...of('term', 'orientation', 'regularSpacing', 'lossy', 'PatientPosition'),
];

/** PS3.3 C.8.3.1, C.8.13: what a manual for MR names. */
const MR: readonly Asked[] = [
  ...of('count', 'slices'),
  ...GEOMETRY,
  ...of('rate', 'MagneticFieldStrength', 'PixelBandwidth', 'PercentSampling', 'PercentPhaseFieldOfView'),
  ...of('time', 'RepetitionTime', 'echoTimes', 'volumeInterval'),
  notElsewhere('time', 'inversionTimes'),
  ...of('angle', 'flipAngles'),
  ...of('count', 'EchoTrainLength', 'NumberOfAverages', 'acquisitionMatrix', 'volumes', 'directions'),
  ofDiffusion('rate', 'bValues'),
  ...of('rate', 'accelerationInPlane', 'partialFourier'),
  ...of('count', 'multiband'),
  ...of('term', 'ScanningSequence', 'SequenceVariant', 'MRAcquisitionType'),
  notElsewhere('term', 'ScanOptions'),
  ...of('term', 'InPlanePhaseEncodingDirection', 'phaseEncodingDirection', 'ImagedNucleus', 'contrast'),
  // Other b-values than 0 are found in a series that none are asked of.
  ...of('term', 'isDiffusion'),
  ...of('name', 'SequenceName', 'ReceiveCoilName', 'TransmitCoilName'),
];

/** PS3.3 C.8.2.1, C.8.15: what a manual for CT names. Tube current and dose follow the patient, and are left out. */
const CT: readonly Asked[] = [
  ...of('size', 'slices'),
  ...GEOMETRY,
  ...of('extent', 'ReconstructionDiameter', 'DataCollectionDiameter'),
  ...of('setting', 'KVP', 'FocalSpots', 'SingleCollimationWidth', 'TotalCollimationWidth'),
  ...of('rate', 'pitch', 'TableSpeed', 'TableFeedPerRotation'),
  ...of('time', 'RevolutionTime', 'ExposureTime'),
  ...of('angle', 'GantryDetectorTilt'),
  ...of('term', 'ConvolutionKernel', 'FilterType', 'ScanOptions', 'RotationDirection', 'AcquisitionType'),
  ...of('term', 'ExposureModulationType', 'RescaleType', 'contrast'),
];

/** PS3.3 C.8.9, C.8.22: what a manual for PET names. */
const PT: readonly Asked[] = [
  ...of('size', 'slices'),
  ...GEOMETRY,
  ...of('extent', 'ReconstructionDiameter'),
  ...of('term', 'Units', 'SUVType', 'DecayCorrection', 'CorrectedImage', 'CountsSource', 'SeriesType'),
  ...of('term', 'AttenuationCorrectionMethod', 'ScatterCorrectionMethod', 'RandomsCorrectionMethod'),
  ...of('name', 'ReconstructionMethod', 'ConvolutionKernel', 'CollimatorType'),
  ...of('term', 'suvReady'),
  ...of('count', 'petFrames'),
  ...of('time', 'frameDuration', 'halfLife'),
  ...of('there', 'uptakeTime', 'injectedActivity', 'bodyWeight'),
];

/** What `init-protocol` asks of a series, by modality, in the order of the file. */
export const ASKED: Readonly<Record<ProtocolModality, readonly Asked[]>> = { MR, CT, PT };

/** What series are told apart by besides what is asked of them. */
export const DISTINGUISHING: readonly string[] = [
  'Modality',
  'SeriesDescription',
  'ImageType',
  'EchoTime',
  'InversionTime',
  'FlipAngle',
  'isDiffusion',
  'highestB',
  'echoCount',
  'Manufacturer',
  'ManufacturerModelName',
  'SoftwareVersions',
];

/** The quantity of a name. @throws RangeError for a name that means nothing: the lists above are wrong */
export function askedQuantity(name: string): Quantity {
  const quantity = quantityOf(name);
  if ('problem' in quantity) throw new RangeError(`no quantity ${name}: ${quantity.problem}`);
  return quantity;
}

/** Everything that has to be read to make a protocol, each once. */
export function initProbes(): Probe[] {
  const names = new Set([
    ...DISTINGUISHING,
    ...MODALITIES.flatMap((one) => ASKED[one].map(({ name }) => name)),
  ]);
  const probes = [...names].flatMap((name) => askedQuantity(name).probes);
  return [...new Map(probes.map((probe) => [probeKey(probe), probe])).values()];
}
