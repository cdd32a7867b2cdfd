import { judgeRun, type LimitResult, type LimitSet } from '../../rules/motion/limits/limits.js';
import { type Censoring, censoring } from '../../rules/motion/run/censor.js';
import { type RunFigures, runFigures } from '../../rules/motion/run/run-figures.js';
import { withoutGuesses } from '../../rules/motion/run/run-outcome.js';
import type { TimeSeries } from '../../rules/motion/series/time-series.js';
import type { MeasuredRun } from './measure-run.js';
import { type VolumeFigures, volumeFigures } from './volume-figures.js';
import { wholeRun } from './whole-run.js';

/** The figures of a run, and what its limits say of them. */
export interface Judgement {
  readonly volumes: readonly VolumeFigures[];
  readonly figures: RunFigures;
  /** What becomes of each volume when the run is censored; undefined where nothing can be said. */
  readonly censored: readonly Censoring[] | undefined;
  /** Empty where no limits hold. */
  readonly results: readonly LimitResult[];
}

/** Works out the figures of a run, and holds them against its limits. */
export function judgeMeasured(
  run: TimeSeries,
  measured: MeasuredRun,
  limits: LimitSet | 'unsettled' | undefined,
): Judgement {
  const volumes = volumeFigures(run, measured);
  const set = limits === 'unsettled' ? undefined : limits;
  const facts = {
    volumes,
    trust: measured.trust,
    order: run.order,
    ...(run.intervalS !== undefined && { intervalS: run.intervalS }),
    ...(set && { censor: set.censor }),
    ...wholeRun(run, measured),
  };
  const figures = runFigures(facts);
  const results = set ? withoutGuesses(judgeRun(figures, set), figures) : [];
  return { volumes, figures, censored: censoring(facts), results };
}
