import { beforeAll, describe, expect, it } from 'vitest';
import { stack } from '../../../fixtures/cd/geometry.js';
import { magnitude } from '../../../fixtures/motion/noise.js';
import { BRAIN_SIGNAL } from '../../../fixtures/motion/object.js';
import { GRIDS } from '../../../fixtures/motion/recipes.js';
import { type RunOptions, volumeSignal } from '../../../fixtures/motion/run.js';
import { stillness } from '../../../fixtures/motion/trajectory.js';
import { type Dvars, dvarsFrom, dvarsSums } from '../../../src/motion/temporal/dvars.js';
import type { MaskedSeries } from '../../../src/motion/temporal/masked-series.js';
import { outlierCounts, outlierFractions } from '../../../src/motion/temporal/outliers.js';
import {
  driftPercent,
  globalSignal,
  nonSteadyStateVolumes,
  qualityIndex,
} from '../../../src/motion/temporal/volume-figures.js';
import { voxelStatistics } from '../../../src/motion/temporal/voxel-statistics.js';

const VOLUMES = 16;
/** The volume in which the head has moved by 1 mm along each axis. */
const MOVED = 9;
const SIGMA = 0.01 * BRAIN_SIGNAL;

/** The head at rest, and moved. */
function headSignals(): [Float64Array, Float64Array] {
  const shape = GRIDS.small;
  const motion = [...stillness(1), { translationMm: [1, 1, 1], rotationDeg: [0, 0, 0] } as const];
  const options = { shape, motion } as unknown as RunOptions;
  return [volumeSignal(options, stack(shape), 0), volumeSignal(options, stack(shape), 1)];
}

/** A run at 1% noise, of the voxels that are bright at rest; one volume is of a head that has moved. */
function run([rest, moved]: [Float64Array, Float64Array], movedVolume?: number): MaskedSeries {
  const inside = [...rest.keys()].filter((n) => rest[n]! > 0.5 * BRAIN_SIGNAL);
  const values = new Uint16Array(VOLUMES * inside.length);
  for (let v = 0; v < VOLUMES; v++) {
    const signal = v === movedVolume ? moved : rest;
    const stored = magnitude(signal, { sigma: SIGMA, seed: `temporal ${v}`, max: 65535 });
    for (const [n, at] of inside.entries()) values[v * inside.length + n] = stored[at]!;
  }
  return { volumes: VOLUMES, voxels: inside.length, values };
}

/** The volume with the largest figure. */
function largest(values: Float64Array): number {
  return values.indexOf(Math.max(...values.map((x) => (Number.isNaN(x) ? 0 : x))));
}

describe('the figures over time of the phantom', () => {
  let still: MaskedSeries;
  let moving: MaskedSeries;
  let dvarsStill: Dvars;
  let dvarsMoving: Dvars;

  beforeAll(() => {
    const signals = headSignals();
    still = run(signals);
    moving = run(signals, MOVED);
    dvarsStill = dvarsFrom([dvarsSums(still)]);
    dvarsMoving = dvarsFrom([dvarsSums(moving)]);
  });

  it('has DVARS of √2 times the noise at rest, and of about 1 when standardised', () => {
    for (let v = 1; v < VOLUMES; v++) {
      expect(dvarsStill.nonStandardised[v]! / (Math.SQRT2 * SIGMA)).toBeCloseTo(1, 1);
      expect(Math.abs(dvarsStill.standardised[v]! - 1)).toBeLessThan(0.15);
    }
  });

  it('has the largest DVARS into and out of the volume in which the head has moved', () => {
    for (const figure of [dvarsMoving.nonStandardised, dvarsMoving.standardised, dvarsMoving.voxelwise]) {
      const [first, second] = [...figure.keys()].slice(1).sort((a, b) => figure[b]! - figure[a]!);
      expect([first, second].sort()).toEqual([MOVED + 1, MOVED].sort());
      expect(figure[MOVED]).toBeGreaterThan(2 * figure[MOVED - 2]!);
    }
  });

  it('has the most outliers in it', () => {
    const fractions = outlierFractions([outlierCounts(moving)]);
    expect(largest(fractions)).toBe(MOVED);
    expect(fractions[MOVED]).toBeGreaterThan(0.15);
    expect(Math.max(...outlierFractions([outlierCounts(still)]))).toBeLessThan(0.03);
  });

  it('has the worst quality index in it', () => {
    const quality = qualityIndex(moving, voxelStatistics(moving).median);
    expect(largest(quality)).toBe(MOVED);
    expect(quality[MOVED]).toBeGreaterThan(2 * quality[MOVED - 2]!);
  });

  it('has a temporal signal-to-noise ratio of signal over noise', () => {
    const { tsnr, mean } = voxelStatistics(still);
    const ratios = [...tsnr].map((ratio, n) => ratio / (mean[n]! / SIGMA));
    const middle = ratios.sort((a, b) => a - b)[ratios.length >> 1]!;
    expect(Math.abs(middle - 1)).toBeLessThan(0.1);
  });

  it('has no drift, and is steady from the start', () => {
    const signal = globalSignal(still);
    expect(driftPercent(signal)).toBeLessThan(0.1);
    expect(nonSteadyStateVolumes(signal)).toBe(0);
  });
});
