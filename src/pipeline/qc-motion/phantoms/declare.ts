import { fieldReason, phantomSets } from '../../../rules/motion/phantom/phantom-sets.js';
import type { SeriesRuns, TimeSeries } from '../../../rules/motion/series/time-series.js';
import type { SeriesView } from '../../../rules/protocol/series-view.js';
import type { Declaration, DeclaredPhantom } from '../declared-phantom.js';
import { gapsBefore } from '../gaps.js';
import { lostVolumes } from '../left-out.js';

import { petScale } from './pet-scale.js';

/** Which volumes of a series its phantom is measured in, or why it is not measured at all. */
export function declaredPhantom(
  view: SeriesView,
  { declaration, declaredBy, limits, isUnknown }: Declaration,
  runs: SeriesRuns,
): DeclaredPhantom {
  const head = { declaration, declaredBy, limits };
  if (isUnknown) return { ...head, sets: [], refused: 'not-recognised' };
  const { spec, fieldTesla } = declaration;
  const found = phantomSets(view, spec.kind, runs);
  if ('reason' in found) return { ...head, sets: [], refused: found.reason };
  const field = fieldReason(view, fieldTesla);
  if (field) return { ...head, sets: [], refused: field };
  if (spec.kind === 'stability' && runs.runs.some(hasGaps)) {
    return { ...head, sets: [], refused: 'volumes-missing' };
  }
  const scaled = petScale(view, spec);
  return { ...head, ...scaled, sets: scaled.refused ? [] : found.sets };
}

/** Drift and fluctuation go by time: of a run with gaps they are of another time. */
function hasGaps(run: TimeSeries): boolean {
  return gapsBefore(run).size > 0 || lostVolumes(run.leftOut).length > 0;
}
