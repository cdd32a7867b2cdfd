import type { StillImages } from '../../rules/motion/image/still-images.js';
import type { SeriesRuns, TimeSeries } from '../../rules/motion/series/time-series.js';
import type { SeriesView } from '../../rules/protocol/series-view.js';
import type { DeclaredPhantom } from './declared-phantom.js';

/** A run by its number in its series, from 0: each contrast of each stack is a run, and none may go by another's name. */
export type NumberedRun = TimeSeries & { readonly number: number };

/** A series and what it shows: runs over time, else images, else nothing; or a phantom, where it was declared. */
export interface GatheredSeries {
  readonly view: SeriesView;
  readonly studyUID: string;
  readonly none?: SeriesRuns['none'];
  readonly runs: readonly NumberedRun[];
  readonly stills: StillImages;
  readonly phantom?: DeclaredPhantom;
}

/** A series of a scanning protocol that has limits, and that nothing was held against. */
export interface UnmatchedLimits {
  readonly studyUID: string | undefined;
  readonly entry: string;
}
