import type { Dataset } from '../dicom/dataset.js';
import { FunctionalGroups } from '../dicom/pixels/frame-groups.js';
import { readEnhancedDiffusion } from '../dicom/vendor/diffusion.js';
import { diffusionSeparators, type Frame, placed, secondsOfDay, spacingPair, storedText } from './frame.js';
import type { SeparatorValues } from './separators.js';

/** The macros of one frame. */
interface FrameGroups {
  macro(sequence: string): Dataset | undefined;
}

/** The frames of an enhanced multi-frame object; undefined for an object that has no functional groups. */
export function enhancedFrames(ds: Dataset): Frame[] | undefined {
  // Asked first: most images have none, and thousands of them are read.
  if (!ds.has('PerFrameFunctionalGroupsSequence')) return undefined;
  const all = new FunctionalGroups(ds);
  if (all.frames === 0) return undefined;
  const matrix = { rows: ds.number('Rows') ?? 0, columns: ds.number('Columns') ?? 0 };
  return Array.from({ length: all.frames }, (_, frame) => {
    return enhancedFrame({ macro: (sequence) => all.macro(frame, sequence) }, matrix);
  });
}

function enhancedFrame(groups: FrameGroups, matrix: { rows: number; columns: number }): Frame {
  const measures = groups.macro('PixelMeasuresSequence');
  const grid = {
    ...matrix,
    spacing: spacingPair(measures?.numbers('PixelSpacing') ?? []),
    thicknessMm: measures?.number('SliceThickness'),
  };
  return {
    ...placed(
      grid,
      groups.macro('PlaneOrientationSequence')?.numbers('ImageOrientationPatient') ?? [],
      groups.macro('PlanePositionSequence')?.numbers('ImagePositionPatient') ?? [],
    ),
    separators: enhancedSeparators(groups),
  };
}

function enhancedSeparators(groups: FrameGroups): SeparatorValues {
  const content = groups.macro('FrameContentSequence');
  const type =
    groups.macro('MRImageFrameTypeSequence') ??
    groups.macro('CTImageFrameTypeSequence') ??
    groups.macro('PETFrameTypeSequence');
  const diffusion = groups.macro('MRDiffusionSequence');
  return {
    SegmentNumber: groups.macro('SegmentIdentificationSequence')?.string('ReferencedSegmentNumber'),
    ImageType: type && storedText(type, 'FrameType'),
    ComplexImageComponent: type && storedText(type, 'ComplexImageComponent'),
    EchoTime: groups.macro('MREchoSequence')?.number('EffectiveEchoTime'),
    InversionTime: groups.macro('MRModifierSequence')?.number('InversionTimes'),
    FlipAngle: groups.macro('MRTimingAndRelatedParametersSequence')?.number('FlipAngle'),
    KVP: groups.macro('CTXRayDetailsSequence')?.number('KVP'),
    TemporalPosition:
      content?.number('TemporalPositionIndex') ??
      groups.macro('TemporalPositionSequence')?.number('TemporalPositionTimeOffset'),
    TriggerTime: groups.macro('CardiacSynchronizationSequence')?.number('NominalCardiacTriggerDelayTime'),
    AcquisitionNumber: content?.number('FrameAcquisitionNumber'),
    AcquisitionTime: content && secondsOfDay(content, 'FrameAcquisitionDateTime'),
    ConvolutionKernel: groups.macro('CTReconstructionSequence')?.string('ConvolutionKernel'),
    ...(diffusion ? diffusionSeparators(readEnhancedDiffusion(diffusion)) : {}),
  };
}
