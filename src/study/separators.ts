/** How one attribute may tell apart frames that lie at the same place. */
export interface Separator {
  readonly name: string;
  /** Text values are compared as they are, numeric ones after rounding. */
  readonly type: 'text' | 'number';
  /**
   * `strong`: the attribute exists to tell volumes apart. `weak`: it may also differ from slice to slice (times,
   * counters), so that it counts only where most of the volumes it makes are full.
   */
  readonly strength: 'strong' | 'weak';
  /** Its values are moments: they make time points. */
  readonly temporal: boolean;
}

/**
 * What may separate the volumes of a series, in the order in which it is tried. A later one counts only where the
 * earlier ones leave more than one frame at a place.
 */
export const SEPARATORS = [
  text('SegmentNumber', 'strong'),
  number('EchoTime', 'strong'),
  number('EchoNumbers', 'strong'),
  number('DiffusionBValue', 'strong'),
  text('DiffusionGradientOrientation', 'strong'),
  number('InversionTime', 'strong'),
  number('FlipAngle', 'strong'),
  text('ComplexImageComponent', 'strong'),
  text('ImageType', 'strong'),
  text('SequenceName', 'strong'),
  text('ConvolutionKernel', 'strong'),
  number('KVP', 'strong'),
  text('CorrectedImage', 'strong'),
  moment('TemporalPosition', 'strong'),
  moment('FrameReferenceTime', 'weak'),
  moment('TriggerTime', 'weak'),
  moment('AcquisitionNumber', 'weak'),
  moment('AcquisitionTime', 'weak'),
  moment('ContentTime', 'weak'),
] as const satisfies readonly Separator[];

/** The attributes that may separate volumes, by the names used in reports. */
export type SeparatorName = (typeof SEPARATORS)[number]['name'];

/** What a report may name as separating volumes: an attribute, or the order of instance numbers. */
export type SeparatedBy = SeparatorName | 'InstanceNumber';

/** The values one frame has; numbers for `number` separators (times in seconds since midnight), text for the others. */
export type SeparatorValues = { readonly [Name in SeparatorName]?: number | string | undefined };

function text<N extends string>(name: N, strength: Separator['strength']) {
  return { name, type: 'text', strength, temporal: false } as const;
}

function number<N extends string>(name: N, strength: Separator['strength']) {
  return { name, type: 'number', strength, temporal: false } as const;
}

function moment<N extends string>(name: N, strength: Separator['strength']) {
  return { name, type: 'number', strength, temporal: true } as const;
}
