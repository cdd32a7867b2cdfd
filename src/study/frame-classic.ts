import type { Dataset } from '../dicom/dataset.js';
import { readDiffusion } from '../dicom/vendor/diffusion.js';
import { diffusionSeparators, type Frame, placed, secondsOfDay, spacingPair, storedText } from './frame.js';
import type { SeparatorValues } from './separators.js';

/** What tells the volumes of a classic series apart, as the instance states it. */
export function classicSeparators(ds: Dataset): SeparatorValues {
  const isMr = ds.string('Modality') === 'MR';
  return {
    ImageType: storedText(ds, 'ImageType'),
    ComplexImageComponent: storedText(ds, 'ComplexImageComponent'),
    EchoTime: ds.number('EchoTime'),
    EchoNumbers: ds.number('EchoNumbers'),
    InversionTime: ds.number('InversionTime'),
    FlipAngle: ds.number('FlipAngle'),
    SequenceName: storedText(ds, 'SequenceName'),
    KVP: ds.number('KVP'),
    CorrectedImage: storedText(ds, 'CorrectedImage'),
    TemporalPosition: ds.number('TemporalPositionIdentifier'),
    FrameReferenceTime: ds.number('FrameReferenceTime'),
    TriggerTime: ds.number('TriggerTime'),
    AcquisitionNumber: ds.number('AcquisitionNumber'),
    AcquisitionTime: secondsOfDay(ds, 'AcquisitionTime') ?? secondsOfDay(ds, 'AcquisitionDateTime'),
    ContentTime: secondsOfDay(ds, 'ContentTime'),
    ConvolutionKernel: storedText(ds, 'ConvolutionKernel'),
    ...(isMr ? diffusionSeparators(readDiffusion(ds)) : {}),
  };
}

/** Rows, columns, spacing and thickness of a classic image. */
export function classicGrid(ds: Dataset) {
  return {
    rows: ds.number('Rows') ?? 0,
    columns: ds.number('Columns') ?? 0,
    spacing: spacingPair(ds.numbers('PixelSpacing')),
    thicknessMm: ds.number('SliceThickness'),
  };
}

/**
 * A classic image: one plane, placed by Image Plane attributes (PS3.3 C.7.6.2). Where it holds several frames these
 * attributes place at most the first of them, so that none is placed.
 */
export function classicFrame(ds: Dataset): Frame {
  if ((ds.number('NumberOfFrames') ?? 1) > 1) return { separators: classicSeparators(ds) };
  return {
    ...placed(classicGrid(ds), ds.numbers('ImageOrientationPatient'), ds.numbers('ImagePositionPatient')),
    separators: classicSeparators(ds),
  };
}
