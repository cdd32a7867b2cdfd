import { type StillImages, stillImagesOf } from '../../rules/motion/image/still-images.js';
import { type SeriesRuns, type TimeSeries, timeSeriesOf } from '../../rules/motion/series/time-series.js';
import type { SeriesView } from '../../rules/protocol/series-view.js';
import type { StudyView } from '../../rules/protocol/study-view.js';
import type { DeclaredPhantom } from './declared-phantom.js';
import { declaredPhantom } from './phantoms/declare.js';
import { pairUniform } from './phantoms/pair-uniform.js';
import type { SeriesLimits } from './series-limits.js';

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

const NO_STILLS: StillImages = { images: [], leftOut: [] };

/** What the series of a delivery show, study by study, in reading order. */
export function gatherSeries(
  studies: readonly StudyView[],
  { phantomOf }: Pick<SeriesLimits, 'phantomOf'>,
  isWanted: (view: SeriesView) => boolean,
): GatheredSeries[] {
  return studies.flatMap(({ studyUID, series }) =>
    pairUniform(
      series.filter(isWanted).map((view): GatheredSeries => {
        const found = timeSeriesOf(view);
        const declared = phantomOf(view);
        if (declared) {
          return {
            view,
            studyUID,
            runs: [],
            stills: NO_STILLS,
            phantom: declaredPhantom(view, declared, found),
          };
        }
        const runs = found.runs.map((run, number) => ({ ...run, number }));
        const { none } = found;
        return { view, studyUID, runs, stills: stillImagesOf(view, found), ...(none && { none }) };
      }),
    ),
  );
}
