import { FIGURES, type FigureName } from '../figures.js';
import { isMeasured } from '../trust/judge-trust.js';
import { TRUST_REASONS } from '../trust/reasons.js';
import { censoring } from './censor.js';
import type { RunFacts, RunFigure, VolumeFacts } from './facts.js';
import { count, largest, mean, median, shareWithAny, smallest } from './known.js';

/** Every figure of a run. */
export type RunFigures = Readonly<Record<FigureName, RunFigure>>;

/** What figures are made from, with what is worked out of it once. */
interface Source extends RunFacts {
  /** Volumes whose motion is known. */
  readonly measured: readonly VolumeFacts[];
  /** Of these, the ones that have a volume before them. */
  readonly pairs: readonly VolumeFacts[];
  readonly kept: ReturnType<typeof censoring>;
}

type Make = (of: Source) => RunFigure;

const PERCENT = 100;
const SECONDS_A_MINUTE = 60;

/**
 * The figures of a run. A mean or a median is over what is known, if that is at least half of what there should be; a
 * largest value, a count or a share of the volumes says with `atBest` that volumes are missing from it. Shares over a limit count what is not
 * known as over it, and usable time as lost.
 */
export function runFigures(facts: RunFacts): RunFigures {
  const measured = facts.volumes.filter((_, i) => isKnown(facts, i));
  const kept = censoring(facts);
  const source: Source = { ...facts, measured, pairs: measured.filter((one) => one.hasPrevious), kept };
  const figures = FIGURES.map(({ name }): [FigureName, RunFigure] => {
    const reason = facts.reasons[name];
    return [name, reason ?? finite(MAKERS[name](source))];
  });
  return Object.fromEntries(figures) as Record<FigureName, RunFigure>;
}

const MAKERS: Readonly<Record<FigureName, Make>> = {
  volumes: ({ volumes }) => ({ value: volumes.length }),
  measuredShare: (of) => ofMotion(of, measuredShare),
  meanFdPowerMm: framewise(mean, ({ fdPowerMm }) => fdPowerMm),
  medianFdPowerMm: framewise(median, ({ fdPowerMm }) => fdPowerMm),
  maxFdPowerMm: framewise(largest, ({ fdPowerMm }) => fdPowerMm),
  meanFdJenkinsonMm: framewise(mean, ({ fdJenkinsonMm }) => fdJenkinsonMm),
  medianFdJenkinsonMm: framewise(median, ({ fdJenkinsonMm }) => fdJenkinsonMm),
  maxFdJenkinsonMm: framewise(largest, ({ fdJenkinsonMm }) => fdJenkinsonMm),
  maxDisplacementMm: fromReference(({ displacementMm }) => displacementMm),
  maxTranslationMm: fromReference(({ translationMm }) => furthest(translationMm)),
  maxRotationDeg: fromReference(({ rotationDeg }) => furthest(rotationDeg)),
  maxSpeedMmPerS: framewise(largest, ({ speedMmPerS }) => speedMmPerS),
  shareOverFd: (of) => ofMotion(of, shareOverFd),
  usableMinutes: (of) => ofMotion(of, usableMinutes),
  medianDvarsStandardised: paired(median, ({ dvarsStandardised }) => dvarsStandardised),
  maxDvarsStandardised: paired(largest, ({ dvarsStandardised }) => dvarsStandardised),
  meanOutlierPercent: everyVolume(mean, ({ outlierPercent }) => outlierPercent),
  maxOutlierPercent: everyVolume(largest, ({ outlierPercent }) => outlierPercent),
  meanQualityIndex: everyVolume(mean, ({ qualityIndex }) => qualityIndex),
  tsnr: ({ whole }) => ({ value: whole.tsnr }),
  driftPercent: ({ whole }) => ({ value: whole.driftPercent }),
  ghostPercent: everyVolume(median, ({ ghostPercent }) => ghostPercent),
  smoothnessMm: ({ whole }) => ({ value: whole.smoothnessMm }),
  nonSteadyStateVolumes: ({ whole }) => ({ value: whole.nonSteadyStateVolumes }),
  dropoutSlices: whereRealigned(count, ({ dropoutSlices }) => dropoutSlices),
  dropoutVolumesPercent: whereRealigned(shareWithAny, ({ dropoutSlices }) => dropoutSlices),
  spikeSlices: whereRealigned(count, ({ spikeSlices }) => spikeSlices),
  maxWithinVolumeMm: againstReference(largest, ({ withinVolumeMm }) => withinVolumeMm),
  maxParityScore: againstReference(largest, ({ parityScore }) => parityScore),
  minCorrelation: everyVolume(smallest, ({ correlation }) => correlation),
};

/** Figures of motion: none where the run was not measured. */
function ofMotion(of: Source, make: Make): RunFigure {
  const { unmeasurable } = of.trust;
  return unmeasurable ? { why: `the motion cannot be measured: ${TRUST_REASONS[unmeasurable]}` } : make(of);
}

type Gather = (values: readonly number[]) => RunFigure;

/** From volume to volume, over the pairs that there should be: those of which one was not measured have no value. */
function framewise(gather: Gather, get: (of: VolumeFacts) => number): Make {
  return (of) =>
    ofMotion(of, ({ volumes, order, trust }) => {
      if (order === 'unknown') return { why: 'nothing tells which volume came first' };
      const due = volumes
        .map((one, i) => ({ one, i }))
        .filter(({ one, i }) => one.hasPrevious && trust.volumes[i]?.state !== 'alone');
      return gather(due.map(({ one, i }) => (isKnown(of, i) ? get(one) : Number.NaN)));
    });
}

/** From the reference to every volume that is held against one. */
function fromReference(get: (of: VolumeFacts) => number): Make {
  return (of) =>
    ofMotion(of, ({ volumes, trust }) =>
      largest(
        volumes
          .map((one, i) => (isKnown(of, i) ? get(one) : Number.NaN))
          .filter((_, i) => trust.volumes[i]?.state !== 'alone'),
      ),
    );
}

/** Of the change of a volume from the one before, whether its motion is known or not. */
function paired(gather: Gather, get: (of: VolumeFacts) => number): Make {
  return ({ volumes, order }) =>
    order === 'unknown'
      ? { why: 'nothing tells which volume came first' }
      : gather(volumes.filter(({ hasPrevious }) => hasPrevious).map(get));
}

/** Of each volume, whether its motion is known or not, but for those that were held against none. */
function everyVolume(gather: Gather, get: (of: VolumeFacts) => number): Make {
  return ({ volumes, trust }) =>
    gather(volumes.filter((_, i) => trust.volumes[i]?.state !== 'alone').map(get));
}

/** Of what realignment leaves of each volume: in a run that was not measured that is not the scanner's doing. */
function whereRealigned(gather: Gather, get: (of: VolumeFacts) => number): Make {
  return (of) => ofMotion(of, everyVolume(gather, get));
}

/** The same of the volumes that were held against another one: the reference's own slices fit it by definition. */
function againstReference(gather: Gather, get: (of: VolumeFacts) => number): Make {
  return (of) =>
    ofMotion(of, ({ volumes, trust }) => {
      const states = trust.volumes.map(({ state }) => state);
      return gather(volumes.filter((_, i) => states[i] !== 'alone' && states[i] !== 'reference').map(get));
    });
}

function measuredShare({ volumes, trust, measured }: Source): RunFigure {
  // A volume that is alone in its contrast was not asked for: it neither counts for the run nor against it.
  const asked = volumes.filter((_, i) => trust.volumes[i]?.state !== 'alone').length;
  return { value: (PERCENT * measured.length) / asked };
}

function shareOverFd(of: Source): RunFigure {
  const { kept } = of;
  if (!kept) return { why: noCensoring(of) };
  const asked = kept.filter((one) => one !== 'alone');
  return { value: (PERCENT * asked.filter((one) => one !== 'kept').length) / asked.length };
}

function usableMinutes(of: Source): RunFigure {
  const { kept, volumes, intervalS, whole } = of;
  if (!kept) return { why: noCensoring(of) };
  // NaN where the signal is not expected to be steady, as along directions of diffusion: none is taken off then.
  const steadyFrom = whole.nonSteadyStateVolumes || 0;
  const seconds = volumes.reduce(
    (sum, { durationS }, i) =>
      i >= steadyFrom && kept[i] === 'kept' ? sum + (durationS ?? intervalS ?? Number.NaN) : sum,
    0,
  );
  return Number.isNaN(seconds)
    ? { why: 'the time from volume to volume is not known' }
    : { value: seconds / SECONDS_A_MINUTE };
}

function noCensoring({ order, censor }: Source): string {
  if (order === 'unknown') return 'nothing tells which volume came first';
  return censor ? 'it was not measured' : 'no limits say what a volume is censored by';
}

function isKnown({ trust }: Pick<RunFacts, 'trust'>, volume: number): boolean {
  const of = trust.volumes[volume];
  return of !== undefined && isMeasured(of);
}

/** Largest of three absolute values; NaN where one is not known. */
function furthest(values: readonly number[]): number {
  return Math.max(...values.map(Math.abs));
}

/** No figure is ever NaN or infinite. */
function finite(figure: RunFigure): RunFigure {
  return 'value' in figure && !Number.isFinite(figure.value) ? { why: 'it was not measured' } : figure;
}
