import { finiteMedian, robustDeviation } from './robust.js';
import type { SliceMeasures } from './slice-measures.js';

/** A slice of a volume that is not as the others are. Both from 0. */
export interface SliceEvent {
  readonly kind: 'dropout' | 'spike';
  readonly volume: number;
  readonly slice: number;
  /** What the slice kept of its signal, 1 is all; or the height of its peak, as `spikeHeights` gives it. */
  readonly value: number;
  /** What it was held against: a dropout lies below it, a spike above. */
  readonly limit: number;
}

/** Neighbours on either side that tell how bright a volume is about a slice. */
const NEIGHBOURS = 4;
/** A slice that kept more than this is no dropout, however quiet the others are. */
const LEAST_LOSS = 0.1;
/** And one that lost more than this is one, however restless they are. */
const CERTAIN_LOSS = 0.4;
/** A loss counts from this many robust standard deviations. */
const DEVIATIONS = 6;
/** A slice's gain is not told better than by this share of the residual that it usually has. */
const RESIDUAL_SHARE = 1.5;
/**
 * Peaks higher than this are spikes. White noise stays below 6; what diffusion weighting leaves against a volume of
 * another direction was seen to reach 9.
 */
export const SPIKE_LIMIT = 10;
/** A volume whose residual is below this share of the usual one is the reference itself. */
const SELF_SHARE = 0.01;
/** Peaks that all volumes share are the reference's own: their heights then vary by less than this. */
const SHARED_SPREAD = 0.25;
/** How many slices away a peak of the reference shows in volumes that moved. */
const SPREAD = 2;

type Measured = readonly (SliceMeasures | undefined)[];

/**
 * Dropouts and spikes among the volumes of one group: each slice against its neighbours in the volume and itself over
 * time, robustly. What differs from volume to volume over many slices alike, as with the direction of diffusion
 * weighting, is no event.
 * @param measures of each volume of the group, in time order; undefined where a volume was not measured
 * @returns in the order of volumes and slices
 */
export function sliceEvents(measures: Measured): SliceEvent[] {
  const events = [...dropouts(measures), ...spikes(measures)];
  return events.sort((a, b) => a.volume - b.volume || a.slice - b.slice);
}

/** Values of one slice over the volumes; NaN where it was not measured. */
function overTime(measures: Measured, of: 'gain' | 'residual' | 'spike', slice: number): number[] {
  return measures.map((volume) => volume?.[of][slice] ?? Number.NaN);
}

function slicesOf(measures: Measured): number[] {
  const most = measures.reduce((n, volume) => Math.max(n, volume?.gain.length ?? 0), 0);
  return Array.from({ length: most }, (_, slice) => slice);
}

function* dropouts(measures: Measured): Generator<SliceEvent> {
  const slices = slicesOf(measures);
  const shares = keptShares(measures, slices);
  const pooled = robustDeviation(shares.flat());
  const limits = slices.map((slice) => {
    const own = robustDeviation(shares.map((volume) => volume[slice] ?? Number.NaN));
    const residual = finiteMedian(overTime(measures, 'residual', slice));
    const loss = Math.max(LEAST_LOSS, DEVIATIONS * pooled, DEVIATIONS * own, RESIDUAL_SHARE * residual);
    return 1 - Math.min(CERTAIN_LOSS, loss);
  });
  for (const [volume, kept] of shares.entries()) {
    for (const [slice, value] of kept.entries()) {
      const limit = limits[slice] ?? Number.NaN;
      if (value < limit) yield { kind: 'dropout', volume, slice, value, limit };
    }
  }
}

/**
 * What each slice kept of its signal: its gain over that of the slice at other times, and this over that of the slices
 * around it in the same volume.
 */
function keptShares(measures: Measured, slices: readonly number[]): number[][] {
  const measured = measures.filter((volume) => volume !== undefined).length;
  // A volume alone is held against the reference.
  const usual = slices.map((slice) => (measured > 1 ? finiteMedian(overTime(measures, 'gain', slice)) : 1));
  return measures.map((volume) => {
    const relative = slices.map(
      (slice) => (volume?.gain[slice] ?? Number.NaN) / (usual[slice] ?? Number.NaN),
    );
    return relative.map((value, slice) => {
      const around = [
        ...relative.slice(Math.max(0, slice - NEIGHBOURS), slice),
        ...relative.slice(slice + 1, slice + 1 + NEIGHBOURS),
      ];
      return value / finiteMedian(around);
    });
  });
}

function* spikes(measures: Measured): Generator<SliceEvent> {
  const slices = slicesOf(measures);
  const usual = slices.map((slice) => finiteMedian(overTime(measures, 'spike', slice)));
  const owners = slices.map((slice) => referenceWithPeak(measures, slice));
  for (const slice of slices) {
    // The spline carries the reference's peak into the slices around it.
    const around = slices.filter((other) => Math.abs(other - slice) <= SPREAD && owners[other] !== undefined);
    const limit = Math.max(SPIKE_LIMIT, ...around.map((other) => (1 + SHARED_SPREAD) * (usual[other] ?? 0)));
    for (const [volume, height] of overTime(measures, 'spike', slice).entries()) {
      const isOwner = volume === owners[slice];
      const event = isOwner ? { value: usual[slice] ?? 0, limit: SPIKE_LIMIT } : { value: height, limit };
      if (event.value > event.limit) yield { kind: 'spike', volume, slice, ...event };
    }
  }
}

/**
 * The volume that is the reference, where it has a spike in this slice: it fits itself, and every other volume misses
 * its wave alike.
 */
function referenceWithPeak(measures: Measured, slice: number): number | undefined {
  const heights = overTime(measures, 'spike', slice);
  const residuals = overTime(measures, 'residual', slice);
  const usual = finiteMedian(residuals);
  const selves = Array.from(residuals.keys()).filter(
    (n) => (residuals[n] ?? Number.NaN) < SELF_SHARE * usual,
  );
  const [self] = selves;
  if (selves.length !== 1 || self === undefined) return undefined;
  const others = heights.filter((_, volume) => volume !== self);
  const median = finiteMedian(others);
  const isShared =
    others.length > 1 && median > SPIKE_LIMIT && robustDeviation(others) < SHARED_SPREAD * median;
  return isShared ? self : undefined;
}

/** Slices that must have a neighbour on either side for a score of their volume. */
const LEAST_SLICES = 5;
/** A parity score above this: the two halves of the volume do not lie at one place. */
export const PARITY_LIMIT = 2;

/**
 * How much every other slice of a volume differs from the ones between them: the median over slices of `combRatios`.
 * 1 is none, whatever the noise, and a misfit that goes on from slice to slice is less; a head that moved between the
 * two halves of an interleaved volume shows as a comb, and lies above {@link PARITY_LIMIT}. NaN with fewer than five
 * slices to compare.
 */
export function parityScore({ comb }: SliceMeasures): number {
  const compared = comb.filter(Number.isFinite);
  return compared.length < LEAST_SLICES ? Number.NaN : finiteMedian(compared);
}
