import { describe, expect, it } from 'vitest';
import { type Given, shuffled, time } from '../../../study/build.js';
import { epi, firstInstances, reading, runOf, SLICES, STEP_S, TEN } from './scene.js';

const still = time(TEN);

function untimed(count: number, own: (volume: number, slice: number) => Given): Given[] {
  return epi(count, (volume, slice) => ({
    AcquisitionNumber: 1,
    AcquisitionTime: still,
    ...own(volume, slice),
  }));
}

describe('the order of volumes', () => {
  it('is that of time, however the files came', () => {
    const files = shuffled(epi(5), 7);
    const run = runOf(files);
    expect(run.order).toBe('known');
    expect(firstInstances(run, files)).toEqual([1, 7, 13, 19, 25]);
  });

  it('is known by temporal positions where times stand still', () => {
    const run = runOf(untimed(4, (volume) => ({ TemporalPositionIdentifier: 4 - volume })));
    expect(run.order).toBe('known');
    expect(run.points.every(({ timeS }) => timeS === undefined)).toBe(true);
  });

  it('is known by instance numbers where the header declares the count', () => {
    const files = untimed(4, () => ({ NumberOfTemporalPositions: 4 }));
    const run = runOf(files);
    expect(run.order).toBe('known');
    expect(firstInstances(run, files)).toEqual([1, 7, 13, 19]);
  });

  it('is not known where temporal positions and times contradict each other', () => {
    const run = runOf(epi(4, (volume) => ({ TemporalPositionIdentifier: 4 - volume, AcquisitionNumber: 1 })));
    expect(run.order).toBe('unknown');
    expect(run.points.every(({ timeS }) => timeS === undefined)).toBe(true);
    expect(run.intervalFrom).toBe('repetition-time');
  });

  it('is not contradicted by equal times', () => {
    const run = runOf(
      epi(4, (volume) => ({
        TemporalPositionIdentifier: volume + 1,
        AcquisitionTime: time(TEN + Math.floor(volume / 2)),
      })),
    );
    expect(run.order).toBe('known');
  });

  it('is not known where nothing but the direction of a gradient tells volumes apart', () => {
    const run = runOf(
      untimed(3, (volume, slice) => ({
        DiffusionBValue: 1000,
        DiffusionGradientOrientation: [volume === 0 ? 1 : 0, volume === 1 ? 1 : 0, volume === 2 ? 1 : 0],
        InstanceNumber: slice + 1,
      })),
    );
    expect(run).toMatchObject({ kind: 'diffusion', order: 'unknown' });
  });
});

describe('the times of volumes', () => {
  it('are Frame Reference Time or Trigger Time, ms, where acquisition times stand still', () => {
    for (const keyword of ['FrameReferenceTime', 'TriggerTime']) {
      const run = runOf(untimed(3, (volume) => ({ [keyword]: 500 + volume * 2500 })));
      expect(run.points.map(({ timeS }) => timeS)).toEqual([0, 2.5, 5]);
    }
  });

  it('are when the dynamic scan began, for Philips', () => {
    const files = untimed(3, (volume) => ({ TemporalPositionIdentifier: volume + 1 }));
    const held = (instance: number) => ({
      'Philips MR Imaging DD 001/2005/a0': reading(Math.floor(instance / SLICES) * 2.5),
    });
    expect(runOf(files, { held }).points.map(({ timeS }) => timeS)).toEqual([0, 2.5, 5]);
  });

  it('are multiples of the repetition time where the clock tells whole seconds', () => {
    const coarse = (step: number) =>
      epi(5, (volume) => ({ AcquisitionTime: time(Math.floor(TEN + volume * step)) }));
    const run = runOf(coarse(STEP_S));
    expect(run).toMatchObject({ intervalS: 2.5, intervalFrom: 'repetition-time' });
    expect(run.points.map(({ timeS }) => timeS)).toEqual([0, 2.5, 5, 7.5, 10]);
    // Two repetitions a volume: the clock is right, on average.
    expect(runOf(coarse(5))).toMatchObject({ intervalS: 5, intervalFrom: 'times' });
  });

  it('take a pause for no interval where the clock tells whole seconds', () => {
    const late = (step: number) =>
      epi(5, (volume) => ({
        AcquisitionTime: time(Math.floor(TEN + volume * step) + (volume > 2 ? 600 : 0)),
      }));
    const run = runOf(late(STEP_S));
    expect(run).toMatchObject({ intervalS: STEP_S, intervalFrom: 'repetition-time' });
    expect(run.points.map(({ timeS }) => timeS)).toEqual([0, 2, 5, 607, 610]);
    expect(runOf(late(5))).toMatchObject({ intervalS: 5, intervalFrom: 'times' });
  });

  it('are not made of a repetition time alone, which still tells the interval', () => {
    const run = runOf(untimed(4, (volume) => ({ TemporalPositionIdentifier: volume + 1 })));
    expect(run).toMatchObject({ intervalS: STEP_S, intervalFrom: 'repetition-time' });
    expect(run.points[1]).not.toHaveProperty('timeS');
  });

  it('have no interval where 3D sequences or differing repetition times state none', () => {
    const unknown = [
      (): Given => ({ MRAcquisitionType: '3D' }),
      (volume: number): Given => ({ RepetitionTime: 1000 + volume }),
      (): Given => ({ RepetitionTime: undefined }),
    ];
    for (const own of unknown) {
      const run = runOf(untimed(3, (volume) => ({ TemporalPositionIdentifier: volume + 1, ...own(volume) })));
      expect(run).not.toHaveProperty('intervalS');
    }
  });

  it('have the median step as interval where one volume is late', () => {
    const run = runOf(
      epi(5, (volume) => ({ AcquisitionTime: time(TEN + volume * STEP_S + (volume > 2 ? 4 : 0) + 0.5) })),
    );
    expect(run).toMatchObject({ intervalS: STEP_S, intervalFrom: 'times' });
  });
});
