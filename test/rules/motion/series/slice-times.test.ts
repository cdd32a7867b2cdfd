import { describe, expect, it } from 'vitest';
import { readFrameFacts } from '../../../../src/rules/motion/series/frame-facts.js';
import { datasetOf, type Given, time } from '../../../study/build.js';
import { epi, reading, runOf, SLICES, STEP_S, TEN } from './scene.js';

/** Every other slice first: offsets of six slices, s. */
const ORDER_S = [0, 1.2, 0.4, 1.6, 0.8, 2];

const own = (slice: number): number => ORDER_S[slice] ?? 0;

function stamped(start: number, jitterS: (volume: number) => number = () => 0): Given[] {
  return epi(5, (volume, slice) => ({
    AcquisitionTime: time(
      (start + volume * STEP_S + own(slice) + (slice === 3 ? jitterS(volume) : 0)) % 86_400,
    ),
  }));
}

describe('slice times', () => {
  it('are acquisition times of the slices, from the first of the volume', () => {
    expect(runOf(stamped(TEN + 0.5)).sliceTimesS).toEqual(ORDER_S);
  });

  it('go past midnight', () => {
    expect(runOf(stamped(86_396.5)).sliceTimesS).toEqual(ORDER_S);
  });

  it('are the median where one volume is timed otherwise, none where volumes disagree', () => {
    expect(runOf(stamped(TEN + 0.5, (volume) => (volume === 0 ? 0.3 : 0))).sliceTimesS).toEqual(ORDER_S);
    expect(runOf(stamped(TEN + 0.5, (volume) => volume * 0.1))).not.toHaveProperty('sliceTimesS');
  });

  it('are none where all slices have the volume’s time, nor in 3D', () => {
    expect(runOf(epi(3))).not.toHaveProperty('sliceTimesS');
    const slab = stamped(TEN + 0.5).map((file) => ({ ...file, MRAcquisitionType: '3D' }));
    expect(runOf(slab)).not.toHaveProperty('sliceTimesS');
  });

  it('are none where a slice comes after the next volume began, or the interval is not known', () => {
    const held = (scale: number) => (instance: number) => ({
      'GEMS_RELA_01/21/5e': reading(own(instance % SLICES) * 10_000 * scale),
    });
    expect(runOf(epi(3), { held: held(1) }).sliceTimesS).toEqual(ORDER_S);
    expect(runOf(epi(3), { held: held(2) })).not.toHaveProperty('sliceTimesS');
    const untold = epi(3, (volume) => ({
      AcquisitionTime: undefined,
      RepetitionTime: undefined,
      TemporalPositionIdentifier: volume + 1,
    }));
    expect(runOf(untold, { held: held(1) })).not.toHaveProperty('sliceTimesS');
  });

  it('are GE’s RTIA timer in tenths of a millisecond, which goes before trigger times', () => {
    const held = (instance: number) => ({
      'GEMS_RELA_01/21/5e': reading(7000 + Math.round(own(instance % SLICES) * 10_000)),
    });
    const files = epi(3, (_, slice) => ({ TriggerTime: slice * 100 }));
    expect(runOf(files, { held }).sliceTimesS).toEqual(ORDER_S);
    expect(runOf(files).sliceTimesS).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  });
});

describe('facts of frames', () => {
  const frame = (seconds: number | undefined, more: Given = {}): Given => ({
    FrameContentSequence: [
      { FrameAcquisitionDateTime: seconds === undefined ? undefined : `20240102${time(seconds % 86_400)}` },
    ],
    ...more,
  });
  const facts = (frames: readonly Given[]) =>
    readFrameFacts(datasetOf({ NumberOfFrames: frames.length, PerFrameFunctionalGroupsSequence: frames }));

  it('are times from the earliest frame, whatever the hour', () => {
    expect(facts([frame(TEN + 1.25), frame(TEN), frame(TEN + 0.5)])).toEqual({ timesS: [1.25, 0, 0.5] });
    expect(facts([frame(86_399), frame(86_400.5)])).toEqual({ timesS: [0, 1.5] });
  });

  it('have no time for a frame that states none', () => {
    expect(facts([frame(TEN), frame(undefined)])).toEqual({ timesS: [0, null] });
    expect(facts([frame(undefined)])).toEqual({});
  });

  it('hold contexts of labelling and directionality', () => {
    const found = facts([
      frame(TEN, { MRArterialSpinLabelingSequence: [{ ASLContext: 'LABEL' }] }),
      frame(TEN, { MRDiffusionSequence: [{ DiffusionDirectionality: 'ISOTROPIC' }] }),
    ]);
    expect(found).toEqual({
      timesS: [0, 0],
      contexts: ['LABEL', null],
      directionality: [null, 'ISOTROPIC'],
    });
  });

  it('are empty for a classic image', () => {
    expect(readFrameFacts(datasetOf({ Modality: 'MR', Rows: 64, Columns: 64 }))).toEqual({});
  });
});
