import { finiteMedian } from '../../slices/robust.js';
import {
  type PhantomFrame,
  type Profile,
  passes,
  profileAlongX,
  type Span,
  within,
} from './phantom-frame.js';
import type { RampBand } from './ramp-band.js';

/** A ramp as it shows: a bright stretch, mm along the bar from the disc's centre. */
export interface Ramp {
  readonly spanMm: Span;
  /** Where it lies below the centre. */
  readonly yMm: number;
}

/** The ramps, and the thickness of slice that they tell. */
export interface SliceThickness {
  readonly thicknessMm: number;
  readonly top: Ramp;
  readonly bottom: Ramp;
}

/** Where the upper and the lower ramp are sampled: shares of the bar's height from its middle line. */
const ROWS = { from: 0.1, to: 0.37 } as const;
/** Half the length of bar that is looked at, mm: less than half the bar, more than any ramp reaches. */
const HALF_LENGTH_MM = 57;
/** Half the length of the region that the ramps' signal is taken in, mm. */
const PLATEAU_MM = 10;
/** Ramps shorter or longer than these tell no slice of 5 mm. */
const LENGTH_MM = { least: 15, most: 100 } as const;
/** A ramp is so much brighter than the bar, as a share of the water… */
const LEAST_SIGNAL = 0.05;
/** …and so much darker than the water. */
const MOST_SIGNAL = 0.8;
/** Smoothing along the bar, mm. */
const BOX_MM = 3;

/**
 * The thickness of slice 1 by its two crossed ramps of 1 : 10: their lengths at half of their mean signal, and
 * 0.2 · top · bottom / (top + bottom), which a turn of the phantom about its vertical axis does not change.
 * ACR Large and Medium Phantom Test Guidance, slice thickness accuracy.
 * @param frame slice 1, turned as the bar is
 * @returns undefined where the ramps do not show
 */
export function sliceThickness(frame: PhantomFrame, band: RampBand): SliceThickness | undefined {
  const water = frame.disc.inside;
  const rampRows = [-1, 1].map((side) => {
    const rows = [ROWS.from, ROWS.to].map((share) => band.middleMm + side * share * band.heightMm);
    const y: Span = [Math.min(...rows), Math.max(...rows)];
    return {
      yMm: (y[0] + y[1]) / 2,
      profile: boxed(profileAlongX(frame, [-HALF_LENGTH_MM, HALF_LENGTH_MM], y)),
    };
  });
  const plateaus = rampRows.map(({ profile }) => plateau(profile));
  const [upper, lower] = rampRows;
  const [first, second] = plateaus;
  if (!upper || !lower || !first || !second) return undefined;
  const signal = (first.signal + second.signal) / 2;
  const ground = Math.max(first.ground, second.ground);
  if (!(signal - ground > LEAST_SIGNAL * water) || !(signal < MOST_SIGNAL * water)) return undefined;
  // The guidance sets the level to half of the mean of both; where the bar itself is not dark, there is no such level.
  if (!(ground < signal / 2)) return undefined;
  const top = spanAt(upper.profile, signal / 2, first.middleMm);
  const bottom = spanAt(lower.profile, signal / 2, second.middleMm);
  if (!top || !bottom) return undefined;
  const [a, b] = [top[1] - top[0], bottom[1] - bottom[0]];
  return {
    thicknessMm: (0.2 * a * b) / (a + b),
    top: { spanMm: top, yMm: upper.yMm },
    bottom: { spanMm: bottom, yMm: lower.yMm },
  };
}

/** Mean over 3 mm: the half height of an edge stays where it is. */
function boxed({ values, fromMm, stepMm }: Profile): Profile {
  const reach = Math.round(BOX_MM / stepMm / 2);
  const out = values.map((_, i) => {
    const part = values.subarray(Math.max(0, i - reach), i + reach + 1);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  return { values: out, fromMm, stepMm };
}

/** The bright stretch of a profile: its middle, its signal there, and the bar's darkness beside it. */
function plateau(profile: Profile): { middleMm: number; signal: number; ground: number } | undefined {
  const { values, fromMm, stepMm } = profile;
  const sorted = values.slice().sort();
  const ground = sorted[Math.floor(0.1 * sorted.length)] ?? Number.NaN;
  const peak = sorted[Math.floor(0.9 * sorted.length)] ?? Number.NaN;
  if (!(peak > ground)) return undefined;
  let [sum, count] = [0, 0];
  for (const [i, value] of values.entries()) {
    if (value < (ground + peak) / 2) continue;
    sum += fromMm + i * stepMm;
    count++;
  }
  if (count === 0) return undefined;
  const middleMm = sum / count;
  const signal = meanOf(within(profile, [middleMm - PLATEAU_MM, middleMm + PLATEAU_MM]));
  return Number.isFinite(signal) ? { middleMm, signal, ground } : undefined;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spanAt(profile: Profile, level: number, startMm: number): Span | undefined {
  const from = passes(profile, level, { startMm, towards: -1, staysMm: BOX_MM });
  const to = passes(profile, level, { startMm, towards: 1, staysMm: BOX_MM });
  if (from === undefined || to === undefined) return undefined;
  const length = to - from;
  // What is bright outside of the stretch is no ramp.
  const inside = finiteMedian(within(profile, [from, to]));
  return inside > level && length >= LENGTH_MM.least && length <= LENGTH_MM.most ? [from, to] : undefined;
}
