/** Why the motion of a volume was not measured, as a clause for people. */
export const TRUST_REASONS = {
  'no-signal': 'there is no signal in it',
  'not-finite': 'it holds values that are no numbers',
  'matrix-differs': 'its matrix is another one',
  'too-few-slices': 'it has too few slices',
  undecodable: 'its pixels cannot be decoded',
  repeated: 'it is a copy of another volume, voxel for voxel',
  'no-reference': 'no volume of its group can serve as a reference',
  'translation-undetermined':
    'the object has no structure along some direction, so that its place cannot be told',
  'rotation-undetermined':
    'the object looks the same when turned, as a sphere does, so that rotation cannot be told',
  'little-overlap': 'too little of the object lies within its field of view',
  'not-converged': 'realignment did not settle',
  'contrast-differs':
    'it does not look like its reference when realigned: its contrast is another one, or the movement was too large',
  uncertain: 'noise or artefacts leave its position too uncertain',
  'moved-within': 'the head moved while it was acquired, so that it has no single position',
  'mostly-unmeasurable': 'too many of its group, or of the run, cannot be measured',
  alone: 'no other volume has its contrast, so that there is nothing to hold it against',
} as const satisfies Readonly<Record<string, string>>;

/** See {@link TRUST_REASONS}. */
export type TrustReason = keyof typeof TRUST_REASONS;
