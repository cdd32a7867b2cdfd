import type { LimitKind } from '../../rules/motion/all-figures.js';
import type { LimitSet } from '../../rules/motion/limits/limits.js';
import type { SeriesView } from '../../rules/protocol/series-view.js';
import type { StudyView } from '../../rules/protocol/study-view.js';
import type { Declaration } from './declared-phantom.js';
import type { GatheredSeries, UnmatchedLimits } from './gathered.js';
import type { LoadedLimits } from './load-limits.js';
import { matchQc } from './match-qc.js';

/** What holds for the series of a delivery. */
export interface SeriesLimits {
  readonly phantomOf: (view: SeriesView) => Declaration | undefined;
  readonly of: (view: SeriesView, kind: LimitKind) => LimitSet | 'unsettled' | undefined;
  /** Series of the protocol with limits that nothing was held against. */
  readonly unmatched: (gathered: readonly GatheredSeries[]) => readonly UnmatchedLimits[];
}

/** Whether the trial knows a study as a phantom's; undefined where no trial was given. */
export type Recognised = (view: SeriesView) => boolean | undefined;

/** Limits go by what a series shows; those of a scanning protocol by what its series was taken for. */
export function seriesLimits(
  loaded: LoadedLimits,
  studies: readonly StudyView[],
  recognised: Recognised,
): SeriesLimits {
  return loaded.kind === 'limits' ? ofLimits(loaded, recognised) : ofProtocol(loaded, studies, recognised);
}

function ofLimits(
  { limits }: Extract<LoadedLimits, { kind: 'limits' }>,
  recognised: Recognised,
): SeriesLimits {
  const { sets, phantom, id } = limits;
  return {
    // Naming limits of a phantom declares all series to show it; with a trial, those of the studies that it knows.
    phantomOf: (view) =>
      phantom && recognised(view) !== false
        ? { declaration: phantom, declaredBy: id, limits: sets[phantom.spec.kind], isUnknown: false }
        : undefined,
    of: (_, kind) => (phantom ? undefined : sets[kind]),
    unmatched: () => [],
  };
}

function ofProtocol(
  { protocol: { protocol } }: Extract<LoadedLimits, { kind: 'protocol' }>,
  studies: readonly StudyView[],
  recognised: Recognised,
): SeriesLimits {
  const { bySeries, missing } = matchQc(protocol, studies);
  const absent = missing.map(({ study, entry }) => ({ studyUID: studies[study]?.studyUID, entry }));
  return {
    phantomOf: (view) => {
      const match = bySeries.get(view.number);
      if (match?.kind !== 'matched' || !match.phantom) return undefined;
      const { phantom, entry, limits } = match;
      return { declaration: phantom, declaredBy: entry, limits, isUnknown: recognised(view) === false };
    },
    of: (view) => {
      const match = bySeries.get(view.number);
      if (match?.kind === 'ambiguous') return 'unsettled';
      return match?.kind === 'matched' ? match.limits : undefined;
    },
    unmatched: (gathered) => [
      ...absent,
      ...gathered.flatMap(({ view, studyUID, runs, stills, phantom }): UnmatchedLimits[] => {
        const match = bySeries.get(view.number);
        const isIdle = runs.length === 0 && stills.images.length === 0 && !phantom;
        return isIdle && match?.kind === 'matched' && match.limits !== undefined
          ? [{ studyUID, entry: match.entry }]
          : [];
      }),
    ],
  };
}
