import { FEWEST_VOLUMES } from '../../motion/temporal/masked-series.js';
import type { FigureName } from '../../rules/motion/figures.js';
import type { NoFigure, RunFacts, WholeRunFigure } from '../../rules/motion/run/facts.js';
import type { SeriesKind, TimeSeries } from '../../rules/motion/series/time-series.js';
import type { MeasuredRun } from './measure-run.js';
import type { TemporalFigures } from './temporal-figures.js';

/** Kinds in which the signal is meant to change: noise over time cannot be told from it. */
const CHANGING: readonly SeriesKind[] = ['perfusion', 'dynamic-pet', 'dynamic-ct', 'dynamic-mr'];
/** Kinds without phase encoding, and without slices that are acquired one after the other. */
const NOT_MR: readonly SeriesKind[] = ['dynamic-pet', 'dynamic-ct'];

type Reasons = Partial<Record<FigureName, NoFigure>>;

/** The figures that are of a whole run, and why some have no value. */
export function wholeRun(run: TimeSeries, measured: MeasuredRun): Pick<RunFacts, 'whole' | 'reasons'> {
  const steady = steadyGroup(run, measured);
  const whole: Record<WholeRunFigure, number> = {
    tsnr: steady?.tsnr ?? Number.NaN,
    driftPercent: steady?.driftPercent ?? Number.NaN,
    smoothnessMm: steady?.smoothnessMm ?? Number.NaN,
    nonSteadyStateVolumes: steady?.nonSteadyState ?? Number.NaN,
  };
  return { whole, reasons: { ...overTime(run, steady), ...ofGhosts(run), ...ofSlices(run, measured) } };
}

/** The volumes of one contrast that figures over time are of: the largest group; of diffusion that without weighting. */
function steadyGroup(run: TimeSeries, { groups }: MeasuredRun): TemporalFigures | undefined {
  const isWeighted = (number: number): boolean =>
    run.kind === 'diffusion' && (run.groups[number]?.bValue ?? 0) > LEAST_WEIGHTING;
  const candidates = groups.flatMap(({ temporal }, number) =>
    temporal && !isWeighted(number) ? [temporal] : [],
  );
  return candidates.reduce<TemporalFigures | undefined>(
    (best, one) => (best && best.volumes >= one.volumes ? best : one),
    undefined,
  );
}

/** s/mm²: below, an image counts as not weighted; scanners state a few units for their imaging gradients. */
const LEAST_WEIGHTING = 50;

function overTime({ kind }: TimeSeries, steady: TemporalFigures | undefined): Reasons {
  const names = ['tsnr', 'driftPercent', 'smoothnessMm', 'nonSteadyStateVolumes'] as const;
  const every = (reason: NoFigure): Reasons => Object.fromEntries(names.map((name) => [name, reason]));
  if (CHANGING.includes(kind))
    return every({ notApplicable: 'the signal of such a series is meant to change' });
  if (kind === 'diffusion' && (steady?.volumes ?? 0) < FEWEST_VOLUMES) {
    return every({ notApplicable: 'there are too few volumes without diffusion weighting' });
  }
  if (!steady) return every({ why: 'no volumes can be compared over time' });
  const reasons: Reasons = {};
  if (Number.isNaN(steady.smoothnessMm)) {
    reasons.smoothnessMm = { why: 'the run is too long, or its noise is not smooth' };
  }
  if (steady.volumes < FEWEST_VOLUMES) {
    for (const name of names) {
      reasons[name] = { why: `${steady.volumes} volumes are too few` };
    }
  }
  return reasons;
}

function ofGhosts({ kind, phaseAxis }: TimeSeries): Reasons {
  if (phaseAxis) return {};
  if (NOT_MR.includes(kind)) return { ghostPercent: { notApplicable: 'nothing is encoded by phase' } };
  return { ghostPercent: { why: 'the headers do not say along which axis phase is encoded' } };
}

function ofSlices({ kind, sliceTimesS }: TimeSeries, { passes }: MeasuredRun): Reasons {
  if (NOT_MR.includes(kind)) {
    const reason = { notApplicable: 'slices are not acquired one after the other' };
    return { maxWithinVolumeMm: reason, maxParityScore: reason };
  }
  if (!sliceTimesS) return { maxWithinVolumeMm: { why: 'the headers do not say when slices were acquired' } };
  return passes > 1 ? {} : { maxWithinVolumeMm: { notApplicable: 'slices are acquired in one pass' } };
}
