import type { ImageMasks } from '../contrast/image-masks.js';
import type { ImageVolume, Measured } from '../image-volume.js';
import { blurMm } from './blur.js';
import { clippedPercent } from './clipped.js';
import { cutOffPercent } from './cut-off.js';
import { objectEdges } from './edges.js';
import { ghostPercent } from './phase-ghost.js';
import { ringingPercent } from './ringing.js';
import { wrapAroundPercent } from './wrap-around.js';

/** Figures of artefacts. */
export type ArtefactFigureName =
  | 'ghostPercent'
  | 'blurMm'
  | 'ringingPercent'
  | 'wrapAroundPercent'
  | 'cutOffPercent'
  | 'clippedPercent';

/** Figures of artefacts of a volume; those that its modality does not have are left out. */
export type ArtefactFigures = Readonly<Partial<Record<ArtefactFigureName, Measured>>>;

/** What is known of an image besides its values. */
export interface ArtefactFacts {
  readonly modality: 'MR' | 'CT' | 'PT';
  /** Axis along which phase is encoded: `i` along a row of pixels, `j` along a column. */
  readonly phaseAxis?: 'i' | 'j';
  /** Slices are encoded by phase, too: the object may wrap around along k. */
  readonly is3d: boolean;
}

/** Measures artefacts: of MR all, of CT and PET those of blur, coverage and clipping. */
export function artefactFigures(
  image: ImageVolume,
  masks: ImageMasks,
  facts: ArtefactFacts,
): ArtefactFigures {
  const edges = objectEdges(image, masks);
  const ofAll = {
    blurMm: blurMm(image, edges),
    cutOffPercent: cutOffPercent(image, masks, facts.modality),
    clippedPercent: clippedPercent(image, masks, facts.modality),
  };
  if (facts.modality !== 'MR') return ofAll;
  return {
    ghostPercent: ghostPercent(image, masks, facts.phaseAxis),
    ringingPercent: ringingPercent(image, edges),
    wrapAroundPercent: wrapAroundPercent(image, masks, facts),
    ...ofAll,
  };
}
