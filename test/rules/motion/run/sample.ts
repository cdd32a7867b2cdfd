import type { RunFacts, VolumeFacts } from '../../../../src/rules/motion/run/facts.js';
import type { RunTrust, VolumeTrust } from '../../../../src/rules/motion/trust/judge-trust.js';

/** A volume that moved by 0.1 mm from the one before. */
export function volume(over: Partial<VolumeFacts> = {}): VolumeFacts {
  return {
    hasPrevious: true,
    fdPowerMm: 0.1,
    fdJenkinsonMm: 0.06,
    displacementMm: 0.2,
    translationMm: [0.1, 0, 0],
    rotationDeg: [0, 0.05, 0],
    speedMmPerS: 0.03,
    dvarsStandardised: 1,
    outlierPercent: 0.2,
    qualityIndex: 0.01,
    ghostPercent: 2,
    withinVolumeMm: 0.05,
    parityScore: 1,
    correlation: 0.998,
    dropoutSlices: 0,
    spikeSlices: 0,
    ...over,
  };
}

/** A volume of which nothing is known. */
export const UNKNOWN: VolumeFacts = volume({
  ...{
    fdPowerMm: Number.NaN,
    fdJenkinsonMm: Number.NaN,
    displacementMm: Number.NaN,
    speedMmPerS: Number.NaN,
  },
  translationMm: [Number.NaN, Number.NaN, Number.NaN],
  rotationDeg: [Number.NaN, Number.NaN, Number.NaN],
  ...{ dvarsStandardised: Number.NaN, outlierPercent: Number.NaN, qualityIndex: Number.NaN },
  ...{ ghostPercent: Number.NaN, withinVolumeMm: Number.NaN, parityScore: Number.NaN },
  ...{ correlation: Number.NaN, dropoutSlices: Number.NaN, spikeSlices: Number.NaN },
});

/** Trust in so many volumes, the first the reference; others where it says so. */
export function trustIn(count: number, over: Readonly<Record<number, VolumeTrust>> = {}): RunTrust {
  const all = Array.from(
    { length: count },
    (_, i): VolumeTrust => ({ state: i === 0 ? 'reference' : 'measured' }),
  );
  return { volumes: all.map((one, i) => over[i] ?? one), groups: [undefined] };
}

/** Not measured, for too much noise. */
export const LOST: VolumeTrust = { state: 'unmeasurable', reason: 'uncertain' };

/** A run of these volumes, the first without one before it, 2 s apart, censored at 0.5 mm (Power). */
export function runOf(volumes: readonly VolumeFacts[], over: Partial<RunFacts> = {}): RunFacts {
  const [first, ...rest] = volumes;
  const none = {
    hasPrevious: false,
    fdPowerMm: Number.NaN,
    fdJenkinsonMm: Number.NaN,
    speedMmPerS: Number.NaN,
  };
  return {
    volumes: first ? [{ ...first, ...none, dvarsStandardised: Number.NaN }, ...rest] : [],
    trust: trustIn(volumes.length),
    order: 'known',
    intervalS: 2,
    censor: { fdMm: 0.5, measure: 'power' },
    whole: { tsnr: 60, driftPercent: 0.5, smoothnessMm: 5, nonSteadyStateVolumes: 0 },
    reasons: {},
    ...over,
  };
}

/** The same volume so many times. */
export function times(count: number, over: Partial<VolumeFacts> = {}): VolumeFacts[] {
  return Array.from({ length: count }, () => volume(over));
}
