import { type SeriesRuns, type TimeSeries, timeSeriesOf } from '../../rules/motion/series/time-series.js';
import type { SeriesView } from '../../rules/protocol/series-view.js';
import type { StudyView } from '../../rules/protocol/study-view.js';

/** A run by its number in its series, from 0: each contrast of each stack is a run, and none may go by another's name. */
export type NumberedRun = TimeSeries & { readonly number: number };

/** A series and what it shows over time. */
export interface GatheredSeries {
  readonly view: SeriesView;
  readonly studyUID: string;
  readonly none?: SeriesRuns['none'];
  readonly runs: readonly NumberedRun[];
}

/** What the series of a delivery show over time, study by study, in reading order. */
export function gatherRuns(
  studies: readonly StudyView[],
  isWanted: (view: SeriesView) => boolean,
): GatheredSeries[] {
  return studies.flatMap(({ studyUID, series }) =>
    series.filter(isWanted).map((view) => {
      const { runs, none } = timeSeriesOf(view);
      const numbered = runs.map((run, number) => ({ ...run, number }));
      return { view, studyUID, runs: numbered, ...(none && { none }) };
    }),
  );
}
