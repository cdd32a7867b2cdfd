import { type ArtefactFacts, artefactFigures } from './artefacts/artefact-figures.js';
import { contrastFigures } from './contrast/contrast-figures.js';
import { imageMasks } from './contrast/image-masks.js';
import type { ImageVolume, Measured } from './image-volume.js';
import { type SliceFacts, type StackFactsIn, stackFigures } from './stack/stack-figures.js';

/** What is known of a volume of images besides its values. */
export type ImageFacts = ArtefactFacts & StackFactsIn;

/** What was measured of a volume of images; `figures` holds every figure that its modality has. */
export interface ImageMeasures {
  readonly figures: Readonly<Record<string, Measured>>;
  readonly slices: readonly SliceFacts[];
  /** undefined where no object was found: then no figure is known but those of slices. */
  readonly foregroundShare?: number;
}

/** Measures the quality of one volume of images. */
export function measureImage(image: ImageVolume, facts: ImageFacts): ImageMeasures {
  const masks = imageMasks(image);
  const stack = stackFigures(image, masks, facts);
  if (!masks) return { figures: stack.figures, slices: stack.slices };
  return {
    figures: {
      ...contrastFigures(image, masks, facts.modality),
      ...artefactFigures(image, masks, facts),
      ...stack.figures,
    },
    slices: stack.slices,
    foregroundShare: masks.foregroundVoxels / image.values.length,
  };
}
