import type { SeparatorName } from '../../../study/separators.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';
import { typeWords } from './image-role.js';
import type { InstanceValues } from './instance-values.js';
import type { SeriesKind } from './series-runs.js';

/** What makes pictures of another contrast, or another picture of the same moment. Echoes and b-values are apart. */
const CONTRAST: readonly SeparatorName[] = [
  ...(['SegmentNumber', 'InversionTime', 'FlipAngle', 'SequenceName'] as const),
  ...(['ConvolutionKernel', 'KVP', 'CorrectedImage'] as const),
];

/** Siemens counts the b-value and direction in the sequence's name, `ep_b1000#7`; labelling may vary inversion times. */
const WITHIN: Partial<Record<SeriesKind, readonly SeparatorName[]>> = {
  diffusion: ['SequenceName'],
  asl: ['InversionTime', 'SequenceName', 'FlipAngle'],
};

/** Words of an image type that tell nothing of the contrast: how it was stored, which echo it is, a part of M. */
const STORAGE_WORD = /^(MOSAIC|VFRAME|NONE|TE\d+|E\d+|M|MAGNITUDE|M_FFE|M_SE)$/;
/** Of these kinds the words of the image type tell roles, which are groups of one run. */
const WORDS_ARE_ROLES: readonly SeriesKind[] = ['diffusion', 'asl'];

/** Volumes by contrast: those that repeat each other in time. The contrast with most volumes goes first. */
export function byContrast(
  values: InstanceValues,
  volumes: readonly PlannedVolume[],
  kind: SeriesKind,
): PlannedVolume[][] {
  const contrasts = new Map<string, PlannedVolume[]>();
  for (const plan of volumes) {
    const key = keyOf(values, plan, kind);
    const known = contrasts.get(key);
    if (known) known.push(plan);
    else contrasts.set(key, [plan]);
  }
  return [...contrasts.values()].sort((a, b) => b.length - a.length);
}

function keyOf(values: InstanceValues, plan: PlannedVolume, kind: SeriesKind): string {
  const within = WITHIN[kind] ?? [];
  const separators = CONTRAST.filter((name) => !within.includes(name)).map((name) => plan.separators[name]);
  const words = WORDS_ARE_ROLES.includes(kind)
    ? []
    : typeWords(values, plan).filter((word) => !STORAGE_WORD.test(word));
  return JSON.stringify([separators, words]);
}
