import { finiteMedian } from '../../slices/robust.js';
import { type RadialProfile, SECTORS, smoothProfile } from './radial-profile.js';

/** A ring that stands out from a slice of water. */
export interface Ring {
  /** How far its mean lies from the smooth profile, HU, without its sign and with what noise gives taken off. */
  readonly heightHu: number;
  /** Radius of its middle. */
  readonly radiusMm: number;
}

/** The rings of a slice. */
export interface Rings {
  readonly highest: Ring;
  /** A ring half way out that is lower than this is not told from noise, HU. */
  readonly detectableHu: number;
}

/** Rings narrower than this are averaged with their neighbours. */
const RING_MM = 2;
/** In the middle rings are joined until they have so many pixels. */
const RING_PIXELS = 100;
/** Standard errors that noise alone reaches in one of some hundred rings. */
const NOISE_ERRORS = 3.5;
/** Median over mean of χ² with `SECTORS` − 1 degrees of freedom, Wilson & Hilferty (1931). */
const MEDIAN_OF_CHI2 = (1 - 2 / (9 * (SECTORS - 1))) ** 3;

/**
 * The ring that deviates most from the smooth profile (2nd order in r²) of a slice. What noise gives is taken off in
 * quadrature: d² − (3.5 · standard error)². The standard error is taken from how much the sectors of a ring differ, so
 * that rings everywhere are not taken for noise, and noise that is correlated is not taken for rings.
 * @param radiusMm of the disc that is looked at
 * @returns undefined where the disc is too small
 */
export function ringArtefact(profile: RadialProfile, radiusMm: number): Rings | undefined {
  const smooth = smoothProfile(profile, { degree: 2, radiusMm });
  if (!smooth) return undefined;
  const windows = windowsOf(profile, smooth, radiusMm);
  const variance = finiteMedian(windows.map(({ pixels, variance }) => pixels * variance)) / MEDIAN_OF_CHI2;
  if (!Number.isFinite(variance)) return undefined;
  const errorOf = (pixels: number): number => NOISE_ERRORS * Math.sqrt(variance / pixels);
  let highest: Ring = { heightHu: 0, radiusMm: 0 };
  for (const { pixels, deviation, middleMm } of windows) {
    const heightHu = Math.sqrt(Math.max(0, deviation ** 2 - errorOf(pixels) ** 2));
    if (heightHu > highest.heightHu) highest = { heightHu, radiusMm: middleMm };
  }
  return { highest, detectableHu: errorOf(windows[windows.length >> 1]?.pixels ?? 0) };
}

/** Rings joined to a width that is looked at. */
interface Window {
  readonly middleMm: number;
  readonly pixels: number;
  /** Mean difference from the smooth profile, HU. */
  readonly deviation: number;
  /** Of that mean, from its sectors. */
  readonly variance: number;
}

/** Windows that begin at each ring, and overlap: a ring lies wholly in one of them. */
function windowsOf(profile: RadialProfile, smooth: Float64Array, radiusMm: number): Window[] {
  const end = Math.floor(radiusMm / profile.stepMm);
  const windows: Window[] = [];
  for (let first = 0; first < end; first++) {
    const window = windowFrom(first, end, { profile, smooth });
    if (window) windows.push(window);
  }
  return windows;
}

function windowFrom(
  first: number,
  end: number,
  { profile, smooth }: { readonly profile: RadialProfile; readonly smooth: Float64Array },
): Window | undefined {
  const { stepMm, sums, counts } = profile;
  const residuals = new Float64Array(SECTORS);
  const pixels = new Float64Array(SECTORS);
  let total = 0;
  let last = first;
  while ((last - first) * stepMm < RING_MM || total < RING_PIXELS) {
    if (last >= end) return undefined;
    for (let sector = 0; sector < SECTORS; sector++) {
      const at = last * SECTORS + sector;
      const count = counts[at] ?? 0;
      residuals[sector] = (residuals[sector] ?? 0) + (sums[at] ?? 0) - count * (smooth[last] ?? 0);
      pixels[sector] = (pixels[sector] ?? 0) + count;
      total += count;
    }
    last++;
  }
  const deviation = residuals.reduce((sum, residual) => sum + residual, 0) / total;
  let squares = 0;
  for (let sector = 0; sector < SECTORS; sector++) {
    const own = (residuals[sector] ?? 0) / (pixels[sector] || 1);
    squares += (own - deviation) ** 2;
  }
  const variance = squares / (SECTORS - 1) / SECTORS;
  return { middleMm: ((first + last) / 2) * stepMm, pixels: total, deviation, variance };
}
