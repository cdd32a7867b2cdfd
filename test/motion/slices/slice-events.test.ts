import { describe, expect, it } from 'vitest';
import type { Faults } from '../../../fixtures/motion/faults.js';
import { GRIDS, RUNS } from '../../../fixtures/motion/recipes.js';
import { stillness, trajectory } from '../../../fixtures/motion/trajectory.js';
import { PARITY_LIMIT, parityScore, sliceEvents } from '../../../src/motion/slices/slice-events.js';
import type { SliceMeasures } from '../../../src/motion/slices/slice-measures.js';
import { finite, measuredRun } from './measured.js';

const SMALL_MOTION = trajectory({ seed: 'slice events', volumes: 8, amplitude: 0.3 });

const FAULTS: Faults = {
  dropouts: [
    { volume: 3, slice: 11, factor: 0.3 },
    { volume: 7, slice: 8, factor: 0.8 },
  ],
  spikes: [
    { volume: 5, slice: 14, amplitude: 60, cyclesPerImage: [9, 5] },
    { volume: 2, slice: 4, amplitude: 20, cyclesPerImage: [-4, 13] },
  ],
};

/** What was found, shortly. */
function found(measures: readonly (SliceMeasures | undefined)[]): string[] {
  return sliceEvents(measures).map(({ kind, volume, slice }) => `${kind} ${volume}/${slice}`);
}

const ALL = ['spike 2/4', 'dropout 3/11', 'spike 5/14', 'dropout 7/8'];

function recipe(name: string) {
  const run = RUNS.find(({ intro }) => intro.key === `motion/${name}`);
  if (!run) throw new RangeError(name);
  return run;
}

/** Measures of slices that are as they should be but for a little noise, which the volume's gain goes along with. */
function made(volumeGains: readonly number[], slices = 20): SliceMeasures[] {
  return volumeGains.map((gain, volume) => {
    const of = (at: (slice: number) => number) =>
      Float64Array.from({ length: slices }, (_, slice) => at(slice));
    return {
      voxels: new Uint32Array(slices).fill(500),
      gain: of((slice) => gain * (1 + 0.004 * Math.sin(7 * slice + 3 * volume))),
      residual: of(() => 0.03),
      spike: of((slice) => 4 + 0.5 * Math.sin(slice + volume)),
      mean: of(() => 1000 * gain),
      comb: of(() => 1),
    };
  });
}

describe('sliceEvents', () => {
  it('finds the dropouts and the spikes that were planted, and no other', () => {
    const { measures } = measuredRun({ motion: SMALL_MOTION, faults: FAULTS });
    expect(found(measures)).toEqual(ALL);
    const events = sliceEvents(measures);
    const kept = events.filter(({ kind }) => kind === 'dropout').map(({ value }) => value);
    expect(kept[0]).toBeCloseTo(0.3, 1.7);
    expect(kept[1]).toBeCloseTo(0.8, 1.7);
    for (const { kind, value, limit } of events)
      expect(kind === 'dropout' ? value < limit : value > limit).toBe(true);
  });

  it.each([2, 3, 5])('finds them also where the reference, volume %i, holds one of them', (reference) => {
    expect(found(measuredRun({ motion: SMALL_MOTION, faults: FAULTS }, reference).measures)).toEqual(ALL);
  });

  it('finds them among three volumes', () => {
    const faults: Faults = {
      dropouts: [{ volume: 1, slice: 9, factor: 0.7 }],
      spikes: [{ volume: 2, slice: 14, amplitude: 60, cyclesPerImage: [9, 5] }],
    };
    const { measures } = measuredRun({ motion: SMALL_MOTION.slice(0, 3), faults });
    expect(found(measures)).toEqual(['dropout 1/9', 'spike 2/14']);
  });

  it.each(['still', 'three-volumes', 'parity'])('finds none in the run %s', (name) => {
    const { motion, faults = {} } = recipe(name);
    expect(found(measuredRun({ motion, faults, seed: name }).measures)).toEqual([]);
  });

  it('finds none in motion of 4 mm and 4° on a tilted grid', () => {
    const { motion } = recipe('stratum-4');
    expect(found(measuredRun({ motion, shape: GRIDS.smallTilted }).measures)).toEqual([]);
  });

  it('finds none in motion of 20 mm and 20°, nor at 3 % noise', () => {
    expect(found(measuredRun({ motion: recipe('gross-20').motion }).measures)).toEqual([]);
    expect(found(measuredRun({ motion: recipe('noise-3').motion, noiseShare: 0.03 }).measures)).toEqual([]);
  });

  it('takes a gain that differs from volume to volume, as with the direction of diffusion weighting, for none', () => {
    expect(found(made([1, 0.62, 0.88, 0.71, 1.1, 0.8]))).toEqual([]);
  });

  it('finds a dropout in a volume that is darker as a whole', () => {
    const measures = made([1, 0.62, 0.88, 0.71, 1.1, 0.8]);
    if (measures[3]) measures[3].gain[6] = 0.5 * 0.71;
    expect(found(measures)).toEqual(['dropout 3/6']);
  });

  it('finds slices that dropped out together, every other one or three in a row', () => {
    const measures = made([1, 1, 1, 1, 1]);
    for (const slice of [5, 7, 9]) if (measures[1]) measures[1].gain[slice] = 0.6;
    for (const slice of [12, 13, 14]) if (measures[3]) measures[3].gain[slice] = 0.6;
    expect(found(measures)).toEqual([
      ...['dropout 1/5', 'dropout 1/7', 'dropout 1/9'],
      ...['dropout 3/12', 'dropout 3/13', 'dropout 3/14'],
    ]);
  });

  it('cannot be made blind by many dropouts', () => {
    const measures = made([1, 1, 1, 1, 1, 1, 1]);
    for (const [volume, one] of measures.entries()) {
      for (let slice = volume % 3; slice < 20; slice += 3) one.gain[slice] = 0.3;
    }
    expect(sliceEvents(measures).length).toBeGreaterThan(40);
  });

  it('keeps the numbers of volumes where one was not measured', () => {
    const measures: (SliceMeasures | undefined)[] = made([1, 1, 1, 1]);
    measures[0] = undefined;
    if (measures[2]) measures[2].gain[6] = 0.5;
    expect(found(measures)).toEqual(['dropout 2/6']);
  });

  it('holds a volume alone against the reference', () => {
    const [one] = made([0.9]);
    if (one) one.gain[6] = 0.5;
    expect(found([one])).toEqual(['dropout 0/6']);
  });

  it('finds nothing where nothing was measured', () => {
    expect(sliceEvents([])).toEqual([]);
    expect(sliceEvents([undefined, undefined])).toEqual([]);
    const [empty] = made([Number.NaN]);
    expect(sliceEvents([empty])).toEqual([]);
  });
});

describe('parityScore', () => {
  it('stands out in the volumes whose halves lie apart, and is about 1 in all others', () => {
    const { motion, faults = {} } = recipe('parity');
    const scores = measuredRun({ motion, faults, seed: 'parity' }).measures.map(parityScore);
    expect(scores[0]).toBeNaN();
    for (const [volume, score] of scores.entries()) {
      if (volume === 3 || volume === 6) expect(score).toBeGreaterThan(3 * PARITY_LIMIT);
      else if (volume > 0) expect(Math.abs(score - 1)).toBeLessThan(0.15);
    }
  });

  it('does not rise with motion between volumes, whatever its size', () => {
    const small = measuredRun({ motion: recipe('stratum-4').motion, shape: GRIDS.smallTilted });
    const gross = measuredRun({ motion: recipe('gross-20').motion });
    for (const { measures } of [small, gross]) {
      for (const score of finite(measures.map(parityScore))) {
        expect(score).toBeGreaterThan(0.5);
        expect(score).toBeLessThan(1.2);
      }
    }
  });

  it('does not rise with a dropout or a spike', () => {
    for (const score of finite(
      measuredRun({ motion: SMALL_MOTION, faults: FAULTS }).measures.map(parityScore),
    )) {
      expect(score).toBeLessThan(1.2);
    }
  });

  it('is above its limit from 1 mm on', () => {
    const parityShifts = [{ volume: 1, parity: 0, shiftMm: [0, 1, 0] }] as const;
    const { measures } = measuredRun({ motion: stillness(2), faults: { parityShifts } });
    expect(measures.map(parityScore)[1]).toBeGreaterThan(PARITY_LIMIT);
  });

  it('has no value with fewer than five slices to compare', () => {
    const [one] = made([1], 6);
    if (!one) throw new RangeError();
    one.comb.fill(Number.NaN, 4);
    expect(parityScore(one)).toBeNaN();
    one.comb[4] = 1.5;
    expect(parityScore(one)).toBe(1);
  });
});
