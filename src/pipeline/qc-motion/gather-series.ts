import { type StillImages, stillImagesOf } from '../../rules/motion/image/still-images.js';
import { timeSeriesOf } from '../../rules/motion/series/time-series.js';
import type { SeriesView } from '../../rules/protocol/series-view.js';
import type { StudyView } from '../../rules/protocol/study-view.js';
import type { GatheredSeries } from './gathered.js';
import { declaredPhantom } from './phantoms/declare.js';
import { pairUniform } from './phantoms/pair-uniform.js';
import type { SeriesLimits } from './series-limits.js';

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
