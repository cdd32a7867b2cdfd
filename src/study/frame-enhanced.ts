import type { Dataset } from '../dicom/dataset.js';
import { readEnhancedDiffusion } from '../dicom/vendor/diffusion.js';
import { diffusionSeparators, type Frame, placed, secondsOfDay, spacingPair, storedText } from './frame.js';
import type { SeparatorValues } from './separators.js';

/** Finds functional group macros of one frame: its own, else the shared one. PS3.3 C.7.6.16. */
class FunctionalGroups {
  constructor(
    private readonly perFrame: Dataset,
    private readonly shared: Dataset | undefined,
  ) {}

  macro(sequence: string): Dataset | undefined {
    return this.perFrame.sequence(sequence)[0] ?? this.shared?.sequence(sequence)[0];
  }
}

/** The frames of an enhanced multi-frame object; undefined for an object that has no functional groups. */
export function enhancedFrames(ds: Dataset): Frame[] | undefined {
  const perFrame = ds.sequence('PerFrameFunctionalGroupsSequence');
  if (perFrame.length === 0) return undefined;
  const shared = ds.sequence('SharedFunctionalGroupsSequence')[0];
  const rows = ds.number('Rows') ?? 0;
  const columns = ds.number('Columns') ?? 0;
  return perFrame.map((item) => {
    const groups = new FunctionalGroups(item, shared);
    const measures = groups.macro('PixelMeasuresSequence');
    const grid = {
      rows,
      columns,
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
  });
}

function enhancedSeparators(groups: FunctionalGroups): SeparatorValues {
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
