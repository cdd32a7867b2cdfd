import type { ImageMeasures } from '../../../motion/image/measure-image.js';
import type { PhantomResult } from '../../../motion/phantom/phantom-image.js';
import type { KnownFigures } from '../../../rules/motion/all-figures.js';
import type { StillImage } from '../../../rules/motion/image/still-images.js';
import type { LimitResult, LimitSet } from '../../../rules/motion/limits/limits.js';
import type { PhantomSet } from '../../../rules/motion/phantom/phantom-sets.js';
import type { DeclaredPhantom } from '../declared-phantom.js';
import type { GatheredSeries } from '../gathered.js';

/** What images and phantoms that were judged have in common. */
interface Judged {
  readonly series: GatheredSeries;
  readonly figures: KnownFigures;
  /** Empty where no limits hold. */
  readonly results: readonly LimitResult[];
  /** Why nothing of it was measured, for people. */
  readonly fault?: string;
  /** Names of the files that were drawn, and codes of what kept others from being written. */
  readonly plots: readonly string[];
  readonly plotFaults: readonly string[];
}

/** An image that was measured and judged. */
export interface JudgedImage extends Judged {
  readonly image: StillImage;
  readonly slices: ImageMeasures['slices'];
  readonly limits: LimitSet | 'unsettled' | undefined;
}

/** A phantom that was measured and judged; one that was refused as a whole has no set. */
export interface JudgedPhantom extends Judged {
  readonly phantom: DeclaredPhantom;
  readonly set?: PhantomSet;
  /** What was found and where, also where it was not enough. */
  readonly parts: PhantomResult['parts'];
  /** True where images were read, and the phantom was not found in them. */
  readonly isNotFound: boolean;
}
