import type { ImageFacts, ImageMeasures } from '../../../motion/image/measure-image.js';
import type { PhantomResult } from '../../../motion/phantom/phantom-image.js';
import type { PhantomSpec } from '../../../motion/phantom/phantom-spec.js';
import type { PhantomVolume } from '../../../rules/motion/phantom/phantom-sets.js';
import type { PlannedVolume } from '../../../study/volume/plan.js';
import type { JobInstance } from '../../volumes/job-instance.js';

/** Reads one volume and measures its quality. */
export interface ImageJob {
  readonly kind: 'image';
  readonly plan: PlannedVolume;
  readonly files: readonly JobInstance[];
  readonly facts: ImageFacts;
}

/** Reads the volumes of a phantom and measures it. */
export interface PhantomJob {
  readonly kind: 'phantom';
  readonly volumes: readonly PhantomVolume[];
  readonly files: readonly JobInstance[];
  readonly spec: PhantomSpec;
  readonly phaseAxis?: 'i' | 'j';
  /** What values are multiplied by, and the unit that they have then; as the files have them where not given. */
  readonly scale?: { readonly factor: number; readonly unit: string };
}

/** What was measured of an image, or the code of what kept it from being read. */
export type ImageResult = ImageMeasures | { readonly error: string };

/** What was measured of a phantom, or the code of what kept it from being read. */
export type PhantomJobResult = PhantomResult | { readonly error: string };
